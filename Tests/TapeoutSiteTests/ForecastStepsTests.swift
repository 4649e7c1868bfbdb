import TapeoutForecast
import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
@testable import TapeoutTemplates
import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Forecast history")
struct ForecastStepsTests {
  private func fixture(_ said: [(String, String)], forecast: String = "2026-06-26") -> TrendFixture {
    var builder = PlanBuilder()
    builder.add("c/tape-out", forecast: forecast, baseline: "2026-05-29")
    var fixture = TrendFixture(builder, on: "2026-06-12")
    fixture.estimates = ["tape-out": said]
    return fixture
  }

  @Test("Labels never lie over each other, nor outside, in charts of any width", arguments: 0..<250)
  func labels(seed: Int) async throws {
    var random = SeededRandom(seed)
    let status = Day(unchecked: 2026, 6, 12)
    let count = 2 + random.next(below: 14)
    var date = status + random.next(below: 200)
    let pace = 1 + random.next(below: 40)
    let said = (0..<count).map { step -> (String, String) in
      date = max(date + random.next(below: 60) - 20, status)
      return ((status - (count - step) * pace).description, random.next(below: 9) == 0 ? "TBD" : date.description)
    }
    let model = await fixture(said, forecast: max(date, status).description).model()
    let labels = StepDrawing(try #require(ForecastSteps(model, milestone: 0))).labels
    for width in [StepDrawing.leastWidth, 300, 358, 640, 1200] {
      for (index, label) in labels.enumerated() {
        #expect(label.left(width) >= 0 && label.left(width) + label.length <= width + 0.01)
        #expect(label.y >= 11 && label.y <= Double(StepDrawing.height))
        for other in labels[..<index] {
          let isBeside =
            label.left(width) >= other.left(width) + other.length
            || other.left(width) >= label.left(width) + label.length
          #expect(isBeside || abs(label.y - other.y) >= 14, "\(label.text) over \(other.text) at \(width)")
        }
      }
    }
  }

  @Test("Moves are counted from the last date that was named")
  func moves() async throws {
    let model = await fixture([("2026-01-09", "2026-05-29"), ("2026-02-20", "TBD"), ("2026-03-20", "2026-06-12")])
      .model()
    let steps = try #require(ForecastSteps(model, milestone: 0))
    #expect(steps.entries.map(\.move) == [nil, nil, 14, 14])
    #expect(steps.summary == "Moved twice, 4 weeks later in all.")
  }

  @Test("A date that only became finer has not moved")
  func refined() async throws {
    let model = await fixture([("2026-01-09", "2026-Q2"), ("2026-02-20", "2026-06-26")]).model()
    let steps = try #require(ForecastSteps(model, milestone: 0))
    #expect(steps.entries.compactMap { $0.date?.description } == ["2026-Q2", "2026-06-26"])
    #expect(steps.moves.isEmpty && steps.markup(id: "fh") == nil)
    #expect(steps.summary == "Not moved since 2026-01-09.")
  }

  @Test("One estimate makes no history")
  func one() async {
    var alone = fixture([])
    alone.estimates = [:]
    #expect(ForecastSteps(await alone.model(), milestone: 0) == nil)
  }

  @Test("A change of the baseline is shown for what it is")
  func rebaselined() async throws {
    var content = await fixture([("2026-05-15", "2026-06-12")]).content()
    var old = content.trend.series[0][0]
    (old.health, old.source) = (.late, .plan)
    old.baseline = try StatedDate(parsing: "2026-04-30")
    content.trend.series[0][0] = old
    let builder = SiteBuilder(content, TemplateSet())
    let page = (0..<builder.unitCount).flatMap(builder.allFiles).first { $0.path == "chips/c/tape-out.html" }
    let text = String(decoding: try #require(page).bytes, as: UTF8.self)
    #expect(text.holds("<b>Baseline changed</b> from <time>2026-04-30</time> to <time>2026-05-29</time>"))
    // The dotted line of the baseline has a step.
    let plot = StepDrawing(try #require(ForecastSteps(SiteModel(content), milestone: 0))).plot
    #expect(Markup("\(plot)").html.holds("class=\"dpf\""))
  }

  @Test("Weeks in which a passed date rides along are one entry")
  func overdue() async throws {
    var content = await fixture([("2026-05-01", "2026-05-10")]).content()
    let passed = ["2026-05-15", "2026-05-22", "2026-05-29"].map { text in
      TrendPoint(
        day: TrendFixture.day(text), baseline: nil, forecast: nil, expected: TrendFixture.day(text), health: .late,
        isDone: false, isOverdue: true, reason: nil)
    }
    content.trend.series[0].insert(contentsOf: passed, at: 1)
    let steps = try #require(ForecastSteps(SiteModel(content), milestone: 0))
    #expect(steps.entries.count == 3)
    #expect(steps.entries[1].isOverdue && steps.entries[1].date == nil)
    #expect(steps.entries[2].move == 47)
  }
}
