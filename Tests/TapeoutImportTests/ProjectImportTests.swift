import TapeoutEditing
import TapeoutModel
import Testing

@testable import TapeoutImport

@Suite("Microsoft Project XML comes over")
struct ProjectImportTests {
  /// A kickoff, two weeks of work, and a tape-out.
  private var usual: ProjectXML {
    var project = ProjectXML()
    project.task("Chip A", ("2026-03-02T08:00", "2026-03-13T17:00"), hours: 80)
    project.task("Kickoff", level: 2, ("2026-03-02T08:00", "2026-03-02T08:00"), hours: 0)
    project.task("Design", level: 2, ("2026-03-02T08:00", "2026-03-13T17:00"), hours: 80, more: ProjectXML.link(2))
    project.task("A0 tape-out", level: 2, ("2026-03-13T17:00", "2026-03-13T17:00"), hours: 0, more: ProjectXML.link(3))
    return project
  }

  @Test("Milestones come over, and the work between them is the length from one to the other")
  func contraction() async {
    let outcome = await usual.imported()
    #expect(outcome.errors.isEmpty)
    #expect(outcome.file("chips/chip-a/chip.md") == "---\ntitle: Chip A\nkind: in-house\nlaunch: a0-tape-out\n---\n")
    #expect(
      outcome.file("milestones/kickoff.md")
        == "---\ntitle: Kickoff\nkind: kickoff\nbaseline: TBD\nforecast: 2026-03-02\n---\n")
    #expect(
      outcome.file("milestones/a0-tape-out.md")
        == "---\ntitle: A0 tape-out\nkind: tape-out\nbaseline: TBD\nafter:\n  kickoff: 9wd\n---\n")
    #expect(outcome.comparison.equal == 2)
    #expect(outcome.comparison.differences.isEmpty)
    #expect(outcome.notes.map(\.what) == ["“Design”"])
  }

  @Test("With --tasks every task without parts comes over, and with --outline those of one level")
  func selections() async {
    let tasks = await usual.imported { $0.selection = .tasks }
    #expect(tasks.milestones == 3)
    #expect(tasks.lines("milestones/design.md").suffix(3) == ["after:", "  kickoff: 9wd", "---"])
    #expect(tasks.lines("milestones/a0-tape-out.md").suffix(3) == ["after:", "  design: 0d", "---"])
    let level = await usual.imported { $0.selection = .outline(1) }
    #expect(level.files.map(\.path).last == "Content/chips/chip-a/milestones/chip-a.md")
    #expect(level.comparison.differences.isEmpty)
    let chip = await usual.imported { $0.chip = "custom-9" }
    #expect(chip.file("custom-9/milestones/kickoff.md").utf8.contains(UInt8(ascii: "[")))
  }

  @Test("All four types of link say when the later finishes, counted from the earlier’s finish")
  func types() async {
    var project = ProjectXML()
    project.task("First", ("2026-03-02T08:00", "2026-03-06T17:00"), hours: 40)
    // Start to start with three days: Thursday to the Wednesday after.
    project.task(
      "Second", ("2026-03-05T08:00", "2026-03-11T17:00"), hours: 40, more: ProjectXML.link(1, type: 3, lag: 14_400))
    // Finish to finish with two days.
    project.task(
      "Third", ("2026-03-10T08:00", "2026-03-10T17:00"), hours: 8, more: ProjectXML.link(1, type: 0, lag: 9_600))
    // Start to finish: it ends before the other does, which no length can say.
    project.task("Fourth", ("2026-02-26T08:00", "2026-02-27T17:00"), hours: 16, more: ProjectXML.link(1, type: 2))
    project.task(
      "Fifth", ("2026-03-23T08:00", "2026-03-23T17:00"), hours: 8, more: ProjectXML.link(1, lag: 200, format: 19))
    let outcome = await project.imported { $0.selection = .tasks }
    #expect(outcome.lines("second.md").suffix(2) == ["  first: 3wd", "---"])
    #expect(outcome.lines("third.md").suffix(2) == ["  first: 2wd", "---"])
    #expect(outcome.lines("fourth.md").contains("forecast: 2026-02-27"))
    #expect(outcome.notes.contains { $0.what == "the link from “First” to “Fourth”" })
    // Two hundred percent of a week are ten days, and one day of its own.
    #expect(outcome.lines("fifth.md").suffix(2) == ["  first: 11wd", "---"])
  }

  @Test("Elapsed lags count all days")
  func elapsed() async {
    var project = ProjectXML()
    project.task("First", ("2026-03-06T17:00", "2026-03-06T17:00"), hours: 0)
    project.task(
      "Second", ("2026-03-09T17:00", "2026-03-09T17:00"), hours: 0, more: ProjectXML.link(1, lag: 43_200, format: 8))
    let outcome = await project.imported()
    #expect(outcome.lines("second.md").suffix(2) == ["  first: 3d", "---"])
  }

  @Test("A calendar becomes the program’s workweek and holidays, and lengths count on it")
  func calendar() async {
    var project = usual
    project.head += "<CalendarUID>7</CalendarUID>"
    let free = [1, 7].map { "<WeekDay><DayType>\($0)</DayType><DayWorking>0</DayWorking></WeekDay>" }.joined()
    let friday = "<WeekDay><DayType>6</DayType><DayWorking>0</DayWorking></WeekDay>"
    // As Project 2003 writes exceptions, and as later versions do.
    let old = """
      <WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2026-03-04T00:00:00</FromDate>\
      <ToDate>2026-03-05T23:59:00</ToDate></TimePeriod></WeekDay>
      """
    let new = """
      <Exceptions><Exception><EnteredByOccurrences>1</EnteredByOccurrences><TimePeriod><FromDate>2026-05-04T00:00:00\
      </FromDate><ToDate>2028-05-05T23:59:00</ToDate></TimePeriod><Occurrences>3</Occurrences><Name>May &amp; rest</Name>\
      <Type>2</Type><Month>4</Month><MonthDay>4</MonthDay><DayWorking>0</DayWorking></Exception></Exceptions>
      """
    project.calendars =
      "<Calendar><UID>7</UID><Name>Four days</Name><WeekDays>\(free)\(friday)\(old)</WeekDays>\(new)</Calendar>"
    project.tasks[3] = project.tasks[3].replacing("2026-03-13T17:00", with: "2026-03-19T17:00")
    project.tasks[2] = project.tasks[2].replacing("2026-03-13T17:00", with: "2026-03-19T17:00")
    let outcome = await project.imported()
    #expect(
      outcome.lines("program.md").dropFirst(3) == [
        "workweek: [mon, tue, wed, thu]", "holidays:", "  2026-03-04..2026-03-05: Day off", "  2026-05-04: May & rest",
        "  2027-05-04: May & rest", "  2028-05-04: May & rest", "---",
      ])
    #expect(outcome.lines("a0-tape-out.md").suffix(2) == ["  kickoff: 9wd", "---"])
    #expect(outcome.comparison.differences.isEmpty)
  }

  @Test("Constraints, deadlines, baselines, actuals, owners and notes come over")
  func fields() async {
    var project = ProjectXML()
    project.task(
      "Done", ("2026-03-02T08:00", "2026-03-02T08:00"), hours: 0,
      more: "<ActualStart>2026-03-02T08:00:00</ActualStart><ActualFinish>2026-03-02T08:00:00</ActualFinish>")
    project.task(
      "Slot", ("2026-04-06T08:00", "2026-04-06T08:00"), hours: 0,
      more: """
        <ConstraintType>4</ConstraintType><ConstraintDate>2026-04-06T08:00:00</ConstraintDate>\
        <Deadline>2026-05-01T17:00:00</Deadline><Notes># Not a heading\n- [ ] no &lt;b&gt;item&lt;/b&gt;</Notes>\
        \(ProjectXML.link(1))<Baseline><Number>0</Number><Finish>2026-03-30T17:00:00</Finish></Baseline>\
        <Baseline><Number>1</Number><Finish>2026-03-31T17:00:00</Finish></Baseline>
        """)
    project.task(
      "Fixed", ("2026-06-01T08:00", "2026-06-01T08:00"), hours: 0,
      more: "<ConstraintType>2</ConstraintType><ConstraintDate>2026-06-01T08:00:00</ConstraintDate>")
    project.task(
      "By June", ("2026-03-02T08:00", "2026-03-02T08:00"), hours: 0,
      more: "<ConstraintType>7</ConstraintType><ConstraintDate>2026-06-05T17:00:00</ConstraintDate>")
    project.task("By hand", ("2026-03-03T08:00", "2026-03-03T08:00"), hours: 0, more: "<Manual>1</Manual>")
    project.task("Gone", ("2026-03-03T08:00", "2026-03-03T08:00"), hours: 0, more: "<Active>0</Active>")
    project.tail = """
      <Resources><Resource><UID>1</UID><Name>Alice</Name></Resource><Resource><UID>2</UID><Name>Bob</Name></Resource>\
      </Resources><Assignments><Assignment><TaskUID>2</TaskUID><ResourceUID>2</ResourceUID></Assignment>\
      <Assignment><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID></Assignment></Assignments>
      """
    let outcome = await project.imported()
    #expect(outcome.lines("done.md").contains("actual: 2026-03-02"))
    #expect(
      outcome.lines("slot.md") == [
        "---", "title: Slot", "kind: review", "owner: Bob", "baseline: 2026-03-30", "not_before: 2026-04-06",
        "need_by: 2026-05-01", "after:", "  done: 0d", "---", "\\# Not a heading  ",
        "\\- \\[ \\] no \\<b\\>item\\</b\\>", "Resources: Bob, Alice",
      ])
    #expect(outcome.lines("fixed.md").contains("forecast: 2026-06-01"))
    #expect(outcome.lines("by-june.md").contains("need_by: 2026-06-05"))
    #expect(outcome.lines("by-hand.md").contains("forecast: 2026-03-03"))
    #expect(outcome.lines("gone.md").contains("status: dropped"))
    #expect(outcome.notes.contains { $0.what == "baseline 1 of a task" })
    #expect(outcome.comparison.differences.isEmpty)
  }

  @Test("A date that its links lead beyond is said to differ, with the reason")
  func differences() async {
    var project = usual
    project.tasks[3] = project.tasks[3].replacing("2026-03-13T17:00", with: "2026-03-10T17:00")
    let outcome = await project.imported()
    let difference = outcome.comparison.differences.first
    #expect(difference?.id.description == "chip-a/a0-tape-out")
    #expect(difference?.expected == Day(unchecked: 2026, 3, 13))
    #expect(difference?.reason == "its link from chip-a/kickoff leads beyond the date in the file")
  }

  @Test("Ids are readable and unique, also where names are equal, foreign or reserved")
  func ids() async {
    var project = ProjectXML()
    for name in ["Review", "Review", "review 2", "流片", "Prüfung &amp; Gate", "CON", "2026-01-01", ""] {
      project.task(name, ("2026-03-02T08:00", "2026-03-02T08:00"), hours: 0)
    }
    let outcome = await project.imported { $0.chip = "c" }
    let ids = outcome.files.map(\.path).filter { $0.utf8.starts(with: "Content/chips/c/milestones/".utf8) }
      .map { String(decoding: $0.utf8.dropFirst(27).dropLast(3), as: UTF8.self) }
    #expect(
      ids == [
        "review", "review-2", "review-2-2", "milestone-4", "pruefung-gate", "milestone-con", "milestone-2026-01-01",
        "milestone-8",
      ])
  }

  @Test("Into a plan that is there, only what is new is written, and its ids keep out of the way")
  func existing() async {
    let outcome = await usual.imported {
      $0.existing = [
        SourceFile(path: "Content/program.md", text: "---\ntitle: P\nlaunch: TBD\nworkweek: sun-thu\n---\n"),
        SourceFile(path: "Content/chips/chip-a/chip.md", text: "---\ntitle: A\nkind: custom\n---\n"),
        SourceFile(
          path: "Content/chips/chip-a/milestones/kickoff.md", text: "---\ntitle: K\nkind: kickoff\nforecast: TBD\n---\n"
        ),
      ]
      $0.chips = ["chip-a": ["kickoff"]]
      $0.chip = "chip-a"
    }
    #expect(
      outcome.files.map(\.path) == [
        "Content/chips/chip-a/milestones/kickoff-2.md", "Content/chips/chip-a/milestones/a0-tape-out.md",
      ])
    // Another week: lengths count all days.
    #expect(outcome.lines("a0-tape-out.md").contains("  kickoff-2: 11d"))
  }
}

extension String {
  func replacing(_ text: String, with other: String) -> String {
    let bytes = Array(utf8)
    var result: [UInt8] = []
    var rest = bytes[...]
    while let range = rest.firstRange(of: Array(text.utf8)) {
      result += rest[..<range.lowerBound] + Array(other.utf8)
      rest = rest[range.upperBound...]
    }
    return String(decoding: result + rest, as: UTF8.self)
  }
}
