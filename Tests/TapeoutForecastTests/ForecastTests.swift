import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

private func day(_ text: String) -> Day { (try? PlanDate(parsing: text))?.first ?? Day(number: 0) }

@Suite("Forecast")
struct ForecastTests {
  private static let start = day("2026-01-15")

  private func forecast(
    _ plan: Plan, samples: Int = 100_000, seed: UInt64 = 1, isSerial: Bool = false, whatIfs: [WhatIf] = []
  ) async -> Forecast {
    var settings = Forecast.Settings()
    settings.samples = samples
    settings.seed = seed
    settings.isSerial = isSerial
    settings.whatIfs = whatIfs
    return await Forecast.run(plan, Schedule(plan, statusDate: ForecastTests.start, whatIfs: whatIfs), settings)
  }

  /// Days from the start to P10, P50, P80 and P90.
  private func days(_ forecast: MilestoneForecast?) -> [Int] {
    guard let forecast else { return [] }
    return [forecast.p10, forecast.p50, forecast.p80, forecast.p90].map { $0 - ForecastTests.start }
  }

  private func isNear(_ found: [Int], _ wanted: [Double]) -> Bool {
    found.count == wanted.count && zip(found, wanted).allSatisfy { abs(Double($0) - $1) <= 1 }
  }

  // Quantiles computed with scipy.stats.beta.ppf([.1, .5, .8, .9], 1 + 4 m, 5 - 4 m) * 100, m being the mode's place.
  @Test(
    "One duration has the quantiles of its beta distribution",
    arguments: [
      ("0d..0d..100d", [2.085, 12.945, 27.522, 36.904]), ("0d..25d..100d", [11.223, 31.381, 49.019, 58.389]),
      ("0d..50d..100d", [24.664, 50.0, 67.34, 75.336]), ("0d..100d..100d", [63.096, 87.055, 95.635, 97.915]),
    ])
  func oneDuration(_ duration: String, _ quantiles: [Double]) async {
    var builder = PlanBuilder()
    builder.add("start", actual: "2026-01-15")
    builder.add("end", after: ["start": duration])
    let plan = builder.plan()
    #expect(isNear(days(await forecast(plan).milestones[plan.place("end")]), quantiles))
  }

  @Test("Parallel paths have the quantiles of their maximum: merge bias", arguments: [1, 2, 4])
  func mergeBias(_ paths: Int) async {
    var builder = PlanBuilder()
    builder.add("start", actual: "2026-01-15")
    for path in 0..<paths { builder.add("path\(path)", after: ["start": "0d..50d..100d"]) }
    builder.add("end", after: (0..<paths).map { ("path\($0)", "0d") })
    let plan = builder.plan()
    // The q-quantile of the maximum of n is the q^(1/n)-quantile of one: scipy.stats.beta.ppf(q ** (1 / n), 3, 3) * 100.
    let quantiles: [Int: [Double]] = [
      1: [24.664, 50.0, 67.34, 75.336], 2: [39.93, 61.439, 74.806, 80.889], 4: [53.335, 70.302, 80.486, 85.127],
    ]
    #expect(isNear(days(await forecast(plan).milestones[plan.place("end")]), quantiles[paths] ?? []))
  }

  @Test("A sum of durations has the mean and spread of the sum")
  func sum() async {
    var builder = PlanBuilder()
    builder.add("m0", actual: "2026-01-15")
    for step in 1...12 { builder.add("m\(step)", after: ["m\(step - 1)": "0d..50d..100d"]) }
    let plan = builder.plan()
    // Mean 12 * 50; variance 12 * 100² * (3 * 3) / (6² * 7); for a sum of twelve the normal quantiles are exact to a day.
    let deviation = (12 * 10_000 * 9 / 252.0).squareRoot()
    let wanted = [-1.2816, 0, 0.8416, 1.2816].map { 600 + $0 * deviation }
    #expect(isNear(days(await forecast(plan).milestones[plan.place("m12")]), wanted))
  }

  @Test("A risk happens as often as it says, and then adds its delay")
  func risk() async {
    var builder = PlanBuilder()
    builder.add("start", actual: "2026-01-15")
    builder.add("end", after: ["start": "10d"])
    builder.add("launch", after: ["end": "0d"])
    builder.launch("launch")
    builder.window("2026-01-01", "2026-02-01")
    builder.risk("respin", 0.3, ["end": "100d"])
    let plan = builder.plan()
    let result = await forecast(plan)
    #expect(days(result.milestones[plan.place("end")]) == [10, 10, 110, 110])
    #expect(abs((result.chanceInWindow[0] ?? 0) - 0.7) < 0.005)
    #expect(result.chanceAllInWindow == result.chanceInWindow[0])
  }

  @Test("What has not happened is drawn from what is left of its distribution, not moved to today")
  func truncated() async {
    var builder = PlanBuilder()
    // Begun 50 days ago: symmetric over 0 to 100 days, so exactly the upper half is left.
    builder.add("start", actual: (ForecastTests.start - 50).description)
    builder.add("end", after: ["start": "0d..50d..100d"])
    builder.add("overdue", after: ["start": "10d..20d..30d"])
    builder.add("behind", after: ["overdue": "7d"])
    let plan = builder.plan()
    let result = await forecast(plan)
    // scipy.stats.beta.ppf(.5 + .5 * q, 3, 3) * 100 - 50
    #expect(isNear(days(result.milestones[plan.place("end")]), [2.672, 14.056, 25.336, 31.074]))
    #expect(result.milestones[plan.place("overdue")] == nil, "nothing is left of it: nobody knows when")
    #expect(days(result.milestones[plan.place("behind")]) == [7, 7, 7, 7], "at the earliest")
  }

  @Test("Percentiles are ordered, and with certain durations all are the expected date", arguments: 0..<20)
  func ordered(_ seed: Int) async {
    let network = RandomNetwork(seed: UInt64(seed))
    let uncertain = await forecast(network.plan, samples: 2000)
    for outcome in uncertain.milestones.compactMap({ $0 }) {
      #expect(outcome.p10 <= outcome.p50 && outcome.p50 <= outcome.p80 && outcome.p80 <= outcome.p90)
      #expect((0...1).contains(outcome.criticality))
    }
    let certain = RandomNetwork(seed: UInt64(seed), isCertain: true)
    let schedule = Schedule(certain.plan, statusDate: certain.statusDate)
    let result = await forecast(certain.plan, samples: 500)
    for index in certain.plan.milestones.indices {
      let isOverdue = schedule.milestones[index].isOverdue
      let expected = isOverdue ? nil : schedule.milestones[index].expected
      let outcome = result.milestones[index]
      #expect([outcome?.p10, outcome?.p50, outcome?.p80, outcome?.p90].allSatisfy { $0 == expected })
    }
    for index in schedule.chips[0].drivingPath
    where certain.plan.milestones[index].id.chip == "c0" && !schedule.milestones[index].isOverdue {
      #expect(result.milestones[index]?.criticality == 1)
    }
  }

  @Test("The result is the same on one core, in another order of files, and beside other chips")
  func deterministic() async {
    for seed in 0..<5 {
      let network = RandomNetwork(seed: UInt64(seed))
      let shuffled = RandomNetwork(seed: UInt64(seed), isShuffled: true)
      let once = await forecast(network.plan, samples: 5000)
      let serial = await forecast(network.plan, samples: 5000, isSerial: true)
      let again = await forecast(shuffled.plan, samples: 5000)
      #expect(once.milestones == serial.milestones && once.chanceInWindow == serial.chanceInWindow)
      #expect(once.milestones == again.milestones && once.chanceAllInWindow == again.chanceAllInWindow)
      let other = await forecast(network.plan, samples: 5000, seed: 2)
      #expect(once.milestones != other.milestones)
    }
    var one = PlanBuilder()
    one.add("a/start", actual: "2026-01-15")
    one.add("a/end", after: ["a/start": "1w..2w..9w"])
    let alone = one.plan()
    one.add("b/other", after: ["a/start": "1w..3w..4w"])
    let beside = one.plan()
    let first = await forecast(alone).milestones[alone.place("a/end")]
    let second = await forecast(beside).milestones[beside.place("a/end")]
    #expect(first == second)
  }

  @Test("A supposition moves the draws by its days, sample by sample")
  func whatIf() async {
    var builder = PlanBuilder()
    builder.add("start", actual: "2026-01-15")
    builder.add("middle", after: ["start": "2w..4w..9w"])
    builder.add("end", after: ["middle": "2w..4w..9w"])
    let plan = builder.plan()
    let before = days(await forecast(plan).milestones[plan.place("end")])
    let after = days(
      await forecast(plan, whatIfs: [WhatIf(milestone: plan.place("middle"), days: 21)]).milestones[plan.place("end")])
    #expect(after == before.map { $0 + 21 })
  }
}

@Suite("Health with the forecast's say")
struct WeighedHealthTests {
  @Test(
    "What is on track but probably misses its need_by is at risk, and so is what it drives",
    arguments: [
      ("2026-03-15", Health.atRisk), ("2026-06-30", Health.onTrack),
    ])
  func weighed(_ needBy: String, _ health: Health) async {
    var builder = PlanBuilder()
    builder.add("start", actual: "2026-01-10")
    builder.add("end", after: ["start": "7w..8w..20w"], baseline: "2026-03-07", needBy: needBy)
    builder.launch("end")
    let plan = builder.plan()
    let schedule = Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15))
    #expect(schedule.milestones[plan.place("end")].health == .onTrack)
    let weighed = schedule.downgradingHealth(using: await Forecast.run(plan, schedule), plan)
    #expect(weighed.milestones[plan.place("end")].health == health)
    #expect(weighed.chips[0].health == health)
  }
}

@Suite("Forecasts of what nobody knows")
struct UnknownForecastTests {
  @Test("An overdue launch has no percentiles and no chance, one behind an overdue milestone has bounds")
  func overdue() async {
    var builder = PlanBuilder()
    builder.window("2026-01-01", "2026-12-31")
    builder.add("a/launch", forecast: "2026-01-10")
    builder.launch("a/launch")
    builder.add("b/freeze", forecast: "2026-01-12")
    builder.add("b/launch", after: ["b/freeze": "2w..3w..9w"])
    builder.launch("b/launch")
    let plan = builder.plan()
    let schedule = Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15))
    let forecast = await Forecast.run(plan, schedule)
    #expect(forecast.milestones[plan.place("a/launch")] == nil)
    #expect(forecast.chanceInWindow == [nil, 1])
    #expect(forecast.chanceAllInWindow == nil)
    #expect(forecast.milestones[plan.place("b/freeze")] == nil)
    #expect(forecast.milestones[plan.place("b/launch")] != nil)
    #expect(schedule.chips.map(\.overdue?.worst) == [plan.place("a/launch"), plan.place("b/freeze")])
  }

  @Test("Without open dates there are no percentiles")
  func undated() async {
    var builder = PlanBuilder()
    builder.add("approval", forecast: "TBD")
    builder.add("delivery", after: ["approval": "9w"])
    builder.launch("delivery")
    let plan = builder.plan()
    let forecast = await Forecast.run(plan, Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15)))
    #expect(forecast.milestones.allSatisfy { $0 == nil })
  }

  @Test("Percentiles that lie beyond the calendar are none")
  func beyondCalendar() async {
    var builder = PlanBuilder()
    builder.add("start", forecast: "2199-06-01")
    builder.add("end", after: ["start": "10d..20d..3650d"])
    let plan = builder.plan()
    let forecast = await Forecast.run(plan, Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15)))
    #expect(forecast.milestones[plan.place("start")] != nil)
    #expect(forecast.milestones[plan.place("end")] == nil)
  }
}

@Suite("What moves a launch most")
struct TornadoTests {
  @Test("The wide duration and the risk lead, the certain one is not there")
  func order() throws {
    var builder = PlanBuilder()
    builder.add("start", actual: "2026-01-15")
    builder.add("a", after: ["start": "10d..11d..12d"])
    builder.add("b", after: ["a": "10d..30d..100d"])
    builder.add("launch", after: ["b": "5d"])
    builder.risk("respin", 0.2, ["b": "200d"])
    let plan = builder.plan()
    let schedule = Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15))
    let tornado = try Tornado.run(plan, schedule, launch: plan.place("launch"), Forecast.Settings())
    let wide = schedule.graph.incoming(plan.place("b")).lowerBound
    #expect(tornado.bars.map(\.subject).prefix(2) == [.risk(0), .duration(edge: wide)])
    #expect(abs(tornado.bars[0].swing - 200) <= 3)
    #expect(tornado.bars.count <= 3)
  }
}
