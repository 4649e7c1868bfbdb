import TapeoutForecast
package import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// One milestone: when it will probably be done, and how probably by a day.
extension ForecastPrinter {
  /// - Parameters:
  ///   - deadline: as it was asked for; the forecast was drawn with its last day as the milestone's deadline.
  ///   - before: the same plan without suppositions; nil where there are none.
  package func milestone(_ index: MilestoneIndex, by deadline: PlanDate?, before: ForecastPrinter? = nil) -> String {
    let milestone = plan.milestones[index]
    let title = "\(plan.chips[milestone.chip].displayTitle): \(milestone.displayTitle)".printable
    let columns = [before, self].compactMap(\.self)
    var lines = [style.bold(title)]
    if columns.count == 2 { lines.append(row("", ["before", "after", "move"])) }
    func add(_ name: String, _ date: (ForecastPrinter) -> PlanDate?) {
      let dates = columns.map(date)
      guard dates.contains(where: { $0 != nil }) else { return }
      var cells = dates.map { $0?.description ?? "–" }
      if dates.count == 2 {
        let move = dates[0].flatMap { old in dates[1].map { Wording.slip($0.last - old.last) } }
        cells.append(move ?? "–")
      }
      lines.append(row("  \(name)", cells))
    }
    add("plan") { $0.schedule.date(of: index, in: $0.plan) }
    add("P10") { printer in printer.outcome(index).map { .day($0.p10) } }
    add("P50") { printer in printer.outcome(index).map { .day($0.p50) } }
    add("P80") { printer in printer.outcome(index).map { .day($0.p80) } }
    add("P90") { printer in printer.outcome(index).map { .day($0.p90) } }
    if let deadline {
      let chances = columns.map { $0.chance(of: index) }
      if chances.contains(where: { $0 != nil }) {
        lines.append(row("  by \(deadline)", chances.map { $0.map(Wording.share) ?? "–" }))
      }
    }
    return lines.joined(separator: "\n") + "\n" + note(of: index, by: deadline)
  }

  /// Percentiles of what is still to come.
  private func outcome(_ index: MilestoneIndex) -> MilestoneForecast? {
    plan.milestones[index].isDone ? nil : forecast.milestones[index]
  }

  private func chance(of index: MilestoneIndex) -> Double? { forecast.milestones[index]?.chanceByNeedBy }

  /// What the figures mean, or why there are none.
  private func note(of index: MilestoneIndex, by deadline: PlanDate?) -> String {
    let milestone = plan.milestones[index]
    let scheduled = schedule.milestones[index]
    var sentences: [String] = []
    if let actual = milestone.actual?.value {
      sentences.append("It was done on \(actual).")
    } else if milestone.isDropped {
      sentences.append("It was dropped, so there is no forecast.")
    } else if let passed = schedule.passedDate(of: index, in: plan) {
      sentences.append("No forecast: its date, \(passed), has passed and nobody has stated another.")
    } else if scheduled.expected == nil {
      let earliest = scheduled.earliest.map { ", not before \($0)" } ?? ""
      sentences.append("It has no date\(earliest), so there is no forecast.")
    } else if let chance = chance(of: index), let deadline {
      let most = scheduled.worstOverdue != nil && chance > 0 ? "at most " : ""
      sentences.append("It is done by \(deadline.last) in \(most)\(Wording.share(chance)) of the samples.")
    }
    if scheduled.expected != nil, !milestone.isDone, scheduled.passedDate == nil, let overdue = scheduled.worstOverdue,
      let passed = schedule.passedDate(of: overdue, in: plan)
    {
      sentences.append(
        "All dates are at the earliest: \(plan.milestones[overdue].displayTitle) leads to it, and its date, "
          + "\(passed), has passed.")
    }
    return sentences.isEmpty ? "" : "\n" + sentences.joined(separator: " ").printable.wrapped(80) + "\n"
  }
}
