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
  package let pool: CalendarPool
  /// Parallel to `Plan.milestones`.
  package var milestones: IndexedArray<MilestoneIndex, ScheduledMilestone>
  /// Parallel to `Plan.chips`.
  package var chips: IndexedArray<ChipIndex, ScheduledChip>
  /// The worst of the chips.
  package var health: Health

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

  /// The day on which an edge lets its milestone happen, if the predecessor happens on `day`.
  package func arrival(_ edge: DependencyGraph.Edge, from day: Day) -> Day {
    Day(number: Int(edge.arrival(from: day.number, calendars)))
  }
}

extension DependencyGraph.Edge {
  /// The predecessor's day plus the likely length, in the edge's calendar.
  @inline(__always)
  package func arrival(from day: Int32, _ calendars: [WorkCalendar]) -> Int32 {
    calendar < 0 ? day + likely : Int32(calendars[Int(calendar)].adding(Int(likely), to: Int(day)))
  }

  /// The predecessor's latest day that lets the milestone happen by `day`.
  @inline(__always)
  package func departure(to day: Int32, _ calendars: [WorkCalendar]) -> Int32 {
    calendar < 0 ? day - likely : Int32(calendars[Int(calendar)].subtracting(Int(likely), from: Int(day)))
  }
}

/// The working calendars that a plan needs, each built once, and only if a duration counts working days.
package struct CalendarPool: Sendable {
  private let partners: IndexedArray<PartnerIndex, CalendarRules>
  private let program: CalendarRules
  private var places: [CalendarRules: Int32] = [:]
  package private(set) var calendars: [WorkCalendar] = []

  package init(_ plan: Plan) {
    program = plan.program.calendar
    partners = IndexedArray(plan.partners.map { $0.calendar ?? plan.program.calendar })
  }

  package mutating func place(ofGiver giver: PartnerIndex?) -> Int32 {
    let rules = giver.map { partners[$0] } ?? program
    if let place = places[rules] { return place }
    calendars.append(WorkCalendar(rules))
    let place = Int32(calendars.count - 1)
    places[rules] = place
    return place
  }
}
