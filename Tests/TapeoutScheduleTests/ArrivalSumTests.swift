import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("The sum behind a date")
struct ArrivalSumTests {
  @Test(
    "A sum names day, length and arrival, and is a bound where one of them is not known",
    arguments: [
      ("2w..3w..5w", "2026-03-01", "3w", "2026-03-22", false), ("0d", "2026-03-01", "0d", "2026-03-01", false),
      ("TBD", "2026-03-01", "TBD", "2026-03-01", true), ("1w", "TBD", "1w", "2026-01-22", true),
    ])
  func sum(_ length: String, _ start: String, _ shown: String, _ arrival: String, _ isBound: Bool) throws {
    var builder = PlanBuilder()
    builder.add("first", forecast: start)
    builder.add("second", after: ["first": length])
    let plan = builder.plan()
    let schedule = Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15))
    let edge = try #require(schedule.graph.edges.first)
    let sum = try #require(schedule.sum(of: edge, in: plan))
    #expect(plan.milestones[sum.from].id.milestone == "first")
    #expect(sum.length == shown && sum.arrival.description == arrival && sum.isBound == isBound)
  }
}
