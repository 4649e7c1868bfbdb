import TapeoutForecast
import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
@testable import TapeoutTemplates
import TapeoutTestSupport

@testable import TapeoutSite

/// A site's model over a plan made in a test, and over estimates that the test names.
struct TrendFixture {
  var plan: Plan
  var statusDate: Day
  var history = PlanHistory()
  /// By id within the chip `c`, what was said about it on which day: `("2026-01-10", "2026-05-01")`; `TBD` for nothing.
  var estimates: [String: [(String, String)]] = [:]

  /// - Parameter gates: whether all milestones are gates.
  init(_ builder: PlanBuilder, on statusDate: String, gates: Bool = true) {
    plan = builder.plan()
    for index in plan.milestones.indices { plan.milestones[index].isGate = gates }
    self.statusDate = TrendFixture.day(statusDate)
  }

  static func day(_ text: String) -> Day {
    guard case .date(let date)? = try? StatedDate(parsing: text) else { preconditionFailure("\(text) is no date") }
    return date.last
  }

  mutating func report(_ days: String...) {
    for day in days { plan.reports.append(Report(origin: Origin(file: FileID(0)), day: TrendFixture.day(day))) }
  }

  func content() async -> SiteContent {
    let schedule = Schedule(plan, statusDate: statusDate)
    var settings = Forecast.Settings()
    settings.samples = 8
    var content = SiteContent(
      plan: plan, schedule: schedule, forecast: await Forecast.run(plan, schedule, settings),
      tornados: IndexedArray(repeating: .none, count: plan.chips.count), findings: SiteFindings(), site: nil,
      history: history,
      body: { _, _, _ in [] }, sourcePath: { _ in "Content/program.md" })
    for (name, said) in estimates {
      let index = plan.place(name)
      let earlier = said.map { day, date -> TrendPoint in
        let stated = (try? StatedDate(parsing: date)) ?? .toBeDetermined
        return TrendPoint(
          day: TrendFixture.day(day), baseline: nil, forecast: stated, expected: stated.date?.last, health: nil,
          isDone: false, reason: nil)
      }
      content.trend.series[index] = earlier + content.trend.series[index].suffix(1)
    }
    return content
  }

  func model() async -> SiteModel { SiteModel(await content()) }

  /// The text of the page or picture at a path.
  func page(_ path: String) async throws -> String {
    let builder = SiteBuilder(await content(), TemplateSet())
    let files = (0..<builder.unitCount).flatMap(builder.allFiles)
    guard let file = files.first(where: { $0.path == path }) else { throw Missing(path: path) }
    return String(decoding: file.bytes, as: UTF8.self)
  }

  struct Missing: Error { var path: String }
}

/// Small random numbers, the same in every run.
struct SeededRandom {
  private var generator: SeededGenerator

  init(_ seed: Int) { generator = SeededGenerator(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15) }

  mutating func next(below limit: Int) -> Int { Int(generator.next() % UInt64(limit)) }
}

extension String {
  /// Whether it holds a text, compared by bytes.
  func holds(_ text: String) -> Bool { !utf8.ranges(of: Array(text.utf8)).isEmpty }

  /// How often it holds a text.
  func count(of text: String) -> Int { utf8.ranges(of: Array(text.utf8)).count }
}
