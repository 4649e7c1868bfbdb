import TapeoutModel
import TapeoutWording

/// A slip that nobody has explained.
struct SlipWithoutReason: Rule {
  let name: RuleName = "slip-without-reason"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A stated forecast or an `actual` is later than the baseline by more than `thresholds.at_risk`, and there is no \
        `reason`. A slip that is only computed needs none: its reason stands where it began.
        """,
      why: "Whoever reads a later date asks why, and in three months nobody remembers.",
      wrong: .milestone(
        "tape-out", "---\ntitle: Tape-out\nkind: tape-out\nbaseline: 2026-03-05\nforecast: 2026-04-02\n---\n"),
      right: .milestone(
        "tape-out",
        """
        ---
        title: Tape-out
        kind: tape-out
        baseline: 2026-03-05
        forecast: 2026-04-02
        reason: SerDes IP arrived three weeks late
        ---

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    let allowed = context.plan.program.thresholds.atRisk
    for index in milestones.indices {
      guard milestones[index].reason == nil, milestones[index].origin.omits("reason"), !milestones[index].isDropped,
        let baseline = milestones[index].baseline, let planned = baseline.value.date,
        let now = milestones[index].actual ?? forecast(milestones[index].forecast), now.value.first > planned.last,
        now.value.last - planned.last > allowed,
        milestones[index].isDone || milestones[index].isPending
      else { continue }
      let verb = milestones[index].isDone ? "happened" : "is forecast"
      findings.append(
        Finding(
          name, at: now.range,
          "\(milestones[index].displayTitle) \(verb) \(Wording.counted(now.value.last - planned.last, "day")) "
            + "after its baseline \(planned), and nobody says why",
          advice: "Add `reason:` with what caused it, in one line.",
          notes: [.init("the baseline", at: baseline.range)]))
    }
  }

  private func forecast(_ stated: Located<StatedDate>?) -> Located<PlanDate>? {
    stated.flatMap { stated in stated.value.date.map { Located($0, at: stated.range) } }
  }
}
