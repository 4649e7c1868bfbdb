import TapeoutModel
import TapeoutSchedule

/// Dates that lie beyond the last year that a plan may speak of.
struct BeyondCalendar: Rule {
  let name: RuleName = "beyond-calendar"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        What leads to a milestone puts it after the year 2199, the last one that dates may name. It and all that waits \
        for it have no expected date. The finding stands at the first milestone that goes there.
        """,
      why: "No plan means it: a year is mistyped, or a duration has a digit too many.",
      wrong: example("2199-12-18"), right: example("2026-12-18"))
  }

  private func example(_ forecast: String) -> Example {
    Example(
      .init(
        "chips/custom-1/milestones/purchase-order.md",
        "---\ntitle: Order accepted\nkind: purchase-order\nafter:\n  import-approval: 6w\n---\n"),
      .init(
        "chips/custom-1/milestones/import-approval.md",
        "---\ntitle: Import approval\nkind: import-approval\nforecast: \(forecast)\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices where context.schedule.milestones[index].driver == .beyondCalendar {
      findings.append(
        Finding(
          name, at: milestones[index].place,
          "What \(milestones[index].displayTitle) waits for puts it after \(Day.supported.upperBound), the last day "
            + "that the calendar has",
          advice: "Correct the duration, or the date that it counts from."))
    }
  }
}
