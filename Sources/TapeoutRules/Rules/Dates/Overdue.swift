import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// The date of a milestone has passed, and it has not happened.
struct Overdue: Rule {
  let name: RuleName = "overdue"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A milestone's forecast (its baseline where no forecast is stated, else the day that what it waits for leads \
        to) lies before the status date, and it has no `actual`. Where a dependency already dates it later, \
        `forecast-before-dependency` says so instead.
        """,
      why: """
        Either it has happened and nobody wrote it down, or it has slipped and nobody said so. Most slips of public \
        shuttle programs were announced after the promised day had passed.
        """,
      wrong: .milestone(
        "ip-delivery", "---\ntitle: IP delivered\nkind: ip-delivery\nforecast: 2020-04-03\n---\n"),
      right: .milestone(
        "ip-delivery",
        "---\ntitle: IP delivered\nkind: ip-delivery\nforecast: 2020-04-03\nactual: 2020-04-06\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard let due = due(index, context), due.value.last < context.statusDate else {
        reportComputed(index, context, into: &findings)
        continue
      }
      let days = context.statusDate - due.value.last
      findings.append(
        Finding(
          name, at: due.range,
          "\(milestones[index].displayTitle) was due \(due.value.phrase), "
            + "\(Wording.counted(days, "day")) before the status date \(context.statusDate), and has not happened",
          advice: "Write `actual:` with the day on which it happened, or a new `forecast:` and its `reason:`."))
    }
  }

  /// No date is stated that has passed, but what it waits for has happened, and the time from there to here is over.
  private func reportComputed(_ index: MilestoneIndex, _ context: RuleContext, into findings: inout [Finding]) {
    let scheduled = context.schedule.milestones[index]
    guard scheduled.driver == .statusDate, let passed = scheduled.passedDate, context.plan.milestones[index].isPending,
      context.plan.milestones[index].forecast == nil, context.plan.milestones[index].origin.omits("forecast"),
      context.plan.milestones[index].origin.omits("after")
    else { return }
    findings.append(
      Finding(
        name, at: context.plan.milestones[index].place,
        "\(context.plan.milestones[index].displayTitle) was due on \(passed) by what it waits for, "
          + "\(Wording.counted(context.statusDate - passed, "day")) before the status date \(context.statusDate), and has not "
          + "happened",
        advice: "Write `actual:` with the day on which it happened, or a `forecast:` and its `reason:`."))
  }

  /// The date that nothing in the plan puts off.
  private func due(_ index: MilestoneIndex, _ context: RuleContext) -> Located<PlanDate>? {
    switch context.schedule.milestones[index].driver {
    case .statusDate: break
    // Nothing dates it at all, not even a forecast: the baseline stands alone. A cycle has its own finding.
    case .nothing where context.schedule.graph.incoming(index).isEmpty: break
    default: return nil
    }
    var milestone: Milestone { _read { yield context.plan.milestones[index] } }
    guard milestone.isPending else { return nil }
    if let forecast = milestone.forecast {
      // An open TBD is not a promise.
      return forecast.value.date.map { Located($0, at: forecast.range) }
    }
    guard milestone.origin.omits("forecast"), let baseline = milestone.baseline else { return nil }
    return baseline.value.date.map { Located($0, at: baseline.range) }
  }
}
