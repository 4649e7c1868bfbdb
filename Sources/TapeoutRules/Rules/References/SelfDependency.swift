import TapeoutModel

/// A milestone that waits for itself.
struct SelfDependency: Rule {
  let name: RuleName = "self-dependency"
  let group = RuleGroup.references
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A milestone names itself below `after:`.",
      why: "It can never happen, and so it has no date, nor has anything that waits for it.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        after: {tape-out-review: 1w}
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        after: {kickoff: 1w}
        ---

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      for dependency in milestones[index].dependencies where dependency.predecessor.index == index {
        findings.append(
          Finding(
            name, at: dependency.predecessor.range, "\(milestones[index].displayTitle) waits for itself",
            advice: "Remove the line, or name the milestone that was meant."))
      }
    }
  }
}
