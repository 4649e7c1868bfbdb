import TapeoutModel
import TapeoutWording
import Testing

@Suite("Wording")
struct WordingTests {
  @Test(
    "A slip is said in days below four weeks, in whole weeks from there on, always with its sign",
    arguments: [
      (0, "0"), (1, "+1 d"), (-6, "−6 d"), (7, "+7 d"), (11, "+11 d"), (14, "+14 d"), (27, "+27 d"), (-27, "−27 d"),
      (28, "+4 w"), (-28, "−4 w"), (31, "+4 w"), (32, "+5 w"), (3_000, "+429 w"),
    ])
  func slips(days: Int, text: String) {
    #expect(Wording.slip(days) == text)
  }

  @Test(
    "A length in words changes its unit where the label does",
    arguments: [(0, "0 days"), (1, "1 day"), (-1, "1 day"), (27, "27 days"), (28, "4 weeks"), (365, "52 weeks")])
  func lengths(days: Int, text: String) {
    #expect(Wording.length(days) == text)
  }

  @Test(
    "A move says its direction, and nothing where there is none",
    arguments: [(0, nil), (1, "1 day later"), (-2, "2 days earlier"), (45, "6 weeks later")] as [(Int, String?)])
  func shifts(days: Int, text: String?) {
    #expect(Wording.shift(days) == text)
  }

  @Test(
    "A total float is never said to be more than it is",
    arguments: [
      (0, "0 days"), (1, "1 day"), (27, "27 days"), (28, "4 weeks"), (34, "4 weeks"), (35, "5 weeks"), (-2, "−2 days"),
      (-28, "−4 weeks"), (-29, "−5 weeks"),
    ])
  func floats(days: Int, text: String) {
    #expect(Wording.float(days) == text)
  }

  @Test("Relative days count from the status date, in months from two months on")
  func relative() {
    let today = Day(unchecked: 2026, 1, 15)
    for (days, text) in [
      (0, "today"), (1, "tomorrow"), (-1, "yesterday"), (7, "in 7 days"), (-14, "14 days ago"), (59, "in 8 weeks"),
      (60, "in 2 months"), (150, "in 5 months"),
    ] { #expect(Wording.relative(today + days, to: today) == text) }
  }

  @Test(
    "A share is never rounded to a certainty that is none",
    arguments: [
      (0.0, "0 %"), (0.0001, "<1 %"), (0.0066, "<1 %"), (0.00999, "<1 %"), (0.01, "1 %"), (0.014, "1 %"), (0.5, "50 %"),
      (0.99, "99 %"), (0.994, ">99 %"), (0.99999, ">99 %"), (1.0, "100 %"),
    ])
  func share(share: Double, text: String) {
    #expect(Wording.share(share) == text)
  }

  @Test(
    "A stated probability keeps its tenths",
    arguments: [
      (0, "0 %"), (0.3, "30 %"), (0.125, "12.5 %"), (0.024, "2.4 %"), (0.0001, "<0.1 %"), (0.9999, ">99.9 %"),
      (1, "100 %"),
    ])
  func probability(stated: Double, text: String) {
    #expect(Wording.probability(stated) == text)
  }

  @Test("Lists, counts and numbers at the beginning of a sentence")
  func lists() {
    #expect(Wording.list([]) == "" && Wording.list(["a"]) == "a" && Wording.list(["a", "b"]) == "a and b")
    #expect(Wording.list(["a", "b", "c"]) == "a, b and c" && Wording.list(["a", "b"], conjunction: "or") == "a or b")
    #expect(Wording.counted(1, "week") == "1 week" && Wording.counted(0, "party", plural: "parties") == "0 parties")
    #expect(Wording.capitalized(0) == "No" && Wording.capitalized(12) == "Twelve" && Wording.capitalized(13) == "13")
    #expect(Wording.capitalized(-1) == "-1")
    #expect(Wording.times(1) == "once" && Wording.times(2) == "twice" && Wording.times(3) == "three times")
    #expect(Wording.grouped(999) == "999" && Wording.grouped(10_000) == "10,000")
    #expect(Wording.grouped(-1_234_567) == "−1,234,567")
  }

  @Test("Exit criteria are counted one way: closed of all, then how the rest stands")
  func criteria() {
    let states: [ExitCriterion.State] = [.met, .met, .waived, .failing, .open]
    let range = SourceRange(startOf: FileID(0))
    let counts = CriteriaCounts(
      states.map { ExitCriterion(state: $0, text: "", group: nil, waiver: nil, range: range) })
    #expect(Wording.criteria(counts) == "3 of 5" && Wording.criteria(CriteriaCounts()) == nil)
    #expect(Wording.criteriaStates(counts) == "2 met, 1 waived, 1 failing, 1 open")
  }

  @Test("What is cut has at most that many scalars and says so, and never loses a space before the mark")
  func cut() {
    #expect(Wording.cut("abc", 3) == "abc" && Wording.cut("abcd", 3) == "ab…" && Wording.cut("ab cd", 4) == "ab…")
    #expect(Wording.cut("流片评审会议", 4) == "流片评…")
    for length in 1...12 {
      #expect(Wording.cut(String(repeating: "x ", count: 40), length).unicodeScalars.count <= length)
    }
  }

  @Test("A date keeps its precision, however short it is said")
  func dates() throws {
    for (text, short) in [
      ("2026-06-26", "26 Jun"), ("2026-W14", "W14"), ("2026-06", "Jun"), ("2026-Q2", "Q2"), ("2026-H1", "H1"),
      ("2026-H2", "H2"), ("2026-Q4", "Q4"), ("2026", "2026"),
    ] { #expect(try PlanDate(parsing: text).short == short) }
  }

  @Test("The stated date is shown while nothing moves the milestone beyond it")
  func shownDate() throws {
    let quarter = try #require(PlanDate.quarter(2, of: 2026))
    let stated = StatedDate.date(quarter)
    #expect(PlanDate.shown(actual: nil, forecast: stated, expected: quarter.last) == quarter)
    #expect(PlanDate.shown(actual: nil, forecast: stated, expected: quarter.last + 1) == .day(quarter.last + 1))
    #expect(PlanDate.shown(actual: nil, forecast: .toBeDetermined, expected: quarter.last) == .day(quarter.last))
    #expect(PlanDate.shown(actual: nil, forecast: stated, expected: nil) == nil)
    #expect(
      PlanDate.shown(actual: .day(quarter.first), forecast: stated, expected: quarter.last) == .day(quarter.first))
  }

  @Test("A baseline is met by any day that it shares with the date")
  func slipFromBaseline() throws {
    let year = try #require(PlanDate.year(2026))
    for (text, days) in [("2026-07-01", 0), ("2027-01-25", 25), ("2025-12-30", -2), ("2026-Q4", 0), ("2027-01", 31)] {
      #expect(try year.slip(to: PlanDate(parsing: text)) == days)
    }
  }
}
