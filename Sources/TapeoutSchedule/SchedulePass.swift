import TapeoutModel

/// The passes over the network, on plain numbers.
struct SchedulePass {
  private let plan: Plan
  private let statusDate: Int
  private let graph: DependencyGraph
  private let calendars: [WorkCalendar]
  private var shifts: [Int: Int] = [:]
  private(set) var results: [ScheduledMilestone]

  init(_ plan: Plan, _ statusDate: Day, _ graph: DependencyGraph, _ calendars: [WorkCalendar]) {
    self.plan = plan
    self.statusDate = Int(statusDate.number)
    self.graph = graph
    self.calendars = calendars
    results = Array(repeating: ScheduledMilestone(), count: plan.milestones.count)
  }

  mutating func shift(by whatIfs: [WhatIf]) {
    for whatIf in whatIfs { shifts[whatIf.milestone, default: 0] += whatIf.days }
  }

  // MARK: Forward

  mutating func forward() {
    for place in graph.order {
      let milestone = Int(place)
      var (day, driver) = expected(milestone)
      if let known = day, let days = shifts[milestone], driver != .actual { day = max(known + days, statusDate) }
      results[milestone].expected = day.map(Day.init(number:))
      results[milestone].driver = driver
      if let day, let baseline = plan.milestones[milestone].baseline?.value.date {
        results[milestone].slipDays = slip(of: day, actual: plan.milestones[milestone].actual?.value, from: baseline)
      }
    }
  }

  private func expected(_ milestone: Int) -> (Int?, ScheduledMilestone.Driver) {
    if let actual = plan.milestones[milestone].actual?.value { return (day(of: actual), .actual) }
    if plan.milestones[milestone].isDropped { return (nil, .nothing) }
    var latest = Int.min
    var driver = ScheduledMilestone.Driver.nothing
    for index in graph.incoming(milestone) {
      let edge = graph.edges[index]
      let from = Int(edge.from)
      if plan.milestones[from].isDropped, !plan.milestones[from].isDone { continue }
      // Nothing is invented behind a milestone that nobody can date, not even where a date is promised.
      guard let start = results[from].expected else { return (nil, .undated(edge: index)) }
      let day = edge.arrival(from: Int(start.number), calendars)
      if day > latest { (latest, driver) = (day, .dependency(edge: index)) }
    }
    if let slot = plan.milestones[milestone].notBefore?.value.last, Int(slot.number) > latest {
      (latest, driver) = (Int(slot.number), .notBefore)
    }
    if let stated = plan.milestones[milestone].forecast?.value.date?.last, Int(stated.number) > latest {
      (latest, driver) = (Int(stated.number), .forecast)
    }
    guard latest > Int.min else { return (nil, .nothing) }
    return latest < statusDate ? (statusDate, .statusDate) : (latest, driver)
  }

  /// The last day of an imprecise date, but no day that is still to come: it has happened.
  private func day(of actual: PlanDate) -> Int {
    max(Int(actual.first.number), min(Int(actual.last.number), statusDate))
  }

  private func slip(of day: Int, actual: PlanDate?, from baseline: PlanDate) -> Int {
    let earliest = actual.map { Int($0.first.number) } ?? day
    if earliest <= Int(baseline.last.number), day >= Int(baseline.first.number) { return 0 }
    return day > Int(baseline.last.number) ? day - Int(baseline.last.number) : day - Int(baseline.first.number)
  }

  // MARK: Backward

  mutating func backward() {
    for index in plan.chips.indices {
      guard let launch = plan.chips[index].launch, let expected = results[launch].expected else { continue }
      bound(launch, Int(expected.number))
      if let needBy = plan.chips[index].needBy?.value.last { bound(launch, Int(needBy.number)) }
    }
    for place in graph.order.reversed() {
      let milestone = Int(place)
      guard !plan.milestones[milestone].isDone, let expected = results[milestone].expected else {
        results[milestone].latest = nil
        continue
      }
      if let needBy = plan.milestones[milestone].needBy?.value.last { bound(milestone, Int(needBy.number)) }
      var free: Int?
      for index in graph.outgoing(milestone) {
        let edge = graph.edges[Int(index)]
        let successor = Int(edge.to)
        guard !plan.milestones[successor].isDone, let later = results[successor].expected else { continue }
        if let latest = results[successor].latest {
          bound(milestone, edge.departure(to: Int(latest.number), calendars))
        }
        let spare = edge.departure(to: Int(later.number), calendars) - Int(expected.number)
        free = min(free ?? spare, spare)
      }
      if let latest = results[milestone].latest { results[milestone].totalFloat = latest - expected }
      results[milestone].freeFloat = free.map { max(0, $0) } ?? results[milestone].totalFloat
    }
  }

  private mutating func bound(_ milestone: Int, _ day: Int) {
    if let latest = results[milestone].latest, Int(latest.number) <= day { return }
    results[milestone].latest = Day(number: day)
  }

  // MARK: Health

  mutating func judge() {
    var launches = [Bool](repeating: false, count: results.count)
    for chip in plan.chips { if let launch = chip.launch { launches[launch] = true } }
    for milestone in results.indices { results[milestone].health = health(milestone, isLaunch: launches[milestone]) }
  }

  private func health(_ milestone: Int, isLaunch: Bool) -> Health {
    if plan.milestones[milestone].isDone { return .done }
    if plan.milestones[milestone].isDropped { return .dropped }
    if plan.milestones[milestone].isBlocked { return .blocked }
    let result = results[milestone]
    if isLaunch, let expected = result.expected, let window = plan.program.launchWindow?.value.days, expected > window.upperBound {
      return .late
    }
    for index in graph.incoming(milestone) {
      let from = Int(graph.edges[index].from)
      if !plan.milestones[from].isDone, !plan.milestones[from].isDropped { return .planned }
    }
    let slip = result.slipDays ?? 0
    if result.driver == .statusDate || slip > plan.program.thresholds.late { return .late }
    if result.expected == nil {
      let promised = plan.milestones[milestone].baseline?.value.date?.last
      return promised.map { Int($0.number) < statusDate } ?? false ? .late : .planned
    }
    if slip > plan.program.thresholds.atRisk { return .atRisk }
    // No float is normal on the critical path; used up it is once the milestone also lies behind its baseline.
    if let float = result.totalFloat, float < 0 || (float == 0 && slip > 0) { return .atRisk }
    return .onTrack
  }

  // MARK: Chips

  func chip(_ index: Int) -> ScheduledChip {
    let chip = plan.chips[index]
    guard let launch = chip.launch else {
      let worst = chip.milestones.map { results[$0].health }.max()
      return ScheduledChip(health: worst ?? .planned)
    }
    var path = [launch]
    var at = launch
    while path.count <= results.count {
      let edge: Int
      switch results[at].driver {
      case .dependency(let index), .undated(let index): edge = index
      default: edge = -1
      }
      guard edge >= 0 else { break }
      at = Int(graph.edges[edge].from)
      if plan.milestones[at].isDone { break }
      path.append(at)
    }
    let worst = path.map { results[$0].health }.max() ?? .planned
    return ScheduledChip(health: worst, launch: results[launch].expected, drivingPath: path.reversed())
  }
}
