import TapeoutModel
import TapeoutSchedule

/// A promise that stands on something nobody can date.
struct ForecastBehindUndated: Rule {
  let name: RuleName = "forecast-behind-undated"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "A milestone states a forecast, but depends on one that has no date: its date is to be determined.",
      why: """
        Nobody can promise a day for what waits for an unknown day. The schedule shows TBD, whatever the forecast \
        says, and the promise misleads whoever reads the file alone.
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
          "---\ntitle: Order accepted\nkind: purchase-order\nforecast: TBD\nafter:\n  import-approval: 2w\n---\n"),
        .init(
          "chips/custom-1/milestones/import-approval.md",
          "---\ntitle: Import approval\nkind: import-approval\nforecast: TBD\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard let forecast = milestones[index].forecast, let date = forecast.value.date,
        case .undated(edge: let place) = context.schedule.milestones[index].driver, milestones[index].isPending
      else { continue }
      let edge = context.schedule.graph.edges[Int(place)]
      let name = context.name(of: Int(edge.from), from: index)
      findings.append(
        Finding(
          self.name, at: forecast.range,
          "\(milestones[index].displayTitle) is forecast for \(date), but waits for \(name), which has no date",
          advice: "Date \(name), or write TBD here.",
          notes: [.init("the dependency without a date", at: context.dependency(edge).predecessor.range)],
          fixes: [Fix("write TBD", replace: forecast.range, with: "TBD")]))
    }
  }
}
