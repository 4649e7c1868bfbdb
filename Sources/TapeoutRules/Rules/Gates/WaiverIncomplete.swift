import TapeoutModel
import TapeoutWording

/// A waiver that does not say who, until when or why.
struct WaiverIncomplete: Rule {
  let name: RuleName = "waiver-incomplete"
  let group = RuleGroup.gates
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "An exit criterion is waived `[-]`, but the waiver does not name who gave it, until when, and why.",
      why: """
        A waiver passes a gate unmet. Without a name nobody answers for it, and without an end nobody ever discharges \
        it: "waived to top level" is how defects reach silicon.
        """,
      wrong: .milestone(
        "tape-out",
        """
        ---
        title: Tape-out
        kind: tape-out
        forecast: 2026-04-02
        ---

        ## Exit criteria

        - [-] ESD check on the test pads (waived by TSMC)

        """),
      right: .milestone(
        "tape-out",
        """
        ---
        title: Tape-out
        kind: tape-out
        forecast: 2026-04-02
        ---

        ## Exit criteria

        - [-] ESD check on the test pads (waived by TSMC until 2026-06-30: pads unused on A0)

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices where milestones[index].hasCriterion(where: { $0 == .waived }) {
      for criterion in milestones[index].criteria where criterion.state == .waived {
        let waiver = criterion.waiver
        var missing: [String] = []
        if waiver?.by == nil { missing.append("who gave it") }
        if waiver?.until == nil { missing.append("until when") }
        if waiver?.reason == nil { missing.append("why") }
        guard !missing.isEmpty else { continue }
        findings.append(
          Finding(
            name, at: waiver?.range ?? criterion.range,
            "The waiver of “\(criterion.text)” does not say \(Wording.list(missing))",
            advice: "End the item with `(waived by WHO until WHEN: WHY)`, where WHEN is a date or a milestone."))
      }
    }
  }
}
