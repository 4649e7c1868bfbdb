extension RuleSet {
  /// Gates: criteria, waivers, owners and handoffs.
  static var gates: [any Rule] {
    [
      OpenExitCriteria(), WaiverIncomplete(), WaiverExpired(), NoExitCriteria(), MissingOwner(), UnacceptedHandoff(),
      AcceptedBeforeActual(), StatusWithoutReason(), ReopenedCriterion(),
      UnreadCriteria(), UnclearCriteriaHeading(), OpenToDos(),
    ]
  }
}
