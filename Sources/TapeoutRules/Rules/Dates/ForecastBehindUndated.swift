import TapeoutModel
import TapeoutSchedule

/// Promises that stand on something nobody can date.
struct ForecastBehindUndated: Rule {
  let name: RuleName = "forecast-behind-undated"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A milestone says openly that it has no date (`forecast: TBD`), and milestones behind it state one. The finding \
        stands at the milestone without a date, which is the cause; the stated dates are shown as stated.
        """,
      why: """
        Nobody can promise a day for what waits for an unknown day. Nothing bears the stated dates out, and whoever \
        reads one of those files alone is misled. The site shows them as stated, beside the earliest day.
        """,
      wrong: Example(
        .init(
          "chips/custom-1/milestones/purchase-order.md",
          "---\ntitle: Order accepted\nkind: purchase-order\nforecast: 2026-04\nafter:\n  import-approval: 2w\n---\n"),
        .init(
          "chips/custom-1/milestones/import-approval.md",
          "---\ntitle: Import approval\nkind: import-approval\nforecast: TBD\n---\n")),
      right: Example(
        .init(
          "chips/custom-1/milestones/purchase-order.md",
          "---\ntitle: Order accepted\nkind: purchase-order\nforecast: 2026-04\nafter:\n  import-approval: 2w\n---\n"),
        .init(
          "chips/custom-1/milestones/import-approval.md",
          "---\ntitle: Import approval\nkind: import-approval\nforecast: 2026-Q1\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for input in context.schedule.undatedInputs {
      // Where no forecast is stated, `dangling-start` says all this.
      guard case .milestone(let index) = input.cause, let forecast = milestones[index].forecast else { continue }
      let stated = context.stated(behind: input)
      guard let first = stated.first else { continue }
      let title = milestones[index].displayTitle
      let behind =
        stated.count == 1
        ? "\(milestones[first.milestone].displayTitle) behind it states \(first.date.value)"
        : "\(stated.count) milestones behind it state one"
      findings.append(
        Finding(
          name, at: forecast.range, "\(title) has no date, but \(behind)",
          advice:
            "Give \(title) a date, if only a quarter, once anybody can: nothing bears out what is stated behind it.",
          notes: context.notes(onDatesStatedBehind: input)))
    }
  }
}
