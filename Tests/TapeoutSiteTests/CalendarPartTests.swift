import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Calendar in parts")
struct CalendarPartTests {
  /// So many milestones a month, from the report's on.
  private func fixture(months: Int, each count: Int) -> TrendFixture {
    var builder = PlanBuilder()
    var day = Day(unchecked: 2026, 1, 20)
    for month in 0..<months {
      for number in 0..<count { builder.add("c/m\(month * 1000 + number)", forecast: (day + number % 7).description) }
      day = day.nextMonth + 12
    }
    return TrendFixture(builder, on: "2026-01-15")
  }

  @Test("Parts hold whole months and every milestone once", arguments: [(1, 1), (4, 90), (30, 40), (3, 400)])
  func whole(months: Int, count: Int) async throws {
    let model = await fixture(months: months, each: count).model()
    let parts = CalendarPart.all(model)
    let shown = parts.map { $0.milestones(model) }
    #expect(shown.flatMap { $0 }.count == months * count && Set(shown.flatMap { $0 }).count == months * count)
    for (one, other) in zip(parts, parts.dropFirst()) {
      #expect(try #require(one.months).upperBound < #require(other.months).lowerBound)
    }
    // A part takes no month more than it needs.
    for part in shown.dropLast() { #expect(part.count > 300 && part.count <= 300 + count) }
  }

  @Test("A part has a page of its own, leads to the others, and can be made alone")
  func pages() async throws {
    let fixture = fixture(months: 12, each: 90)
    let first = try await fixture.page("calendar.html")
    let second = try await fixture.page("calendar-2.html")
    #expect(first.holds("href=\"calendar-2.html\"") && second.holds("href=\"calendar.html\""))
    #expect(second.holds("<h1>Calendar, May 2026 to ") && !second.holds("Calendar files"))
    let builder = SiteBuilder(await fixture.content(), TemplateSet())
    #expect(builder.file(at: "calendar-2.html").map { String(decoding: $0.bytes, as: UTF8.self) } == second)
    #expect(builder.pagePaths.contains("calendar-2.html"))
  }

  @Test("A full month folds its weeks, each with what it holds; a quiet one shows them")
  func folding() async throws {
    #expect(try await fixture(months: 1, each: 24).page("calendar.html").count(of: "<details class=\"gd\"") == 0)
    let full = try await fixture(months: 1, each: 25).page("calendar.html")
    #expect(full.count(of: "<details class=\"gd\"") == 2)
    #expect(full.holds("<span class=\"sx\">22 milestones</span>"))
  }

  @Test("Nothing that has a date gives one empty part")
  func empty() async {
    var builder = PlanBuilder()
    builder.add("c/a", forecast: "TBD")
    let model = await TrendFixture(builder, on: "2026-01-15").model()
    let parts = CalendarPart.all(model)
    #expect(parts.count == 1 && parts[0].months == nil && parts[0].milestones(model).isEmpty)
  }
}
