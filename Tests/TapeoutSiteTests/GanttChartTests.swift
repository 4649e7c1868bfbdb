import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Gantt chart of a chip")
struct GanttChartTests {
  /// A chain of milestones one week apart, the first ones done, and some of them dropped.
  private func fixture(done: Int, open: Int, dropped: Int = 0) -> TrendFixture {
    var builder = PlanBuilder()
    let start = Day(unchecked: 2025, 1, 6)
    for number in 0..<(done + open) {
      let day = (start + number * 7).description
      builder.add(
        "c/m\(number + 10)", after: number == 0 ? [] : [("m\(number + 9)", "1w")], actual: number < done ? day : nil,
        forecast: number < done ? nil : day, baseline: day, status: number < dropped ? .dropped : nil)
    }
    if open > 0 { builder.launch("c/m\(done + open + 9)") }
    return TrendFixture(builder, on: (start + done * 7 - 3).description)
  }

  private func chart(done: Int, open: Int, dropped: Int = 0) async throws -> GanttChart {
    try #require(GanttChart(await fixture(done: done, open: open, dropped: dropped).model(), chip: 0))
  }

  private func folds(_ chart: GanttChart) -> [GanttChart.Folded] {
    chart.rows.compactMap { if case .folded(let folded) = $0 { folded } else { nil } }
  }

  @Test("Finished milestones of a phase share a row that counts them; every open one has its own")
  func folded() async throws {
    let chart = try await chart(done: 6, open: 6)
    #expect(folds(chart).map { "\($0.note) \($0.last)" } == ["6 of 12 done by Feb 2025"])
    #expect(folds(chart).map(\.marks.count) == [6])
    #expect(chart.barRows.map(\.milestone) == (6..<12).map { MilestoneIndex($0) })
  }

  @Test("A finished milestone that is alone in its phase stands under its own name")
  func alone() async throws {
    let chart = try await chart(done: 1, open: 2)
    #expect(folds(chart).map(\.only) == [0])
    #expect(folds(chart).map(\.title) == ["m10"])
    #expect(folds(chart).map(\.note) == ["6 Jan"])
  }

  @Test("Dropped milestones have no row, and are counted")
  func dropped() async throws {
    let chart = try await chart(done: 0, open: 5, dropped: 2)
    #expect(chart.barRows.count == 3 && chart.dropped == 2)
  }

  @Test("Where everything is done, the phases remain, and there is one window")
  func allDone() async throws {
    let chart = try await chart(done: 4, open: 0)
    #expect(chart.barRows.isEmpty && !chart.windows.hasChoice && folds(chart).count == 1)
    let page = try await fixture(done: 4, open: 0).page("chips/c.html")
    #expect(!page.holds("name=\"w\""))
  }

  @Test("The path joins the rows of its steps, each to the next")
  func path() async throws {
    let chart = try await chart(done: 1, open: 5)
    #expect(chart.path.map { [$0.from, $0.to] } == [[1, 2], [2, 3], [3, 4], [4, 5]])
  }

  @Test("A milestone without a date stands at its earliest day and says so")
  func undated() async throws {
    var builder = PlanBuilder()
    builder.add("c/a", forecast: "2026-03-01")
    builder.add("c/b", after: ["a": "TBD"], baseline: "2026-04-01")
    builder.add("c/d", forecast: "TBD")
    let chart = try #require(GanttChart(await TrendFixture(builder, on: "2026-01-15").model(), chip: 0))
    let dates = Dictionary(uniqueKeysWithValues: chart.barRows.map { ($0.milestone, $0.date) })
    #expect(dates[1] == "not before 1 Mar" && dates[2] == "no date" && dates[0] == "1 Mar")
    #expect(chart.barRows.filter { !$0.isDated }.map(\.milestone) == [1, 2])
  }

  @Test(
    "A long chart is cut into segments for paper, each with its axis; a shorter one is whole",
    arguments: [(40, [40]), (41, [28, 13]), (120, [28, 40, 40, 12])])
  func segments(rows: Int, lengths: [Int]) async throws {
    let fixture = fixture(done: 0, open: rows)
    let chart = try #require(GanttChart(await fixture.model(), chip: 0))
    #expect(chart.rows.count == rows)
    #expect(chart.segments.map(\.count) == lengths)
    let page = try await fixture.page("chips/c.html")
    #expect(page.count(of: "<div class=\"gx\">") == lengths.count)
    #expect(page.count(of: "<div class=\"seg more\">") == lengths.count - 1)
  }

  @Test("Every mark leads to its page with its facts, and gates, launches and the driving path have a card")
  func marks() async throws {
    let page = try await fixture(done: 1, open: 3).page("chips/c.html")
    // The milestone trend, further down, has marks of its own.
    let timeline = page.split(separator: "aria-labelledby=\"ln\"")[0]
    #expect(timeline.split(separator: "<a class=\"mk\" tabindex=\"-1\" href=\"c/").count - 1 == 4)
    #expect(page.holds("<title>m11: on track, expected 2025-01-13, baseline 2025-01-13, slip 0</title>"))
    #expect(page.count(of: "<div class=\"card\"") == 3)
    for number in 1...3 { #expect(page.count(of: "\"c-\(number)\"") == 2) }
  }

  @Test("Links beside the driving path are drawn in the rows of both ends")
  func otherLinks() async throws {
    var builder = PlanBuilder()
    builder.add("c/a", forecast: "2026-03-01")
    builder.add("c/b", forecast: "2026-02-01")
    builder.add("c/d", after: ["a": "1w", "b": "1w"])
    builder.launch("c/d")
    let page = try await TrendFixture(builder, on: "2026-01-15").page("chips/c.html")
    #expect(page.count(of: "<g class=\"hv\">") == 2)
    #expect(page.count(of: "class=\"dc\"") == 1)
  }

  @Test("A slip's label lies inside the chart in every window and layout", arguments: 0..<60)
  func labels(seed: Int) async throws {
    var random = SeededRandom(seed)
    var builder = PlanBuilder()
    let start = Day(unchecked: 2026, 1, 15)
    let span = 30 + random.next(below: 2000)
    for number in 0..<(1 + random.next(below: 12)) {
      let day = start + random.next(below: span)
      builder.add(
        "c/m\(number)", forecast: day.description, baseline: (day - random.next(below: 900)).description,
        status: random.next(below: 6) == 0 ? .blocked : nil)
    }
    let chart = try #require(GanttChart(await TrendFixture(builder, on: start.description).model(), chip: 0))
    for bar in chart.barRows {
      guard let label = bar.label else { continue }
      for view in chart.windows.views {
        let place = chart.windows.pixels(bar.day, in: view)
        guard (0...view.size.width).contains(place) else { continue }
        let length = 12 + LabelPlacement.width(of: label)
        if bar.flipped.contains(view) {
          #expect(place - length >= -1)
        } else {
          #expect(place + length <= view.size.width + 1)
        }
      }
    }
  }
}
