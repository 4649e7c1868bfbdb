import TapeoutModel
import TapeoutTestSupport
import TapeoutWording
import Testing

@Suite("What is said of what is wanted, blocked and late, of owners and of scenarios")
struct NeedsWordingTests {
  @Test(
    "Counts become sentences, and nothing is said to be nothing",
    arguments: [
      ([0, 0, 0, 0, 0], "Nothing is wanted, blocked or late."),
      ([1, 0, 0, 0, 0], "One decision is wanted."),
      ([1, 1, 0, 0, 0], "One decision is wanted, and overdue."),
      (
        [3, 1, 1, 2, 1],
        "Three decisions are wanted, one of them overdue. One milestone is blocked. Two are late, and the launch."
      ),
      ([0, 0, 0, 1, 0], "One milestone is late."),
      ([0, 0, 2, 14, 3], "Two milestones are blocked. 14 are late, and 3 launches."),
      ([0, 0, 0, 0, 1], "The launch is late."),
      ([0, 0, 0, 0, 2], "Two launches are late."),
    ])
  func needs(_ counts: [Int], _ text: String) {
    let said = Wording.needs(
      wanted: counts[0], overdue: counts[1], blocked: counts[2], late: counts[3], launches: counts[4])
    #expect(said.text == text)
  }

  @Test(
    "A heading counts milestones, and launches beside them",
    arguments: [
      (2, 1, "2 late, and the launch"), (0, 1, "The launch is late"), (0, 3, "3 launches are late"), (0, 0, "0 late"),
      (1, 4, "1 late, and 4 launches"),
    ])
  func lateHeading(_ late: Int, _ launches: Int, _ text: String) {
    #expect(Wording.lateHeading(late, launches: launches) == text)
  }

  @Test(
    "The day of a decision is near, past or vague",
    arguments: [
      (PlanDate.day(Day(unchecked: 2026, 6, 17)), "in 5 days"), (.day(Day(unchecked: 2026, 6, 12)), "today"),
      (.day(Day(unchecked: 2026, 6, 5)), "overdue 7 days"), (.month(7, of: 2026)!, "in 2026-07"),
      (.month(5, of: 2026)!, "overdue 12 days"),
    ])
  func due(_ date: PlanDate, _ text: String) {
    #expect(Wording.dueRelative(date, to: Day(unchecked: 2026, 6, 12)) == text)
    #expect(Wording.dueRelative(nil, to: Day(unchecked: 2026, 6, 12)) == nil)
  }

  @Test("What is held up is named as far as there is room")
  func holdsUp() {
    let steps = ["A", "B", "C", "D"].map { LaunchAnswer.Step(milestone: MilestoneIndex(0), title: $0) }
    #expect(Wording.holdsUp([]) == nil)
    #expect(Wording.holdsUp(Array(steps.prefix(2)))?.text == "holds up A and B")
    #expect(Wording.holdsUp(steps)?.text == "holds up A, B and 2 more")
  }

  @Test(
    "What an owner owes is one sentence",
    arguments: [
      ([0, 0, 0], "Owes nothing any more."), ([5, 3, 1], "Owes three milestones within six weeks, one of them late."),
      ([1, 1, 1], "Owes one milestone within six weeks, which is late."),
      ([4, 0, 0], "Owes nothing within six weeks, four milestones after that."),
      ([6, 1, 2], "Owes six milestones, one of them within six weeks, two of them late."),
    ])
  func owes(_ counts: [Int], _ text: String) {
    #expect(Wording.owes(open: counts[0], soon: counts[1], late: counts[2]).text == text)
  }

  @Test("A scenario says how many milestones move, and where the last launch then lies")
  func scenario() {
    func answer(_ day: Int) -> LaunchAnswer {
      LaunchAnswer(chip: ChipIndex(0), chipTitle: "C", outlook: .planned(.day(Day(unchecked: 2027, 1, day))))
    }
    #expect(
      Wording.scenario(before: answer(4), after: answer(25), moved: 3).text
        == "Three milestones move; the last launch moves by +21 d, to 2027-01-25.")
    #expect(
      Wording.scenario(before: answer(4), after: answer(4), moved: 1).text
        == "One milestone moves; the last launch stays on 2027-01-04.")
    #expect(Wording.scenario(before: nil, after: answer(4), moved: 0).text == "Nothing moves.")
  }
}
