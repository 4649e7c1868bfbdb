import TapeoutHistory
import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Stability in words")
struct ChangesWordingTests {
  /// Slips by 10 days each, announced so many days before the old date.
  private func words(_ notice: [Int], rebaselines: [String?] = []) -> String? {
    var figures = Stability.Figures()
    let old = Day(unchecked: 2026, 6, 12)
    figures.slips = notice.map { days in
      Stability.Slip(
        milestone: 0, announced: old - days, earliest: old - days, old: .day(old), new: .day(old + 10), reason: nil)
    }
    figures.rebaselines = rebaselines.map { reason in
      Stability.Rebaseline(milestone: 0, day: old, old: .date(.day(old)), new: .date(.day(old + 7)), reason: reason)
    }
    return StabilityWords(figures).sentence
  }

  @Test(
    "Slips are counted by how soon they were announced",
    arguments: [
      ([-1], "One slip, announced after the old date had passed; it was 10 days."),
      ([0], "One slip, announced within four weeks of the old date; it was 10 days."),
      ([28], "One slip, announced within four weeks of the old date; it was 10 days."),
      ([29], "One slip, announced more than four weeks before the old date; it was 10 days."),
      ([29, 90], "Two slips, all announced more than four weeks before the old date; the median is 10 days."),
      ([-1, 90], "Two slips, 1 announced after the old date had passed; the median is 10 days."),
      (
        [-1, 5, 90],
        "Three slips, 1 announced after the old date had passed, 1 within four weeks of it; the median is 10 days."
      ),
    ])
  func slips(notice: [Int], sentence: String) { #expect(words(notice) == sentence) }

  @Test("Changed baselines are counted, and those without a reason")
  func rebaselines() {
    #expect(words([]) == nil)
    #expect(words([], rebaselines: ["New scope"]) == "Baselines were changed once.")
    #expect(
      words([], rebaselines: [nil, "x", nil]) == "Baselines were changed three times, 2 of them without a reason.")
  }
}
