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
    let downgraded = schedule.downgradingHealth(using: result, plan)
    #expect(downgraded.milestones[end].health == (days < 0 ? .atRisk : .onTrack))
    #expect(downgraded.chips[0].health == (days < 0 ? .atRisk : .onTrack))
  }

  @Test("A P80 on the last day of the launch window keeps it, a day later it does not", arguments: [0, -1])
  func windowEnd(_ days: Int) async throws {
    var builder = PlanBuilder()
    builder.add("start", actual: "2026-01-10")
    builder.add("end", after: ["start": "7w..8w..20w"])
    builder.launch("end")
    var plan = builder.plan()
    var schedule = Schedule(plan, statusDate: ForecastEdgeTests.statusDate)
    let p80 = try #require(await Forecast.run(plan, schedule).milestones[plan.place("end")]?.p80)
    let window = LaunchWindow(first: .day(ForecastEdgeTests.statusDate), last: .day(p80 + days))
    plan.program.launchWindow = Located(window, at: SourceRange(startOf: FileID(0)))
    schedule = Schedule(plan, statusDate: ForecastEdgeTests.statusDate)
    let downgraded = schedule.downgradingHealth(using: await Forecast.run(plan, schedule), plan)
    #expect(downgraded.chips[0].health == (days < 0 ? .atRisk : .onTrack))
  }

  @Test("Chains that part and meet again are walked once, not once for every way through them")
  func ladder() async {
    var builder = PlanBuilder()
    builder.add("m0-a", actual: "2026-01-10")
    builder.add("m0-b", actual: "2026-01-10")
    // As many ways as two to the power of the steps.
    for step in 1...64 {
      for side in ["a", "b"] {
        builder.add("m\(step)-\(side)", after: ["m\(step - 1)-a": "1d..2d..4d", "m\(step - 1)-b": "1d..2d..4d"])
      }
    }
    builder.launch("m64-a")
    let plan = builder.plan()
    let schedule = Schedule(plan, statusDate: ForecastEdgeTests.statusDate)
    let launch = plan.place("m64-a")
    #expect(schedule.drivers(of: launch).count >= 64)
    #expect(await Forecast.run(plan, schedule).milestones[launch] != nil)
  }
}
