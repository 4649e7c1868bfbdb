extension RuleSet {
  static var references: [any Rule] { [] }
}
