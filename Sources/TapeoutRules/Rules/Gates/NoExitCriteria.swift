import TapeoutModel

/// A gate that anything passes.
struct NoExitCriteria: Rule {
  let name: RuleName = "no-exit-criteria"
  let group = RuleGroup.gates
  let defaultSeverity = Severity.hint

  var explanation: Explanation {
    Explanation(
      what: "A gate, still to come or done, has no task items under a heading `Exit criteria`.",
      why: "What a gate asks for is agreed before it is reached, or it is agreed by whoever needs to pass it.",
      wrong: .milestone("tape-out", "---\ntitle: Tape-out\nkind: tape-out\nforecast: 2026-04-02\n---\n"),
      right: .milestone(
        "tape-out",
        """
        ---
        title: Tape-out
        kind: tape-out
        forecast: 2026-04-02
        ---

        ## Exit criteria

        - [ ] DRC and LVS clean on the merged database

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard milestones[index].isGate, milestones[index].criteria.isEmpty, !milestones[index].hasUnreadCriteria,
        // Of a gate that is done with a heading and nothing below, unread-criteria tells.
        milestones[index].isPending || (milestones[index].isDone && milestones[index].criteriaHeading == nil)
      else { continue }
      let heading = milestones[index].criteriaHeading
      findings.append(
        Finding(
          name, at: heading ?? milestones[index].place,
          milestones[index].isDone
            ? "\(milestones[index].displayTitle) is a gate that is done without any exit criterion"
            : "\(milestones[index].displayTitle) is a gate without exit criteria",
          advice: heading == nil
            ? "Add a heading `Exit criteria` with items such as `- [ ] DRC clean`, or `gate: false`."
            : "Add items such as `- [ ] DRC clean` below the heading, or `gate: false` to the front matter."))
    }
  }
}
