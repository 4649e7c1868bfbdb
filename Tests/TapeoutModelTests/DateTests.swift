import TapeoutModel
import Testing

@Suite("Days and dates")
struct DateTests {
  @Test("Every day of the years 1 to 9999 survives the way to a number and back")
  func roundTrip() {
    var number = Day(unchecked: 1, 1, 1).number
    var wrong = 0
    for year in 1...9999 {
      for month in 1...12 {
        for day in 1...Day.daysInMonth(month, year: year) {
          let built = Day(year: year, month: month, day: day)
          if built?.number != number || built.map({ $0.civil != (year, month, day) }) ?? true { wrong += 1 }
          number += 1
        }
      }
    }
    #expect(wrong == 0)
    #expect(number - Day(unchecked: 1, 1, 1).number == 3_652_059)
  }

  @Test(
    "Days that the calendar does not have are refused",
    arguments: [
      (2026, 2, 29), (2024, 2, 30), (1900, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (0, 1, 1),
      (10000, 1, 1),
    ])
  func noSuchDay(_ year: Int, _ month: Int, _ day: Int) {
    #expect(Day(year: year, month: month, day: day) == nil)
  }

  @Test(
    "Weeks follow ISO 8601 around New Year",
    arguments: [
      ("2024-12-29", 2024, 52), ("2024-12-30", 2025, 1), ("2026-01-01", 2026, 1), ("2021-01-03", 2020, 53),
      ("2026-12-31", 2026, 53), ("2027-01-03", 2026, 53), ("2027-01-04", 2027, 1),
    ])
  func isoWeek(_ text: String, _ year: Int, _ week: Int) throws {
    let day = try PlanDate(parsing: text).first
    #expect(day.isoWeek == (year, week))
    #expect(PlanDate.week(week, of: year)?.contains(day) == true)
  }

  @Test("A week that the last or first year does not have is no date", arguments: 0...99)
  func weekOfTheLastYear(_ week: Int) {
    let text = week < 10 ? "0\(week)" : "\(week)"
    #expect(PlanDate.week(week, of: 9999).map { _ in week } == (1...52 ~= week ? week : nil))
    #expect(PlanDate.week(week, of: 1)?.first.isoWeek.week == (1...52 ~= week ? week : nil))
    for year in ["0000", "0001", "9999"] { #expect((try? PlanDate(parsing: "\(year)-W\(text)")) == nil) }
  }

  @Test(
    "Each precision spans its days, counts as its last, and is written as it was",
    arguments: [
      ("2026-04-02", "2026-04-02", "2026-04-02"), ("2026-W14", "2026-03-30", "2026-04-05"),
      ("2026-02", "2026-02-01", "2026-02-28"), ("2024-02", "2024-02-01", "2024-02-29"),
      ("2026-Q2", "2026-04-01", "2026-06-30"), ("2026-H2", "2026-07-01", "2026-12-31"),
      ("2026", "2026-01-01", "2026-12-31"),
      ("2020-W53", "2020-12-28", "2021-01-03"),
    ])
  func precision(_ text: String, _ first: String, _ last: String) throws {
    let date = try PlanDate(parsing: text)
    #expect(date.first.description == first)
    #expect(date.last.description == last)
    #expect(date.description == text)
  }

  @Test(
    "Nothing but the exact spellings is a date",
    arguments: [
      "", "2", "202", "2026-", "2026-4", "2026-04-2", "2026-04-022", "2026-04-02 ", " 2026", "2026-w14", "2026-Q02",
      "2026-q2",
      "+026-04-02", "2026-+4-02", "２０２６", "2026‑04‑02", "2026-04-0\u{301}2", "2026W14", "99999", "-2026",
    ])
  func notADate(_ text: String) {
    #expect(throws: PlanDate.ParsingError.notADate) { try PlanDate(parsing: text) }
  }
}

@Suite("Durations")
struct DurationTests {
  @Test(
    "Durations keep their unit and count in days",
    arguments: [
      ("0d", 0), ("10d", 10), ("6w", 42), ("8wd", 8), ("1000h", 42), ("24h", 1), ("25h", 2), ("1h", 1), ("3653d", 3653),
    ])
  func days(_ text: String, _ days: Int) throws {
    let duration = try PlanDuration(parsing: text)
    #expect(duration.days == days)
    #expect(duration.description == text)
  }

  @Test("Three values are optimistic, likely and pessimistic; one is certain")
  func threePoint() throws {
    let range = try ThreePointDuration(parsing: "6w..60d..12w")
    #expect([range.optimistic.days, range.likely.days, range.pessimistic.days] == [42, 60, 84])
    #expect(range.description == "6w..60d..12w")
    #expect(range.isOrdered && !range.isCertain)
    #expect(try ThreePointDuration(parsing: "7d").isCertain)
    #expect(try !ThreePointDuration(parsing: "8w..6w..12w").isOrdered)
  }

  @Test(
    "What is no duration says why",
    arguments: [
      ("", PlanDuration.ParsingError.notADuration), ("6", .notADuration), ("w", .notADuration), ("6W", .notADuration),
      ("6m", .notADuration), ("6w..", .notADuration), ("6w..8w", .twoValues), ("1w..2w..3w..4w", .notADuration),
      ("3654d", .tooLong), ("1d..2wd..3d", .mixedCalendars), ("６w", .notADuration), ("6w...8w..9w", .notADuration),
    ])
  func wrong(_ text: String, _ error: PlanDuration.ParsingError) {
    if text == "6w.." {
      #expect(throws: PlanDuration.ParsingError.twoValues) { try ThreePointDuration(parsing: text) }
    } else {
      #expect(throws: error) { try ThreePointDuration(parsing: text) }
    }
  }
}
