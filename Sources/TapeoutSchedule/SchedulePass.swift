import TapeoutModel

/// The passes over the network, on plain numbers: forwards for dates, backwards for float, then health.
struct SchedulePass {
  private static let none = MilestoneFacts.none
  private static let lastDay = Day.supported.upperBound.number

  let graph: DependencyGraph
  private let calendars: [WorkCalendar]
  let statusDate: Int32
  let thresholds: Program.Thresholds
  let windowEnd: Int32?
  let facts: IndexedArray<MilestoneIndex, MilestoneFacts>
  private var shifts: [MilestoneIndex: Int32] = [:]
  private(set) var results: IndexedArray<MilestoneIndex, ScheduledMilestone>

  init(_ plan: Plan, _ statusDate: Day, _ graph: DependencyGraph, _ calendars: [WorkCalendar], _ whatIfs: [WhatIf]) {
    self.graph = graph
    self.calendars = calendars
    self.statusDate = statusDate.number
    thresholds = plan.program.thresholds
    windowEnd = plan.program.launchWindow?.value.days.upperBound.number
    facts = MilestoneFacts.gather(plan, statusDate.number)
    results = IndexedArray(repeating: ScheduledMilestone(), count: facts.count)
    for whatIf in whatIfs { shifts[whatIf.milestone, default: 0] += Int32(whatIf.days) }
    forward()
    backward(plan)
    for milestone in facts.indices { results[milestone].health = health(milestone) }
  }

  // MARK: Forward

  private mutating func forward() {
    for milestone in graph.order {
      let own = facts[milestone]
      if own.isDone {
        results[milestone].driver = .actual
        results[milestone].earliest = Day(number: Int(own.actual))
        results[milestone].expected = results[milestone].earliest
        results[milestone].slipDays = slip(of: own.actual, own)
      } else if !own.isAbandoned {
        date(milestone)
      }
    }
  }

  /// Dates what is still to come. What it waits for has been dated.
  private mutating func date(_ milestone: MilestoneIndex) {
    let own = facts[milestone]
    var (latest, driver, undated) = latestInput(of: milestone)
    if own.notBefore > latest { (latest, driver) = (own.notBefore, .notBefore) }
    if own.forecast > latest { (latest, driver) = (own.forecast, .forecast) }
    var day = max(latest, statusDate)
    if !shifts.isEmpty, let days = shifts[milestone] { day = max(day + days, statusDate) }
    results[milestone].earliest = Day(number: Int(min(day, SchedulePass.lastDay)))
    if let undated {
      // Nothing is invented behind a milestone that nobody can date, not even where a date is promised.
      driver = .undated(edge: undated)
    } else if latest == SchedulePass.none {
      setPassedDate(of: milestone, own.flags.contains(.forecast) ? SchedulePass.none : own.baselineLast)
    } else if day > SchedulePass.lastDay {
      driver = .beyondCalendar
    } else {
      results[milestone].expected = Day(number: Int(day))
      results[milestone].slipDays = slip(of: day, own)
      if latest < statusDate {
        driver = .statusDate
        setPassedDate(of: milestone, latest)
      }
    }
    results[milestone].driver = driver
  }

  /// The latest arrival of what a milestone waits for, with what decides it, and the first dependency in the order of
  /// the plan that leaves its date open. Nil or none where there is no such thing.
  ///
  /// Takes over the worst overdue milestone of what still has to happen.
  private mutating func latestInput(
    of milestone: MilestoneIndex
  ) -> (day: Int32, driver: ScheduledMilestone.Driver, undated: Int32?) {
    var latest = SchedulePass.none
    var decisive: Int?
    var undated: Int32?
    for index in graph.incoming(milestone) {
      let edge = graph.edges[index]
      let from = edge.from
      guard let start = results[from].earliest else { continue }
      if !facts[from].isDone { takeOver(results[from].worstOverdue, milestone) }
      if undated == nil, results[from].expected == nil || edge.isUnknown { undated = Int32(index) }
      let day = edge.arrival(from: start.number, calendars)
      if day > latest || (day == latest && decisive.map { precedes(index, $0) } ?? false) {
        (latest, decisive) = (day, index)
      }
    }
    return (latest, decisive.map { .dependency(edge: Int32($0)) } ?? .nothing, undated)
  }

  /// Which of two dependencies with equal arrivals decides: one on something unfinished, which can still move, then the
  /// first in the order of the plan, whatever the order of the lines.
  private func precedes(_ index: Int, _ other: Int) -> Bool {
    let (from, otherFrom) = (graph.edges[index].from, graph.edges[other].from)
    let (isDone, isOtherDone) = (facts[from].isDone, facts[otherFrom].isDone)
    return isDone == isOtherDone ? from < otherFrom : isOtherDone
  }

  private mutating func setPassedDate(of milestone: MilestoneIndex, _ day: Int32) {
    guard day != SchedulePass.none, day < statusDate else { return }
    results[milestone].passedDate = Day(number: Int(day))
    takeOver(milestone, milestone)
  }

  /// Keeps the overdue milestone whose date passed first; of equal ones the first in the order of the plan.
  private mutating func takeOver(_ other: MilestoneIndex?, _ milestone: MilestoneIndex) {
    guard let other, let passed = results[other].passedDate else { return }
    if let own = results[milestone].worstOverdue, let ownPassed = results[own].passedDate,
      (ownPassed, own) <= (passed, other)
    {
      return
    }
    results[milestone].worstOverdue = other
  }

  func slip(of day: Int32, _ own: MilestoneFacts) -> Int? {
    guard own.baselineLast != SchedulePass.none else { return nil }
    let earliest = own.isDone ? own.actualFirst : day
    if earliest <= own.baselineLast, day >= own.baselineFirst { return 0 }
    return Int(day > own.baselineLast ? day - own.baselineLast : day - own.baselineFirst)
  }

  /// The slip of a milestone, where it has no date by its earliest one; nil without a baseline, 0 for one that is not
  /// behind.
  func slipAtLeast(_ milestone: MilestoneIndex) -> Int? {
    if let slip = results[milestone].slipDays { return slip }
    guard let earliest = results[milestone].earliest else { return nil }
    return slip(of: earliest.number, facts[milestone]).map { max($0, 0) }
  }

  // MARK: Backward

  private mutating func backward(_ plan: Plan) {
    for chip in plan.chips {
      guard let launch = chip.launch, let end = results[launch].earliest else { continue }
      bound(launch, end.number)
      if let needBy = chip.needBy?.value.last { bound(launch, needBy.number) }
    }
    for milestone in graph.order.reversed() {
      guard !facts[milestone].isDone, let earliest = results[milestone].earliest else {
        results[milestone].latest = nil
        continue
      }
      if facts[milestone].needBy != SchedulePass.none { bound(milestone, facts[milestone].needBy) }
      var free = Int32.max
      for index in graph.outgoing(milestone) {
        let edge = graph.edges[Int(index)]
        guard !facts[edge.to].isDone, let later = results[edge.to].earliest else { continue }
        if let latest = results[edge.to].latest { bound(milestone, edge.departure(to: latest.number, calendars)) }
        free = min(free, edge.departure(to: later.number, calendars) - earliest.number)
      }
      if let latest = results[milestone].latest { results[milestone].totalFloat = latest - earliest }
      results[milestone].freeFloat = free == .max ? results[milestone].totalFloat : Int(max(0, free))
    }
  }

  private mutating func bound(_ milestone: MilestoneIndex, _ day: Int32) {
    if let latest = results[milestone].latest, latest.number <= day { return }
    results[milestone].latest = Day(number: Int(day))
  }

  // MARK: Health

  private func health(_ milestone: MilestoneIndex) -> Health {
    let own = facts[milestone]
    if own.isDone { return .done }
    if own.flags.contains(.dropped) { return .dropped }
    if own.flags.contains(.blocked) { return .blocked }
    let result = results[milestone]
    if own.flags.contains(.launch), let earliest = result.earliest, let windowEnd, earliest.number > windowEnd {
      return .late
    }
    guard hasBegun(milestone) else { return .planned }
    let slip = slipAtLeast(milestone) ?? 0
    if result.isOverdue || slip > thresholds.late { return .late }
    if result.expected == nil, own.baselineLast != SchedulePass.none, own.baselineLast < statusDate { return .late }
    if slip > thresholds.atRisk { return .atRisk }
    // No float is normal on the critical path; used up it is once the milestone also lies behind its baseline.
    if let float = result.totalFloat, float < 0 || (float == 0 && slip > 0) { return .atRisk }
    return result.expected == nil ? .planned : .onTrack
  }

  /// Whether everything that it waits for has happened.
  func hasBegun(_ milestone: MilestoneIndex) -> Bool {
    graph.incoming(milestone).allSatisfy { !facts[graph.edges[$0].from].isUnfinished }
  }
}
