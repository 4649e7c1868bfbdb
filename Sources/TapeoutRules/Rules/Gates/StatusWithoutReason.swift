import TapeoutModel

/// Blocked or dropped, and nobody says why.
struct StatusWithoutReason: Rule {
  let name: RuleName = "status-without-reason"
  let group = RuleGroup.gates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "A milestone is blocked or dropped, and has no `reason`.",
      why: "Both words stop work. Without the reason nobody can lift the block, or tell a decision from a mistake.",
      wrong: .milestone(
        "import-approval",
        "---\ntitle: Import approval\nkind: import-approval\nforecast: TBD\nstatus: blocked\n---\n"),
      right: .milestone(
        "import-approval",
        """
        ---
        title: Import approval
        kind: import-approval
        forecast: TBD
        status: blocked
        reason: Waiting for the regulator
        ---

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard let status = milestones[index].status, milestones[index].reason == nil,
        milestones[index].origin.omits("reason"), !milestones[index].isDone
      else { continue }
      findings.append(
        Finding(
          name, at: status.range,
          "\(milestones[index].displayTitle) is \(status.value.rawValue), and nobody says why",
          advice: "Add `reason:` with what blocks it or why it was given up."))
    }
  }
}
