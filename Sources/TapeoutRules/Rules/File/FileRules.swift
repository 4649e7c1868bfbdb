extension RuleSet {
  static var file: [any Rule] { [] }
}
