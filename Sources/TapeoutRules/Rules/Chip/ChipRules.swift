extension RuleSet {
  static var chip: [any Rule] { [] }
}
