import TapeoutModel
@testable import TapeoutTemplates
import Testing

@testable import TapeoutSite

@Suite("Time scale")
struct TimeScaleTests {
  private func scale(_ days: Day...) throws -> TimeScale { try #require(TimeScale(showing: days)) }

  @Test("Nothing to show is no scale")
  func nothing() { #expect(TimeScale(showing: [Day]()) == nil) }

  @Test("One day has half a year around it, in whole months")
  func oneDay() throws {
    let day = Day(unchecked: 2026, 5, 4)
    let scale = try scale(day)
    #expect(scale.end - scale.first >= 181 && scale.end - scale.first < 220)
    #expect(scale.first.civil.day == 1 && scale.end.civil.day == 1)
    #expect((20.0...80.0).contains(scale(day)))
  }

  @Test("Every day that is shown lies on the scale, later ones further right, at both ends of the calendar, too")
  func bounds() throws {
    for (first, last) in [
      (Day(unchecked: 1, 1, 1), Day(unchecked: 1, 1, 1)), (Day(unchecked: 1, 1, 1), Day(unchecked: 1, 8, 31)),
      (Day(unchecked: 9999, 12, 31), Day(unchecked: 9999, 12, 31)),
      (Day(unchecked: 9999, 2, 1), Day(unchecked: 9999, 12, 31)),
      (Day(unchecked: 1996, 2, 29), Day(unchecked: 2026, 2, 28)),
      (Day(unchecked: 2026, 1, 31), Day(unchecked: 2026, 12, 1)),
    ] {
      let scale = try scale(first, last)
      #expect(scale.first <= first && last < scale.end)
      #expect(scale(scale.first) == 0 && scale(scale.end) == 100)
      #expect(0 <= scale(first) && scale(first) <= scale(last) && scale(last) < 100)
      let months = scale.months
      #expect(months.first?.first == scale.first && months.last?.next == scale.end)
      for (one, next) in zip(months, months.dropFirst()) { #expect(one.next == next.first) }
    }
  }

  @Test("Thirty years have rules and names at years alone, half a year at months")
  func manyYears() throws {
    let long = try scale(Day(unchecked: 1996, 1, 1), Day(unchecked: 2026, 1, 1))
    let short = try scale(Day(unchecked: 2026, 1, 1), Day(unchecked: 2026, 6, 1))
    #expect(long.spansManyYears && !short.spansManyYears)
    let axis = TimeAxis(long, statusDate: Day(unchecked: 2020, 1, 1), window: nil, windowName: "")
    let header = axis.header().html
    #expect(!header.utf8.contains(">Jan<") && !header.utf8.contains(">Q1<"))
    let years = (1996...2026).filter { header.utf8.contains(">\($0)<") }
    #expect(years.count >= 2 && years.count < 12, "\(years)")
  }

  @Test("The as-of line and the window show as far as the scale reaches")
  func axis() throws {
    let scale = try scale(Day(unchecked: 2026, 1, 1), Day(unchecked: 2026, 8, 1))
    func axis(_ day: Day, _ window: ClosedRange<Day>?) -> TimeAxis {
      TimeAxis(scale, statusDate: day, window: window, windowName: "Launch window")
    }
    let (inside, outside) = (Day(unchecked: 2026, 3, 1), Day(unchecked: 2030, 1, 1))
    #expect(axis(inside, nil).asOf != nil && axis(outside, nil).asOf == nil)
    #expect(axis(inside, outside...(outside + 9)).windowSpan == nil)
    let span = try #require(axis(inside, Day(unchecked: 2020, 1, 1)...outside).windowSpan)
    #expect(span == 0...100)
    #expect(axis(inside, inside...inside).ground(inside) == .window)
    #expect(axis(inside, nil).ground(inside) == .paper)
  }

  @Test("Months and weeks begin where they do")
  func months() {
    #expect(Day(unchecked: 2024, 2, 29).nextMonth == Day(unchecked: 2024, 3, 1))
    #expect(Day(unchecked: 2025, 12, 31).nextMonth == Day(unchecked: 2026, 1, 1))
    #expect(Day(unchecked: 2026, 1, 15).startOfWeek == Day(unchecked: 2026, 1, 12))
    #expect(Day(unchecked: 2026, 1, 15).nextYear == Day(unchecked: 2027, 1, 1))
  }

  @Test("An axis of ten years names each of them where there is room, and every second one on a phone")
  func years() throws {
    let (first, last) = (Day(unchecked: 2026, 1, 15), Day(unchecked: 2035, 6, 1))
    let scale = try #require(TimeScale(showing: [first, last]))
    let header = TimeAxis(scale, statusDate: Day(unchecked: 2020, 6, 12), window: nil, windowName: "").header().html
    for year in 2027...2035 {
      #expect(header.holds(">\(year)</text>"))
      let name = header.split(separator: "<text").first { $0.contains(">\(year)</text>") }
      #expect(name?.contains("l3") == (year % 2 == 1), "\(year)")
    }
  }
}
