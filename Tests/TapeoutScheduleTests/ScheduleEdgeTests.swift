import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

/// Days on which a comparison or a choice could go either way.
@Suite("Edges of the schedule")
struct ScheduleEdgeTests {
  private static let statusDate = Day(unchecked: 2026, 1, 15)

  private func scheduled(_ build: (inout PlanBuilder) -> Void) -> (plan: Plan, schedule: Schedule) {
    var builder = PlanBuilder()
    build(&builder)
    let plan = builder.plan()
    return (plan, Schedule(plan, statusDate: ScheduleEdgeTests.statusDate))
  }

  private func result(_ name: String, _ build: (inout PlanBuilder) -> Void) -> ScheduledMilestone {
    let (plan, schedule) = scheduled(build)
    return schedule.milestones[plan.place(name)]
  }

  @Test(
    "An imprecise slot opens on its last day: nobody was promised an earlier one",
    arguments: [("2026-03", "2026-03-31"), ("2026-W10", "2026-03-08"), ("2026-03-05", "2026-03-05")])
  func impreciseSlot(_ slot: String, _ expected: String) {
    let end = result("end") { $0.add("end", notBefore: slot) }
    #expect(end.expected?.description == expected)
    #expect(end.driver == .notBefore)
  }

  @Test(
    "An imprecise actual counts from its last day, but from none that is still to come",
    arguments: [("2025-12", "2025-12-31"), ("2026-01", "2026-01-15"), ("2026", "2026-01-15")])
  func impreciseActual(_ actual: String, _ expected: String) {
    let (plan, schedule) = scheduled { plan in
      plan.add("start", actual: actual)
      plan.add("end", after: ["start": "10w"])
    }
    #expect(schedule.milestones[plan.place("start")].expected?.description == expected)
    let start = schedule.milestones[plan.place("start")].expected ?? ScheduleEdgeTests.statusDate
    #expect(schedule.milestones[plan.place("end")].expected == start + 70)
  }

  @Test(
    "The likely length of a disordered duration is the middle one",
    arguments: ["2w..3w..9w", "2w..9w..3w", "3w..2w..9w", "3w..9w..2w", "9w..2w..3w", "9w..3w..2w"])
  func disordered(_ duration: String) {
    let (plan, schedule) = scheduled { plan in
      plan.add("start", actual: "2026-01-10")
      plan.add("end", after: [("start", duration)])
    }
    #expect(schedule.milestones[plan.place("end")].expected == Day(unchecked: 2026, 1, 31))
    let edge = schedule.graph.edges[0]
    #expect([edge.optimistic, edge.likely, edge.pessimistic] == [14, 21, 63])
  }

  @Test(
    "A chip's need_by bounds the float of all that leads to its launch, where it is the stricter bound",
    arguments: [("2026-03-10", -4), ("2026-03-14", 0), ("2026-03-20", 0)])
  func chipNeedBy(_ needBy: String, _ float: Int) throws {
    var builder = PlanBuilder()
    builder.add("start", forecast: "2026-02-07")
    builder.add("launch", after: ["start": "5w"])
    builder.launch("launch")
    var plan = builder.plan()
    plan.chips[0].needBy = Located(try PlanDate(parsing: needBy), at: SourceRange(startOf: FileID(0)))
    let schedule = Schedule(plan, statusDate: ScheduleEdgeTests.statusDate)
    #expect(schedule.milestones.map(\.totalFloat) == [float, float])
  }

  @Test(
    "The float to a milestone is that of the tightest path to it, whichever is written first",
    arguments: [("10d", "2d"), ("2d", "10d"), ("10d", "10d")])
  func floatOverTwoPaths(_ first: String, _ second: String) {
    let (plan, schedule) = scheduled { plan in
      plan.add("start", forecast: "2026-02-01")
      plan.add("a", after: ["start": "1d"])
      plan.add("b", after: ["start": "1d"])
      plan.add("end", after: [("a", first), ("b", second)])
    }
    let end = plan.place("end")
    #expect(schedule.float(of: plan.place("start"), to: end) == 0)
    #expect(schedule.float(of: plan.place("a"), to: end) == (first == "2d" ? 8 : 0))
    #expect(schedule.float(of: plan.place("b"), to: end) == (second == "2d" ? 8 : 0))
  }

  @Test(
    "What has no date is late once its baseline has passed, and not on the baseline's last day",
    arguments: [("2026-01-16", Health.planned), ("2026-01-15", .planned), ("2026-01-14", .late), ("2026-W02", .late)])
  func baselineDay(_ baseline: String, _ health: Health) {
    #expect(result("end") { $0.add("end", forecast: "TBD", baseline: baseline) }.health == health)
  }

  @Test(
    "A date is overdue from the day after it, whatever states it",
    arguments: [("2026-01-14", ScheduledMilestone.Driver.statusDate), ("2026-01-15", .notBefore)])
  func slotToday(_ slot: String, _ driver: ScheduledMilestone.Driver) {
    let end = result("end") { $0.add("end", notBefore: slot) }
    #expect(end.driver == driver)
    #expect(end.expected == ScheduleEdgeTests.statusDate)
    #expect(end.health == (driver == .statusDate ? .late : .onTrack))
  }
}
