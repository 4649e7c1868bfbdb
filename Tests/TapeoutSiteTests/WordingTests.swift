import TapeoutModel
import Testing

@testable import TapeoutSite

@Suite("Wording")
struct WordingTests {
  @Test(
    "A slip is whole weeks with its sign, days below a week",
    arguments: [
      (0, "0"), (1, "+1 d"), (-6, "−6 d"), (7, "+1 w"), (10, "+1 w"), (11, "+2 w"), (-28, "−4 w"), (3_000, "+429 w"),
    ])
  func slips(days: Int, text: String) {
    #expect(Wording.slip(days) == text)
  }

  @Test(
    "A length grows from days over weeks to months",
    arguments: [
      (0, "0 days"), (1, "1 day"), (13, "13 days"), (14, "2 weeks"), (59, "8 weeks"), (60, "2 months"),
      (365, "12 months"),
      (-1, "1 day"),
    ])
  func lengths(days: Int, text: String) {
    #expect(Wording.length(days) == text)
  }

  @Test("Relative days count from the status date")
  func relative() {
    let today = Day(unchecked: 2026, 1, 15)
    for (days, text) in [
      (0, "today"), (1, "tomorrow"), (-1, "yesterday"), (7, "in 7 days"), (-14, "2 weeks ago"), (150, "in 5 months"),
    ] { #expect(Wording.relative(today + days, to: today) == text) }
  }

  @Test(
    "A share is never rounded to a certainty that is none",
    arguments: [
      (0.0, "0%"), (0.0001, "<1%"), (0.004999, "<1%"), (0.005, "1%"), (0.5, "50%"), (0.994, "99%"), (0.995, ">99%"),
      (0.99999, ">99%"), (1.0, "100%"),
    ])
  func percent(share: Double, text: String) {
    #expect(Wording.percent(share) == text)
  }

  @Test("Lists, counts and numbers at the beginning of a sentence")
  func lists() {
    #expect(Wording.list([]) == "" && Wording.list(["a"]) == "a" && Wording.list(["a", "b"]) == "a and b")
    #expect(Wording.list(["a", "b", "c"]) == "a, b and c")
    #expect(Wording.counted(1, "week") == "1 week" && Wording.counted(0, "party", "parties") == "0 parties")
    #expect(Wording.capitalized(0) == "No" && Wording.capitalized(12) == "Twelve" && Wording.capitalized(13) == "13")
    #expect(Wording.capitalized(-1) == "-1")
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
}
