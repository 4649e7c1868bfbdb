package import TapeoutModel
package import TapeoutSchedule

extension Schedule {
  /// Returns a copy with the forecast's say in health.
  ///
  /// An on-track milestone whose P80 lies after its `need_by` is at risk. So is a chip, on track or planned, whose
  /// launch has its P80 after the launch window, the chip's `need_by` or its own.
  package func downgradingHealth(using forecast: Forecast, _ plan: Plan) -> Schedule {
    var downgraded = self
    func isAfter(_ milestone: MilestoneIndex, _ days: Day?...) -> Bool {
      // What is dated, not overdue and yet without percentiles has its P90 beyond the calendar.
      let isBeyond = milestones[milestone].expected != nil && !milestones[milestone].isOverdue
      guard let p80 = forecast.milestones[milestone]?.p80 ?? (isBeyond ? Day.supported.upperBound : nil) else {
        return false
      }
      return days.contains { $0.map { p80 > $0 } ?? false }
    }
    for index in plan.milestones.indices where milestones[index].health == .onTrack {
      if isAfter(index, plan.milestones[index].needBy?.value.last) { downgraded.milestones[index].health = .atRisk }
    }
    let windowEnd = plan.program.launchWindow?.value.days.upperBound
    for index in plan.chips.indices {
      let chip = plan.chips[index]
      guard let launch = chip.launch else { continue }
      let chipNeedBy = chip.needBy?.value.last
      if milestones[launch].health == .onTrack, isAfter(launch, chipNeedBy) {
        downgraded.milestones[launch].health = .atRisk
      }
      if chips[index].health == .onTrack || chips[index].health == .planned,
        isAfter(launch, windowEnd, chipNeedBy, plan.milestones[launch].needBy?.value.last)
      {
        downgraded.chips[index].health = .atRisk
      }
    }
    downgraded.health = downgraded.chips.map(\.health).max() ?? downgraded.health
    return downgraded
  }
}
