import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// Something is about to happen, and its date is still a month or a quarter.
struct VagueDateNear: Rule {
  let name: RuleName = "vague-date-near"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  /// From how many days ahead on a day or a week should be known.
  private static let near = 42

  var explanation: Explanation {
    Explanation(
      what: """
        The forecast of a milestone still to come (its baseline where nothing else dates it) is no finer than a month, \
        and its first day is at most six weeks away.
        """,
      why: """
        Far away, a quarter is honest. Six weeks before, people book travel, testers and lab time, and need the week.
        """,
      wrong: Example(
        .init(
          "chips/custom-1/milestones/bring-up.md",
          "---\ntitle: Bring-up exit\nkind: bring-up\nforecast: 2026-02\n---\n"),
        .init("program.md", "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n")),
      right: Example(
        .init(
          "chips/custom-1/milestones/bring-up.md",
          "---\ntitle: Bring-up exit\nkind: bring-up\nforecast: 2026-W08\n---\n"),
        .init("program.md", "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard !milestones[index].isDone, let date = date(index, context), date.value.precision > .week,
        date.value.first <= context.statusDate + VagueDateNear.near,
        // Afterwards it is overdue.
        date.value.last >= context.statusDate, milestones[index].isPending
      else { continue }
      let days = date.value.first - context.statusDate
      let likely = min(max(date.value.first, context.statusDate + 14), date.value.last)
      findings.append(
        Finding(
          name, at: date.range,
          "\(milestones[index].displayTitle) is planned \(date.value.phrase), which "
            + (days > 0 ? "begins in \(Wording.counted(days, "day"))" : "has begun") + ", and no week is known",
          advice: "Write the day or the week, such as \(week(likely))."))
    }
  }

  private func date(_ index: MilestoneIndex, _ context: RuleContext) -> Located<PlanDate>? {
    let milestones = context.plan.milestones
    if let forecast = milestones[index].forecast {
      // Where a dependency dates it later, that is what has to be put right.
      switch context.schedule.milestones[index].driver {
      case .forecast, .statusDate: return forecast.value.date.map { Located($0, at: forecast.range) }
      default: return nil
      }
    }
    guard context.schedule.milestones[index].expected == nil, milestones[index].origin.omits("forecast"),
      let baseline = milestones[index].baseline, let date = baseline.value.date
    else { return nil }
    return Located(date, at: baseline.range)
  }

  private func week(_ day: Day) -> String {
    let (year, week) = day.isoWeek
    return PlanDate.week(week, of: year)?.description ?? day.description
  }
}
