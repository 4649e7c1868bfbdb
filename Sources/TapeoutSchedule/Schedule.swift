package import TapeoutModel

/// What the dates of a plan really mean on one day: expected dates, slip, float and driving paths.
///
/// The critical path method (Kelley and Walker 1959) over all chips at once: a forward pass from what has
/// happened, and a backward pass from every chip's launch and every `need_by`.
///
/// - Complexity: O(milestones + dependencies).
package struct Schedule: Sendable {
  package let statusDate: Day
  package let graph: DependencyGraph
  /// The working calendars that edges name by place.
  package var calendars: [WorkCalendar] { pool.calendars }
  let pool: CalendarPool
  /// Beside ``Plan/milestones``, place by place.
  package private(set) var milestones: [ScheduledMilestone]
  /// Beside ``Plan/chips``, place by place.
  package private(set) var chips: [ScheduledChip]
  /// The worst of the chips.
  package private(set) var health: Health

  /// - Parameter whatIfs: suppositions to reckon with; each adds its days after everything else has been weighed.
  package init(_ plan: Plan, statusDate: Day, whatIfs: [WhatIf] = []) {
    var pool = CalendarPool(plan)
    let graph = DependencyGraph(plan) { pool.place(ofGiver: plan.milestones[$0].giver) }
    let pass = SchedulePass(plan, statusDate, graph, pool.calendars, whatIfs)
    self.statusDate = statusDate
    self.graph = graph
    self.pool = pool
    milestones = pass.results
    chips = ChipPass(plan, pass).chips()
    health = chips.map(\.health).max() ?? .planned
  }

  /// Returns a copy with the forecast's say in health.
  ///
  /// An on-track milestone whose P80 lies after its `need_by` is at risk. So is a chip, on track or planned, whose
  /// launch has its P80 after the launch window, the chip's `need_by` or its own.
  package func downgradingHealth(using forecast: Forecast, _ plan: Plan) -> Schedule {
    var downgraded = self
    func isAfter(_ milestone: Int, _ days: Day?...) -> Bool {
      guard let p80 = forecast.milestones[milestone]?.p80 else { return false }
      return days.contains { $0.map { p80 > $0 } ?? false }
    }
    for index in plan.milestones.indices where milestones[index].health == .onTrack {
      if isAfter(index, plan.milestones[index].needBy?.value.last) { downgraded.milestones[index].health = .atRisk }
    }
    let windowEnd = plan.program.launchWindow?.value.days.upperBound
    for (index, chip) in plan.chips.enumerated() {
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

  /// The day on which an edge lets its milestone happen, if the predecessor happens on `day`.
  package func arrival(_ edge: DependencyGraph.Edge, from day: Day) -> Day {
    Day(number: Int(edge.arrival(from: day.number, calendars)))
  }
}

extension DependencyGraph.Edge {
  /// The predecessor's day plus the likely length, in the edge's calendar.
  @inline(__always)
  func arrival(from day: Int32, _ calendars: [WorkCalendar]) -> Int32 {
    calendar < 0 ? day + likely : Int32(calendars[Int(calendar)].adding(Int(likely), to: Int(day)))
  }

  /// The predecessor's latest day that lets the milestone happen by `day`.
  @inline(__always)
  func departure(to day: Int32, _ calendars: [WorkCalendar]) -> Int32 {
    calendar < 0 ? day - likely : Int32(calendars[Int(calendar)].subtracting(Int(likely), from: Int(day)))
  }
}

/// The working calendars that a plan needs, each built once, and only if a duration counts working days.
struct CalendarPool: Sendable {
  private let partners: [CalendarRules]
  private let program: CalendarRules
  private var places: [CalendarRules: Int32] = [:]
  private(set) var calendars: [WorkCalendar] = []

  init(_ plan: Plan) {
    program = plan.program.calendar
    partners = plan.partners.map { $0.calendar ?? plan.program.calendar }
  }

  mutating func place(ofGiver giver: Int?) -> Int32 {
    let rules = giver.map { partners[$0] } ?? program
    if let place = places[rules] { return place }
    calendars.append(WorkCalendar(rules))
    let place = Int32(calendars.count - 1)
    places[rules] = place
    return place
  }
}
