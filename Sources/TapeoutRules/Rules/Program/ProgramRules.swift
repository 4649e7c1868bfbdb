extension RuleSet {
  static var program: [any Rule] { [] }
}
