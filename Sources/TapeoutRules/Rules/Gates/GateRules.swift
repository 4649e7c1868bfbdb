extension RuleSet {
  static var gates: [any Rule] { [] }
}
