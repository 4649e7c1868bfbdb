import TapeoutModel
import TapeoutSchedule

/// What is known of the plan on one day: all of it, or only what dated facts tell.
struct KnownPlan {
  var snapshot: PlanSnapshot
  /// Otherwise only dates, `actual` and `accepted` are known, and not of every milestone.
  var isWhole = true
  /// Milestones (by identity) known not to be done, but with no date known.
  var withoutKnownDate: Set<MilestoneID> = []

  init(_ snapshot: PlanSnapshot) { self.snapshot = snapshot }

  /// What `history:` lines and dated facts tell of an earlier day. Who drove whom is taken from today's schedule.
  init(_ plan: Plan, _ schedule: Schedule, on day: Day) {
    snapshot = PlanSnapshot(day: day)
    isWhole = false
    snapshot.chips = PlanSnapshot(plan, schedule).chips
    for index in plan.milestones.indices {
      // Since when it is dropped, no date tells.
      if plan.milestones[index].isDropped { continue }
      var milestone = MilestoneSnapshot(plan, schedule, index)
      milestone.status = nil
      milestone.criteria = []
      milestone.isOverdue = false
      milestone.promised = nil
      if let actual = milestone.actual, actual.last > day {
        // It happened at some time in a month that had begun: before or after that day, nobody can tell.
        if actual.first <= day { continue }
        milestone.actual = nil
      }
      if let accepted = milestone.accepted, accepted.last > day { milestone.accepted = nil }
      if !milestone.isDone {
        let line = plan.milestones[index].history.lastMade(by: day)
        if line == nil { withoutKnownDate.insert(milestone.identity) }
        milestone.forecast = line?.date
        milestone.expected = line?.date.date?.last
        milestone.reason = line?.reason
      }
      snapshot.milestones.append(milestone)
    }
  }
}

extension [Estimate] {
  /// The newest line made on or before a day; of two on one day the later written.
  func lastMade(by day: Day) -> Estimate? {
    var newest: Estimate?
    for line in self where line.madeOn <= day && newest.map({ $0.madeOn <= line.madeOn }) ?? true { newest = line }
    return newest
  }
}
