package import TapeoutModel
package import TapeoutSchedule

extension Stability {
  /// - Parameter trend: of the same plan, schedule and history.
  package init(_ plan: Plan, _ schedule: Schedule, _ history: PlanHistory, _ trend: Trend) {
    chips = IndexedArray(repeating: Figures(), count: plan.chips.count)
    for index in plan.milestones.indices {
      let chip = plan.milestones[index].chip
      guard chips.indices.contains(chip) else { continue }
      chips[chip].slips += Stability.slips(
        of: index, trend, changed: history.changeDays[plan.milestones[index].id] ?? [])
      chips[chip].rebaselines += Stability.rebaselines(of: index, plan, history, schedule.statusDate)
    }
    program = Figures()
    for chip in chips.indices {
      program.slips += chips[chip].slips
      program.rebaselines += chips[chip].rebaselines
      chips[chip].sort()
    }
    program.sort()
  }

  /// Oldest first.
  ///
  /// - Parameter changed: the days on which its file was changed, oldest first; empty where they are not known.
  package static func slips(of milestone: MilestoneIndex, _ trend: Trend, changed: [Day]) -> [Slip] {
    let points = trend.series[milestone]
    guard points.count > 1 else { return [] }
    var slips: [Slip] = []
    var known = points[0].standingDate
    for place in points.indices.dropFirst() {
      let point = points[place]
      // What is given up is not put off: the last date stands until another one is stated.
      if point.isDropped { continue }
      // The promise stands until another is made, kept or not.
      if point.isOverdue, point.forecast?.date == nil || point.promised != point.forecast?.date { continue }
      let date = point.standingDate
      defer { known = date }
      guard let old = known else { continue }
      if let new = date {
        let days = point.isDone ? old.distance(toActual: new) : old.distance(to: new)
        guard days > 0 else { continue }
      }
      if !point.isStated, follows(milestone, points[place - 1].day, point, trend) { continue }
      let announced = min(point.statedOn, point.actual?.last ?? point.statedOn)
      slips.append(
        Slip(
          milestone: milestone, announced: announced,
          earliest: earliest(point, after: points[place - 1].day, announced, changed), old: old, new: date,
          reason: point.reason))
    }
    return slips
  }

  /// The first day on which the date of a point may have been written, when it was not on `before`.
  private static func earliest(_ point: TrendPoint, after before: Day, _ announced: Day, _ changed: [Day]) -> Day {
    // A line and a commit carry their own day.
    if point.source != .plan { return announced }
    let change = point.isStated ? changed.first { $0 > before } : nil
    return min(change ?? before + 1, announced)
  }

  /// Whether the predecessor that drives a computed date moved later as well, lost its date or is overdue.
  private static func follows(_ milestone: MilestoneIndex, _ before: Day, _ point: TrendPoint, _ trend: Trend) -> Bool {
    guard let driver = point.driver, trend.series.indices.contains(driver) else { return false }
    let series = trend.series[driver]
    // A line that ended is done: what it says on its last day it says from then on.
    guard let then = series.last(where: { $0.day <= before }), let now = series.last(where: { $0.day <= point.day })
    else { return false }
    if now.isOverdue { return true }
    guard let from = then.expected else { return false }
    return now.expected.map { $0 > from } ?? true
  }

  private static func rebaselines(
    of milestone: MilestoneIndex, _ plan: Plan, _ history: PlanHistory, _ statusDate: Day
  ) -> [Rebaseline] {
    BaselineRecord(plan.milestones[milestone], history, statusDate: statusDate).replacements.map { replacement in
      Rebaseline(
        milestone: milestone, day: replacement.day, old: replacement.old, new: replacement.new,
        reason: replacement.reason)
    }
  }
}

extension Stability.Figures {
  fileprivate mutating func sort() {
    slips.sort { ($0.announced, $0.milestone) < ($1.announced, $1.milestone) }
    rebaselines.sort { ($0.day, $0.milestone) < ($1.day, $1.milestone) }
  }
}

extension TrendPoint {
  /// Whether somebody said so: a `history:` line, what happened, a forecast that is reckoned with, or TBD.
  var isStated: Bool {
    if source != .plan || isDone || isOverdue { return true }
    switch forecast {
    case .date(let date): return date.last == expected
    case .toBeDetermined: return expected == nil
    case nil: return false
    }
  }
}
