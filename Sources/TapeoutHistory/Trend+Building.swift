package import TapeoutModel
package import TapeoutSchedule

extension Trend {
  /// From `history:` lines (each on its own day, with today's baseline), earlier plans, what every commit between them
  /// stated, and today's plan. Where a line and an earlier plan share a day, the plan wins. Lines and plans of days from
  /// the status date on are left out; what commits stated after it stands on it, as the disk's plan holds it.
  ///
  /// - Complexity: O(milestones × snapshots + versions).
  package init(_ plan: Plan, _ schedule: Schedule, _ history: PlanHistory) {
    self.init(plan, schedule, EarlierMilestones(plan, history, before: schedule.statusDate))
  }

  package init(_ plan: Plan, _ schedule: Schedule, _ earlier: EarlierMilestones) {
    series = IndexedArray(plan.milestones.indices.map { Trend.points($0, plan, schedule, earlier) })
  }

  /// The same on all cores: a thousand milestones over fifty plans take 19 ms on one.
  package static func concurrent(
    _ plan: Plan, _ schedule: Schedule, _ earlier: EarlierMilestones, isSerial: Bool
  ) async -> Trend {
    let series = await Array(plan.milestones.indices).concurrentMap(chunkSize: 64, isSerial: isSerial) {
      points($0, plan, schedule, earlier)
    }
    return Trend(series: IndexedArray(series))
  }

  /// The same with the forecast's say in health, which only today's points of what is not done can have.
  ///
  /// - Parameter schedule: the one that this was built with, after the forecast has weighed in.
  package func weighing(_ schedule: Schedule) -> Trend {
    var weighed = self
    for index in series.indices where schedule.milestones[index].health == .atRisk {
      weighed.series[index][series[index].count - 1].health = .atRisk
    }
    return weighed
  }

  private static func points(
    _ index: MilestoneIndex, _ plan: Plan, _ schedule: Schedule, _ earlier: EarlierMilestones
  ) -> [TrendPoint] {
    let today = TrendPoint.today(plan, schedule, index)
    var points = lines(index, plan, before: schedule.statusDate)
    for place in earlier.snapshots.indices {
      guard let milestone = earlier.place(of: index, in: place) else { continue }
      let snapshot = earlier.snapshots[place]
      insert(TrendPoint(snapshot.milestones[milestone], snapshot, plan), into: &points)
    }
    let versions = earlier.versions(of: plan.milestones[index].id)
    if points.isEmpty, versions.count < 2 { return [today.onActualDay(after: nil)] }
    points.append(today)
    if !versions.isEmpty {
      points = merged(points, with: versions, statusDate: schedule.statusDate, showsLater: earlier.isNewest)
    }
    bindReasons(&points)
    return endingWhenDone(points)
  }

  /// Puts what commits stated between the plans into a series that ends with today's point.
  ///
  /// A version adds nothing where the next plan states the same on the same day, or shows that its forecast was not
  /// what the milestone was dated by.
  ///
  /// - Parameter showsLater: whether what was committed after the status date counts, on the status date.
  private static func merged(
    _ points: [TrendPoint], with versions: [StatedVersion], statusDate: Day, showsLater: Bool
  ) -> [TrendPoint] {
    var merged: [TrendPoint] = []
    merged.reserveCapacity(points.count + versions.count)
    var next = 0
    for version in versions where !version.isUncommitted {
      if version.day > statusDate, !showsLater { break }
      let day = min(version.day, statusDate)
      // Today's point stays the last.
      while next < points.count - 1,
        points[next].day < day || (points[next].day == day && (version.followsReport || points[next].source == .line))
      {
        merged.append(points[next])
        next += 1
      }
      guard let point = TrendPoint(version, on: day) else { continue }
      let plan = points[next...].first { $0.source == .plan }
      if let plan, plan.isDone == point.isDone, plan.forecast == point.forecast, plan.actual == point.actual {
        if plan.day == day, version.day <= statusDate { continue }
        if !plan.isDone, !plan.isOverdue, plan.date != point.date { continue }
      }
      merged.append(point)
    }
    return merged + points[next...]
  }

  /// Leaves every reason with the move that it explains: the newest one at the time when it was written.
  private static func bindReasons(_ points: inout [TrendPoint]) {
    let written = points.map(\.reason)
    /// The newest point whose date is another than the one before.
    var move = 0
    for place in points.indices.dropFirst() where points[place].source != .line {
      let isMoved = points[place].standingDate != points[place - 1].standingDate
      if isMoved { move = place }
      guard written[place] != nil else { continue }
      let isNew = written[place] != written[place - 1]
      if isMoved, !isNew { points[place].hasOldReason = true }
      if !isMoved || !isNew { points[place].reason = nil }
      if !isMoved, isNew, move > 0 {
        points[move].reason = written[place]
        points[move].hasOldReason = false
      }
    }
  }

  /// A milestone's `history:` lines, oldest first; of two on one day the later written.
  private static func lines(_ index: MilestoneIndex, _ plan: Plan, before statusDate: Day) -> [TrendPoint] {
    var points: [TrendPoint] = []
    for line in plan.milestones[index].history where line.madeOn < statusDate {
      let actual = plan.milestones[index].actual?.value
      let isDone = actual.map { line.madeOn >= $0.last } ?? false
      insert(
        TrendPoint(
          day: line.madeOn, baseline: plan.milestones[index].baseline?.value, forecast: line.date,
          expected: isDone ? actual?.last : line.date.date?.last, health: nil, isDone: isDone,
          actual: isDone ? actual : nil, reason: line.reason, source: .line),
        into: &points)
    }
    return points
  }

  /// Puts a point where its day belongs; it takes the place of one on the same day. Nearly always the last place.
  private static func insert(_ point: TrendPoint, into points: inout [TrendPoint]) {
    var place = points.endIndex
    while place > 0, points[place - 1].day > point.day { place -= 1 }
    if place > 0, points[place - 1].day == point.day {
      points[place - 1] = point
    } else {
      points.insert(point, at: place)
    }
  }

  /// Ends with the first point from which on it stayed done: on the day it happened, unless it was called open after it.
  private static func endingWhenDone(_ points: [TrendPoint]) -> [TrendPoint] {
    guard points[points.count - 1].isDone else { return points }
    var first = points.count - 1
    while first > 0, points[first - 1].isDone { first -= 1 }
    var ending = Array(points[...first])
    ending[first] = ending[first].onActualDay(after: first > 0 ? points[first - 1].day : nil)
    return ending
  }
}

extension TrendPoint {
  /// Today's. No initializer, to which plan and schedule would be copied.
  fileprivate static func today(_ plan: Plan, _ schedule: Schedule, _ index: MilestoneIndex) -> TrendPoint {
    let scheduled = schedule.milestones[index]
    var milestone: Milestone { _read { yield plan.milestones[index] } }
    var point = TrendPoint(
      day: schedule.statusDate, baseline: milestone.baseline?.value, forecast: milestone.forecast?.value,
      expected: scheduled.expected, health: scheduled.health, isDone: milestone.isDone,
      isOverdue: scheduled.driver == .statusDate, actual: milestone.actual?.value,
      driver: scheduled.driver.edge.map { schedule.graph.edges[$0].from }, reason: milestone.reason?.value)
    if point.isOverdue { point.promised = MilestoneSnapshot.promised(index, plan: plan, schedule: schedule) }
    point.isDropped = milestone.isDropped && !milestone.isDone
    return point
  }

  /// What a commit stated; nil where it stated neither a date, nor that there is none, nor that it was given up.
  fileprivate init?(_ version: StatedVersion, on day: Day) {
    guard version.forecast != nil || version.actual != nil || version.isDropped else { return nil }
    let isDone = version.actual != nil
    self.init(
      day: day, baseline: version.baseline, forecast: version.forecast,
      expected: version.isDropped ? nil : (version.actual ?? version.forecast?.date)?.last, health: nil, isDone: isDone,
      actual: version.actual, reason: version.reason, source: .commit)
    isDropped = version.isDropped
    statedOn = version.day
  }

  /// That of an earlier plan.
  fileprivate init(_ milestone: MilestoneSnapshot, _ snapshot: PlanSnapshot, _ plan: Plan) {
    self.init(
      day: snapshot.day, baseline: milestone.baseline, forecast: milestone.forecast, expected: milestone.expected,
      health: milestone.health, isDone: milestone.isDone, isOverdue: milestone.isOverdue, actual: milestone.actual,
      driver: milestone.driver.flatMap { driver in
        plan.milestoneIndex(of: snapshot.identity(of: driver.predecessor) ?? driver.predecessor)
      },
      reason: milestone.reason)
    promised = milestone.promised
    isDropped = milestone.isDropped
  }

  /// On the day it happened rather than on the day that this was first known, where that is known to be true.
  fileprivate func onActualDay(after before: Day?) -> TrendPoint {
    guard let happened = actual?.last, happened < day, before.map({ $0 < happened }) ?? true else { return self }
    var point = self
    point.day = happened
    return point
  }
}

extension PlanSnapshot {
  /// Place of a milestone by its id on that day, by binary search; nil where it had none.
  func place(of id: MilestoneID) -> Int? {
    let place = milestones.indices.firstPlace { !(milestones[$0].id < id) }
    return place < milestones.count && milestones[place].id == id ? place : nil
  }

  /// What a milestone of that day is called in the newest plan that has it.
  func identity(of id: MilestoneID) -> MilestoneID? {
    place(of: id).map { milestones[$0].identity }
  }
}
