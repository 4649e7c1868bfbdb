import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("Plan snapshots")
struct PlanSnapshotTests {
  @Test("A snapshot holds what was expected on its day")
  func expected() {
    var builder = PlanBuilder()
    builder.add("a/freeze", actual: "2026-01-10")
    builder.add("a/launch", after: ["a/freeze": "3w"], baseline: "2026-01-20")
    let plan = builder.plan()
    let snapshot = PlanSnapshot(plan, Schedule(plan, statusDate: Day(year: 2026, month: 1, day: 15)!))
    #expect(snapshot.milestones.map { $0.expected?.description } == ["2026-01-10", "2026-01-31"])
  }
}
