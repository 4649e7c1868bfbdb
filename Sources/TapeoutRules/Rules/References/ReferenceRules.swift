extension RuleSet {
  /// Names and links that lead nowhere, or in a circle.
  static var references: [any Rule] {
    [
      UnknownMilestone(), UnknownPartner(), DependencyCycle(), SelfDependency(), IdClash(), BrokenLink(),
      MissingAttachment(), OrphanMilestone(),
    ]
  }
}
