import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Gantt chart of a chip")
struct GanttChartTests {
  /// A chain of milestones one week apart, the first ones done, and one of them dropped.
  private func chart(done: Int, open: Int, dropped: Int = 0) async throws -> GanttChart {
    var builder = PlanBuilder()
    let start = Day(unchecked: 2025, 1, 6)
    for number in 0..<(done + open) {
      let day = (start + number * 7).description
      builder.add(
        "c/m\(number + 10)", after: number == 0 ? [] : [("m\(number + 9)", "1w")], actual: number < done ? day : nil,
        forecast: number < done ? nil : day, baseline: day, status: number < dropped ? .dropped : nil)
    }
    let fixture = TrendFixture(builder, on: (start + done * 7 - 3).description)
    return try #require(GanttChart(await fixture.model(), chip: 0))
  }

  @Test("Forty milestones have a row each, however many are done")
  func whole() async throws {
    let chart = try await chart(done: 35, open: 5)
    #expect(chart.rowCount == 40)
    #expect(chart.groups.allSatisfy { $0.folded == nil })
  }

  @Test("Of more, neighbours that are finished share a row that counts them, and no open one is folded")
  func folded() async throws {
    let chart = try await chart(done: 36, open: 6)
    #expect(chart.rowCount == 7)
    #expect(chart.groups.compactMap { $0.folded?.title } == ["36 milestones done"])
    #expect(chart.groups.flatMap(\.rows).map(\.milestone) == (36..<42).map { MilestoneIndex($0) })
  }

  @Test("A long chart without three finished neighbours folds nothing")
  func fewDone() async throws {
    let chart = try await chart(done: 2, open: 45)
    #expect(chart.rowCount == 47)
  }

  @Test("A slip's label lies inside the chart, wherever its milestone does", arguments: 0..<60)
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
    for row in chart.groups.flatMap(\.rows) {
      for case .text(let label) in row.strip.elements {
        // In percent of a chart 620 px wide, with letters of 6.6 px.
        let length = (Double(abs(label.dx)) + Double(label.first.text.unicodeScalars.count) * 6.6) / 620 * 100
        if label.anchor == .end { #expect(label.x - length >= -0.5) } else { #expect(label.x + length <= 100.5) }
      }
    }
  }
}
