extension RuleSet {
  static var dates: [any Rule] { [] }
}
