import TapeoutHistory
import TapeoutModel

/// A new date was given only after the old one had passed.
struct SlipAnnouncedLate: Rule {
  let name: RuleName = "slip-announced-late"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.hint

  var explanation: Explanation {
    Explanation(
      what: """
        The last time that a milestone still to come was put off (in `history:` or in Git), the new date was first \
        written down after the old one had passed.
        """,
      why: """
        A slip that is told in time can be planned around; one that is told afterwards only explains. It is a hint, \
        because nothing can be done about it but to ask earlier next time.
        """,
      wrong: .milestone(
        "board-ready",
        """
        ---
        title: Boards ready
        kind: review
        forecast: 2028-12-18
        reason: Connectors are late
        history:
          2025-10-01: 2025-11-28
          2025-12-12: 2028-12-18 Connectors are late
        ---

        """),
      right: .milestone(
        "board-ready",
        """
        ---
        title: Boards ready
        kind: review
        forecast: 2028-12-18
        reason: Connectors are late
        history:
          2025-10-01: 2025-11-28
          2025-11-14: 2028-12-18 Connectors are late
        ---

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices where context.trend.series[index].count > 1 {
      guard milestones[index].isPending, let slip = Stability.slips(of: index, context.trend).last, slip.isLate else {
        continue
      }
      let days = slip.announced - slip.old.last
      let line = milestones[index].history.last { $0.madeOn == slip.announced }
      let new = slip.new.map { "The date \($0)" } ?? "That no date is known any more"
      findings.append(
        Finding(
          name, at: line?.range ?? milestones[index].forecast?.range ?? milestones[index].place,
          "\(new) of \(milestones[index].displayTitle) was first written down on \(slip.announced), "
            + "\(counted(days, "day")) after the old date \(slip.old) had passed",
          advice: "Ask \(milestones[index].owner?.value ?? "the owner") again while the date is still ahead."))
    }
  }
}
