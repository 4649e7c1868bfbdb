import TapeoutHistory
import TapeoutModel
import TapeoutWording

/// A new date was given only after the old one had passed.
struct SlipAnnouncedLate: Rule {
  let name: RuleName = "slip-announced-late"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.hint

  var explanation: Explanation {
    Explanation(
      what: """
        The last time that a milestone still to come was put off (in `history:` or in Git), the new date was first \
        written down after the old one had passed. Where the day is not known, it may have been in time, and nothing is \
        said.
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
    let changes = context.history.changeDays
    for index in milestones.indices where context.trend.series[index].count > 1 {
      let changed = changes.isEmpty ? [] : changes[milestones[index].id] ?? []
      guard milestones[index].isPending,
        let slip = Stability.slips(of: index, context.trend, changed: changed).last, slip.isLate
      else { continue }
      let days = slip.earliest - slip.old.last
      let isExact = slip.earliest == slip.announced
      let when = isExact ? "on \(slip.announced)" : "between \(slip.earliest) and \(slip.announced)"
      let line = milestones[index].history.last { $0.madeOn == slip.announced }
      let new = slip.new.map { "The date \($0)" } ?? "The TBD"
      findings.append(
        Finding(
          name, at: line?.range ?? milestones[index].forecast?.range ?? milestones[index].place,
          "\(new) of \(milestones[index].displayTitle) was first written down \(when), "
            + "\(isExact ? "" : "at least ")\(Wording.counted(days, "day")) after the old date \(slip.old) had passed",
          advice:
            "Ask \(milestones[index].owner?.value ?? "the owner") for the next date while this one is still ahead."))
    }
  }
}
