import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("Forecasts that remember")
struct ForecastMemoryTests {
  /// What a test changes; each says how many of the three groups must be drawn again.
  private struct Variant {
    var middle = "1w..2w..9w"
    var needBy: String?
    var notBefore: String?
    var day = Day(unchecked: 2026, 1, 15)
    var window = ("2026-01-01", "2026-05-01")
    var probability = 0.3
    var delay = "4w"
    var workweek: UInt8 = 0b001_1111
    var holiday: Day?
    var start = "2026-01-10"
    var title: String?
    var hasFourth = false
    var launch = "launch"
    var samples = 3000
    var seed: UInt64 = 1
    var isSerial = false

    var plan: Plan {
      var builder = PlanBuilder()
      // Between the others in the order of the plan, so that places behind it move.
      if hasFourth {
        builder.add("bb/start", actual: "2026-01-10")
        builder.add("bb/end", after: ["bb/start": "2w..3w..8w"])
      }
      for chip in ["b", "c", "d"] {
        builder.add("\(chip)/start", actual: chip == "c" ? start : "2026-01-10")
        builder.add(
          "\(chip)/middle", after: ["\(chip)/start": chip == "c" ? middle : "1w..2w..9w"],
          notBefore: chip == "c" ? notBefore : nil, needBy: chip == "c" ? needBy : nil)
        builder.add("\(chip)/launch", after: ["\(chip)/middle": chip == "d" ? "5wd..9wd..30wd" : "4w..6w..20w"])
        builder.launch("\(chip)/\(chip == "c" ? launch : "launch")")
      }
      builder.risk("c/respin", probability, ["c/launch": delay])
      builder.window(window.0, window.1)
      let nowhere = SourceRange(startOf: FileID(0))
      builder.program.calendar.workweek = workweek
      if let holiday {
        builder.program.calendar.holidays = [Holiday(first: holiday, last: holiday, name: "Day off", range: nowhere)]
      }
      var plan = builder.plan()
      if let title { plan.milestones[plan.place("c/launch")].title = Located(title, at: nowhere) }
      return plan
    }

    var settings: Forecast.Settings {
      var settings = Forecast.Settings()
      settings.samples = samples
      settings.seed = seed
      settings.isSerial = isSerial
      return settings
    }

    func run(from memory: ForecastMemory) async -> (digest: UInt64, memory: ForecastMemory) {
      let plan = plan
      let (forecast, tornados, kept) = await Forecast.runWithTornados(
        plan, Schedule(plan, statusDate: day), settings, from: memory)
      return (ForecastDigest(forecast, tornados).value, kept)
    }

    func digestWithoutMemory() async -> UInt64 {
      let plan = plan
      let (forecast, tornados) = await Forecast.runWithTornados(plan, Schedule(plan, statusDate: day), settings)
      return ForecastDigest(forecast, tornados).value
    }
  }

  private static func changed(_ change: (inout Variant) -> Void) -> Variant {
    var variant = Variant()
    change(&variant)
    return variant
  }

  private static let variants: [(String, Variant, Int)] = [
    ("nothing", Variant(), 0), ("a title", changed { $0.title = "New" }, 0),
    ("a chip between others", changed { $0.hasFourth = true }, 1),
    ("one core", changed { $0.isSerial = true }, 0), ("a duration", changed { $0.middle = "1w..3w..9w" }, 1),
    ("a deadline", changed { $0.needBy = "2026-02-14" }, 1), ("a slot", changed { $0.notBefore = "2026-03-01" }, 1),
    ("a probability", changed { $0.probability = 0.4 }, 1), ("a delay", changed { $0.delay = "5w" }, 1),
    ("a launch", changed { $0.launch = "middle" }, 1), ("the working days", changed { $0.workweek = 0b011_1111 }, 1),
    ("a holiday", changed { $0.holiday = Day(unchecked: 2026, 3, 17) }, 1),
    ("the day of what has happened", changed { $0.start = "2026-01-11" }, 1),
    ("the window", changed { $0.window.1 = "2026-05-02" }, 3), ("the samples", changed { $0.samples = 3001 }, 3),
    ("the seed", changed { $0.seed = 2 }, 3), ("the status date", changed { $0.day = $0.day + 1 }, 3),
  ]

  @Test("Where something changed, only what it touches is drawn again, and the result is that of drawing everything")
  func changes() async {
    let (_, memory) = await Variant().run(from: ForecastMemory())
    #expect(memory.drawnCount == 3)
    for (change, variant, drawn) in ForecastMemoryTests.variants {
      let (digest, kept) = await variant.run(from: memory)
      #expect(kept.drawnCount == drawn, "\(change)")
      #expect(digest == (await variant.digestWithoutMemory()), "\(change)")
      let again = await variant.run(from: kept)
      #expect(again.memory.drawnCount == 0 && again.digest == digest, "\(change)")
      #expect(kept.count == (variant.hasFourth ? 4 : 3), "\(change): what is gone is not kept")
    }
  }

  @Test("Random plans with risks and links between chips are the same from memory", arguments: 0..<12)
  func random(_ seed: Int) async {
    let network = RandomNetwork(seed: UInt64(seed), isRisky: true)
    let schedule = Schedule(network.plan, statusDate: network.statusDate)
    var settings = Forecast.Settings()
    settings.samples = 1000
    let (forecast, tornados) = await Forecast.runWithTornados(network.plan, schedule, settings)
    var memory = ForecastMemory()
    for isFirst in [true, false] {
      let (again, tornadosAgain, kept) = await Forecast.runWithTornados(
        network.plan, schedule, settings, from: memory)
      #expect(ForecastDigest(again, tornadosAgain).value == ForecastDigest(forecast, tornados).value)
      #expect((kept.drawnCount == 0) == !isFirst)
      memory = kept
    }
  }
}
