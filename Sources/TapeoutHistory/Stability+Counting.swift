package import TapeoutModel
package import TapeoutSchedule

extension Stability {
  /// - Parameter trend: of the same plan, schedule and history.
  package init(_ plan: Plan, _ schedule: Schedule, _ history: PlanHistory, _ trend: Trend) {
    let earlier = EarlierMilestones(plan, history, before: schedule.statusDate)
    chips = plan.chips.map { _ in Figures() }
    for index in plan.milestones.indices {
      let chip = plan.milestones[index].chip
      guard chips.indices.contains(chip) else { continue }
      chips[chip].slips += Stability.slips(
        of: index, trend, changed: history.changeDays[plan.milestones[index].id] ?? [])
      chips[chip].rebaselines += Stability.rebaselines(of: index, plan, earlier, schedule.statusDate)
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
  package static func slips(of milestone: Int, _ trend: Trend, changed: [Day]) -> [Slip] {
    let points = trend.series[milestone]
    guard points.count > 1 else { return [] }
    var slips: [Slip] = []
    var known = points[0].isOverdue ? points[0].forecast?.date : points[0].date
    for place in points.indices.dropFirst() {
      let point = points[place]
      // The promise stands until another is made, kept or not.
      if point.isOverdue { continue }
      defer { known = point.date }
      guard let old = known else { continue }
      if let new = point.date {
        let days = point.isDone ? old.distance(toActual: new) : old.distance(to: new)
        guard days > 0 else { continue }
      }
      if !point.isStated, follows(milestone, points[place - 1].day, point, trend) { continue }
      let announced = min(point.day, point.actual?.last ?? point.day)
      slips.append(
        Slip(
          milestone: milestone, announced: announced,
          earliest: earliest(point, after: points[place - 1].day, announced, changed), old: old, new: point.date,
          reason: point.reason))
    }
    return slips
  }

  /// The first day on which the date of a point may have been written, when it was not on `before`.
  private static func earliest(_ point: TrendPoint, after before: Day, _ announced: Day, _ changed: [Day]) -> Day {
    // A line carries its own day.
    if point.health == nil { return announced }
    let change = point.isStated ? changed.first { $0 > before } : nil
    return min(change ?? before + 1, announced)
  }

  /// Whether the predecessor that drives a computed date moved later as well, lost its date or is overdue.
  private static func follows(_ milestone: Int, _ before: Day, _ point: TrendPoint, _ trend: Trend) -> Bool {
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
    of milestone: Int, _ plan: Plan, _ earlier: EarlierMilestones, _ statusDate: Day
  ) -> [Rebaseline] {
    var rebaselines: [Rebaseline] = []
    var before: (baseline: StatedDate?, reason: String?)?
    func meet(_ baseline: StatedDate?, _ reason: String?, on day: Day) {
      if let before, let old = before.baseline, old.date != nil, baseline != old {
        rebaselines.append(
          Rebaseline(
            milestone: milestone, day: day, old: old, new: baseline, reason: reason == before.reason ? nil : reason))
      }
      before = (baseline, reason)
    }
    for place in earlier.snapshots.indices {
      guard let found = earlier.place(of: milestone, in: place) else { continue }
      let snapshot = earlier.snapshots[place].milestones[found]
      meet(snapshot.baseline, snapshot.reason, on: earlier.snapshots[place].day)
    }
    if before != nil {
      let today = plan.milestones[milestone]
      meet(today.baseline?.value, today.reason?.value, on: statusDate)
    }
    return rebaselines
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
  fileprivate var isStated: Bool {
    if health == nil || isDone { return true }
    switch forecast {
    case .date(let date): return date.last == expected
    case .toBeDetermined: return expected == nil
    case nil: return false
    }
  }
}
