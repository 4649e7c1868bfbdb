extension RuleSet {
  /// Names and links that lead nowhere, or in a circle.
  static var references: [any Rule] {
    [
      UnknownMilestone(), UnknownRisk(), UnknownPartner(), DependencyCycle(), SelfDependency(), IdClash(),
      FormerIdInUse(),
      RenameDisagrees(), BrokenLink(), MissingAttachment(), UnpublishedAttachment(), OrphanMilestone(),
    ]
  }
}
