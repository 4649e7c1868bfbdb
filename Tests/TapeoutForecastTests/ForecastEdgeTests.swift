import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("Edges of the forecast")
struct ForecastEdgeTests {
  private static let statusDate = Day(unchecked: 2026, 1, 15)

  @Test(
    "A length that was begun is cut off between two days: of what rounds to today, all is left",
    // The share of Beta(3, 3), 10x³ − 15x⁴ + 6x⁵, between the days' bounds, of what lies beyond yesterday's.
    arguments: [(2, 0.620), (1, 0.263)])
  func truncation(_ daysAgo: Int, _ chance: Double) async throws {
    var builder = PlanBuilder()
    builder.add("start", actual: (ForecastEdgeTests.statusDate - daysAgo).description)
    builder.add("launch", after: ["start": "0d..2d..4d"])
    builder.launch("launch")
    builder.window("2026-01-01", ForecastEdgeTests.statusDate.description)
    let plan = builder.plan()
    let schedule = Schedule(plan, statusDate: ForecastEdgeTests.statusDate)
    let drawn = try #require(await Forecast.run(plan, schedule).chanceInWindow[0])
    #expect(abs(drawn - chance) < 0.02, "\(drawn)")
  }

  @Test("A P80 on the day of need_by keeps it, a day later it does not", arguments: [0, -1])
  func p80(_ days: Int) async throws {
    var builder = PlanBuilder()
    builder.add("start", actual: "2026-01-10")
    builder.add("end", after: ["start": "7w..8w..20w"])
    builder.launch("end")
    var plan = builder.plan()
    let end = plan.place("end")
    func forecast() async -> (schedule: Schedule, forecast: Forecast) {
      let schedule = Schedule(plan, statusDate: ForecastEdgeTests.statusDate)
      return (schedule, await Forecast.run(plan, schedule))
    }
    let p80 = try #require(await forecast().forecast.milestones[end]?.p80)
    plan.milestones[end].needBy = Located(.day(p80 + days), at: SourceRange(startOf: FileID(0)))
    let (schedule, result) = await forecast()
    #expect(schedule.milestones[end].health == .onTrack)
    #expect(schedule.downgradingHealth(using: result, plan).milestones[end].health == (days < 0 ? .atRisk : .onTrack))
  }
}
