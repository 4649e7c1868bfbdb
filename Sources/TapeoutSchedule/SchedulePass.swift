import TapeoutModel

/// The passes over the network, on plain numbers: forwards for expected dates, backwards for float, then health.
struct SchedulePass {
  private static let none = MilestoneFacts.none

  private let graph: DependencyGraph
  private let calendars: [WorkCalendar]
  private let statusDate: Int32
  private let thresholds: Program.Thresholds
  private let windowEnd: Int32?
  private let facts: [MilestoneFacts]
  private var shifts: [Int32: Int32] = [:]
  private(set) var results: [ScheduledMilestone]

  init(_ plan: Plan, _ statusDate: Day, _ graph: DependencyGraph, _ calendars: [WorkCalendar], _ whatIfs: [WhatIf]) {
    self.graph = graph
    self.calendars = calendars
    self.statusDate = statusDate.number
    thresholds = plan.program.thresholds
    windowEnd = plan.program.launchWindow?.value.days.upperBound.number
    facts = MilestoneFacts.gather(plan, statusDate.number)
    results = Array(repeating: ScheduledMilestone(), count: facts.count)
    for whatIf in whatIfs { shifts[Int32(whatIf.milestone), default: 0] += Int32(whatIf.days) }
    forward()
    backward(plan)
    for milestone in facts.indices { results[milestone].health = health(milestone) }
  }

  // MARK: Forward

  private mutating func forward() {
    for place in graph.order {
      let milestone = Int(place)
      var (day, driver) = expected(milestone)
      guard day != SchedulePass.none else {
        results[milestone].driver = driver
        continue
      }
      if !shifts.isEmpty, let days = shifts[place], driver != .actual { day = max(day + days, statusDate) }
      results[milestone].expected = Day(number: Int(day))
      results[milestone].driver = driver
      results[milestone].slipDays = slip(of: day, facts[milestone])
    }
  }

  private func expected(_ milestone: Int) -> (Int32, ScheduledMilestone.Driver) {
    let own = facts[milestone]
    if own.flags.contains(.done) { return (own.actual, .actual) }
    if own.isGone { return (SchedulePass.none, .nothing) }
    var latest = SchedulePass.none
    var driver = ScheduledMilestone.Driver.nothing
    for index in graph.incoming(milestone) {
      let edge = graph.edges[index]
      if facts[Int(edge.from)].isGone { continue }
      // Nothing is invented behind a milestone that nobody can date, not even where a date is promised.
      guard let start = results[Int(edge.from)].expected else {
        return (SchedulePass.none, .undated(edge: Int32(index)))
      }
      let day = edge.arrival(from: start.number, calendars)
      if day > latest { (latest, driver) = (day, .dependency(edge: Int32(index))) }
    }
    if own.notBefore > latest { (latest, driver) = (own.notBefore, .notBefore) }
    if own.forecast > latest { (latest, driver) = (own.forecast, .forecast) }
    guard latest != SchedulePass.none else { return (latest, .nothing) }
    return latest < statusDate ? (statusDate, .statusDate) : (latest, driver)
  }

  private func slip(of day: Int32, _ own: MilestoneFacts) -> Int? {
    guard own.baselineLast != SchedulePass.none else { return nil }
    let earliest = own.flags.contains(.done) ? own.actualFirst : day
    if earliest <= own.baselineLast, day >= own.baselineFirst { return 0 }
    return Int(day > own.baselineLast ? day - own.baselineLast : day - own.baselineFirst)
  }

  // MARK: Backward

  private mutating func backward(_ plan: Plan) {
    for chip in plan.chips {
      guard let launch = chip.launch, let expected = results[launch].expected else { continue }
      bound(launch, expected.number)
      if let needBy = chip.needBy?.value.last { bound(launch, needBy.number) }
    }
    for place in graph.order.reversed() {
      let milestone = Int(place)
      guard !facts[milestone].flags.contains(.done), let expected = results[milestone].expected else {
        results[milestone].latest = nil
        continue
      }
      if facts[milestone].needBy != SchedulePass.none { bound(milestone, facts[milestone].needBy) }
      var free = Int32.max
      for index in graph.outgoing(milestone) {
        let edge = graph.edges[Int(index)]
        guard !facts[Int(edge.to)].flags.contains(.done), let later = results[Int(edge.to)].expected else { continue }
        if let latest = results[Int(edge.to)].latest { bound(milestone, edge.departure(to: latest.number, calendars)) }
        free = min(free, edge.departure(to: later.number, calendars) - expected.number)
      }
      if let latest = results[milestone].latest { results[milestone].totalFloat = latest - expected }
      results[milestone].freeFloat = free == .max ? results[milestone].totalFloat : Int(max(0, free))
    }
  }

  private mutating func bound(_ milestone: Int, _ day: Int32) {
    if let latest = results[milestone].latest, latest.number <= day { return }
    results[milestone].latest = Day(number: Int(day))
  }

  // MARK: Health

  private func health(_ milestone: Int) -> Health {
    let own = facts[milestone]
    if own.flags.contains(.done) { return .done }
    if own.flags.contains(.dropped) { return .dropped }
    if own.flags.contains(.blocked) { return .blocked }
    let result = results[milestone]
    if own.flags.contains(.launch), let expected = result.expected, let windowEnd, expected.number > windowEnd {
      return .late
    }
    for index in graph.incoming(milestone) {
      let from = facts[Int(graph.edges[index].from)].flags
      if !from.contains(.done), !from.contains(.dropped) { return .planned }
    }
    let slip = result.slipDays ?? 0
    if result.driver == .statusDate || slip > thresholds.late { return .late }
    if result.expected == nil {
      return own.baselineLast != SchedulePass.none && own.baselineLast < statusDate ? .late : .planned
    }
    if slip > thresholds.atRisk { return .atRisk }
    // No float is normal on the critical path; used up it is once the milestone also lies behind its baseline.
    if let float = result.totalFloat, float < 0 || (float == 0 && slip > 0) { return .atRisk }
    return .onTrack
  }

  // MARK: Chips

  func chip(_ chip: Chip) -> ScheduledChip {
    guard let launch = chip.launch else {
      let worst = chip.milestones.map { results[$0].health }.max()
      return ScheduledChip(health: worst ?? .planned)
    }
    var path = [launch]
    var at = launch
    while let edge = results[at].driver.edge, path.count <= results.count {
      at = Int(graph.edges[edge].from)
      if facts[at].flags.contains(.done) { break }
      path.append(at)
    }
    let worst = path.map { results[$0].health }.max() ?? .planned
    return ScheduledChip(health: worst, launch: results[launch].expected, drivingPath: path.reversed())
  }
}
