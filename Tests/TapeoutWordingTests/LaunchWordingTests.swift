import TapeoutModel
import TapeoutTestSupport
import TapeoutWording
import Testing

@Suite("Launches in words")
struct LaunchWordingTests {
  private static let window = PlanDate.year(2026).map { LaunchWindow(first: $0, last: $0) }

  private func answer(_ outlook: LaunchAnswer.Outlook, _ change: (inout LaunchAnswer) -> Void = { _ in })
    -> LaunchAnswer
  {
    var answer = LaunchAnswer(chip: 0, chipTitle: "Chip", outlook: outlook)
    answer.launch = LaunchAnswer.Step(milestone: 3, title: "Launch")
    answer.window = LaunchWordingTests.window
    change(&answer)
    return answer
  }

  /// Planned for 2027-01-25 with risks, P50 and P80 behind it.
  private func late(_ change: (inout LaunchAnswer) -> Void = { _ in }) -> LaunchAnswer {
    answer(.planned(.day(Day(unchecked: 2027, 1, 25)))) { answer in
      answer.slip = 25
      answer.p50 = Day(unchecked: 2027, 3, 6)
      answer.p80 = Day(unchecked: 2027, 6, 11)
      answer.chance = 0
      answer.basis = .risks
      change(&answer)
    }
  }

  private func said(_ answer: LaunchAnswer) -> String {
    ([Wording.headline(answer)] + Wording.details(answer)).joined().text
  }

  private let slot = LaunchAnswer.Bound(
    step: LaunchAnswer.Step(milestone: 1, title: "Slot"), passed: .day(Day(unchecked: 2026, 6, 5)), count: 1)

  @Test("A planned launch says both dates and what the later ones rest on")
  func planned() {
    #expect(
      said(late()) == "Plan: 2027-01-25, +25 d. With its risks: 2027-03-06 (P50), 2027-06-11 (P80); 0 % in 2026.")
    let ranges = late { answer in
      answer.basis = .ranges
      answer.chance = 0.0066
      answer.decidingStep = LaunchAnswer.Step(milestone: 2, title: "Freeze")
    }
    #expect(
      said(ranges)
        == "Plan: 2027-01-25, +25 d. With its uncertain lengths: 2027-03-06 (P50), 2027-06-11 (P80); <1 % in 2026. "
        + "Freeze decides it now.")
  }

  @Test("Where the baseline was replaced, the slip against the first stands beside the other")
  func firstBaseline() {
    let answer = late { answer in
      answer.firstBaseline = .day(Day(unchecked: 2026, 10, 1))
      answer.slipFromFirst = 116
    }
    #expect(
      Wording.headline(answer).text == "Plan: 2027-01-25, +25 d (+17 w against the first baseline, 2026-10-01).")
    #expect(
      Wording.cells(answer).map { "\($0.name) \($0.value.text)" }.prefix(2) == ["Slip +25 d", "From first +17 w"])
    #expect(Wording.line(answer).prefix(3) == ["launch 2027-01-25", "+25 d", "first +17 w"])
  }

  @Test("Bounds are said to be bounds, in words and in figures, and name whose date has passed")
  func bounds() {
    let answer = late { answer in
      answer.bound = slot
      answer.chance = 0.12
    }
    #expect(
      said(answer)
        == "Plan: 2027-01-25, +25 d. With its risks: 2027-03-06 (P50), 2027-06-11 (P80) at the earliest, since the day "
        + "of Slot, 2026-06-05, has passed; at most 12 % in 2026.")
    #expect(
      Wording.cells(answer).map(\.value.text) == ["+25 d", "≥ 2027-03-06", "≥ 2027-06-11", "≤ 12 %"])
    #expect(
      Wording.line(answer) == ["launch 2027-01-25", "+25 d", "P50 ≥ 2027-03-06", "P80 ≥ 2027-06-11", "≤ 12 %"])
    let driven = late { answer in
      answer.bound = slot
      answer.isPlanBound = true
    }
    #expect(Wording.headline(driven).text == "Plan: 2027-01-25 at the earliest, +25 d.")
  }

  @Test("Without a date it is said what is known")
  func undated() {
    let undated = answer(.undated(earliest: Day(unchecked: 2026, 10, 16), stated: nil)) {
      $0.undatedStep = LaunchAnswer.Step(milestone: 1, title: "Import approval")
    }
    #expect(said(undated) == "No date; by what is dated, not before 2026-10-16: Import approval has none.")
    #expect(Wording.line(undated) == ["launch no date, not before 2026-10-16"])
    let stated = answer(.undated(earliest: nil, stated: .day(Day(unchecked: 2026, 11, 28))))
    #expect(said(stated) == "No date. Its forecast of 2026-11-28 is not borne out by what leads to it.")
    #expect(Wording.line(stated).last == "stated 2026-11-28, not borne out")
  }

  @Test("An overdue launch has no forecast")
  func overdue() {
    let day = PlanDate.day(Day(unchecked: 2026, 5, 1))
    let alone = answer(.overdue(day)) { $0.bound = slot }
    #expect(said(alone) == "No forecast: 2026-05-01 has passed and nobody has stated another date.")
    let many = answer(.overdue(day)) { answer in
      answer.bound = slot
      answer.bound?.count = 51
    }
    #expect(Wording.headline(many).text == "No forecast: 51 dates have passed and nobody has stated others.")
  }

  @Test("Percentiles that say no more than the plan are said once")
  func asPlanned() {
    let pinned = late { answer in
      answer.basis = .ranges
      answer.p50 = answer.planned?.last
      answer.p80 = answer.p50
    }
    #expect(
      said(pinned)
        == "Plan: 2027-01-25, +25 d. With its uncertain lengths, too: 2027-01-25 (P50 and P80); 0 % in 2026.")
  }

  @Test("A purchase is delivered, not launched")
  func purchase() {
    let bought = late { $0.isBought = true }
    #expect(Wording.headline(bought).text.utf8.starts(with: "Delivery: 2027-01-25".utf8))
  }

  @Test("The program says first which launches miss the window, then the others with their chances")
  func program() {
    let inside = answer(.planned(.day(Day(unchecked: 2026, 10, 16)))) { answer in
      answer.chip = 1
      answer.chipTitle = "Other"
      answer.chance = 0.8
      answer.p50 = Day(unchecked: 2026, 10, 25)
      answer.p80 = Day(unchecked: 2027, 1, 16)
    }
    let undated = answer(.undated(earliest: Day(unchecked: 2026, 10, 16), stated: nil)) { $0.chipTitle = "Third" }
    let said = Wording.program([inside, late { $0.bound = slot }, undated])
    #expect(
      said.headline.text
        == "Chip misses the 2026 window: planned for 2027-01-25, with its risks 2027-03-06 (P50) at the earliest, "
        + "0 % in 2026.")
    #expect(
      said.rest.map(\.text) == [
        "Other (planned for 2026-10-16) launches in 2026 with 80 %.",
        "Third has no date; by what is dated, not before 2026-10-16.",
      ])
    #expect(Wording.program([]).headline.text == "There is no chip in the plan yet.")
  }

  @Test("A launch that only probably misses the window is not said to miss it")
  func probably() {
    let likely = answer(.planned(.day(Day(unchecked: 2026, 12, 20)))) { answer in
      answer.p50 = Day(unchecked: 2027, 1, 10)
      answer.p80 = Day(unchecked: 2027, 2, 10)
      answer.chance = 0.41
      answer.basis = .risks
    }
    #expect(
      Wording.program([likely]).headline.text
        == "Chip probably misses the 2026 window: planned for 2026-12-20, with its risks 2027-01-10 (P50), 41 % in 2026."
    )
  }

  @Test("Only of steps without float it is said that a day lost moves the launch")
  func path() {
    func said(_ floats: [Int?]) -> String {
      Wording.path(chip: "Chip", days: 224, floats: floats, longest: nil).text
    }
    #expect(
      said([0, 0, 0])
        == "Chip: 32 weeks from the report to the launch. A day lost on any step moves the launch by a day.")
    #expect(
      said([3, 3, 0])
        == "Chip: 32 weeks from the report to the launch. The first two steps have 3 days of float; a day lost on any "
        + "later step moves the launch by a day.")
    #expect(
      said([0, 3, 0])
        == "Chip: 32 weeks from the report to the launch. One step has float; a day lost on any other moves the launch by "
        + "a day.")
  }

  @Test("A phrase says the same with its structure and without")
  func phrases() {
    let phrase: Phrase = "\(name: "A") and \(Day(unchecked: 2026, 1, 2)) with \(figure: "69 %")"
    #expect(phrase.text == "A and 2026-01-02 with 69 %")
    #expect(
      phrase.pieces == [
        .name("A"), .words(" and "), .date(.day(Day(unchecked: 2026, 1, 2))), .words(" with "), .figure("69 %"),
      ])
    #expect([phrase, "b"].joined(by: "; ").text == "A and 2026-01-02 with 69 %; b")
  }
}
