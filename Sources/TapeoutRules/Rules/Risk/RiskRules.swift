extension RuleSet {
  static var risk: [any Rule] { [] }
}
