import TapeoutEditing
import TapeoutModel
import Testing

@testable import TapeoutImport

@Suite("Gantt diagrams of Mermaid come over")
struct MermaidImportTests {
  private func imported(_ text: String, _ change: (inout ImportOptions) -> Void = { _ in }) async -> ImportOutcome {
    var options = ImportOptions(today: Day(unchecked: 2026, 6, 1))
    change(&options)
    return await Importer.run(path: "plan.mmd", bytes: Array(text.utf8), options)
  }

  private func refusals(_ lines: String) async -> [String] {
    let outcome = await imported("gantt\n" + lines)
    #expect(outcome.files.isEmpty)
    return outcome.summary
  }

  @Test("Sections are chips, bars end on their last day, and what follows waits for them")
  func usual() async {
    let outcome = await imported(
      """
      %%{init: {"theme": "dark"}}%%
      gantt
        title Program
        dateFormat YYYY-MM-DD
        axisFormat %Y-%m
        %% a comment
        section Falcon
        Kickoff        :milestone, done, k, 2026-01-05, 0d
        RTL            :done, crit, rtl, after k, 30d
        Verification   :active, ver, 2026-02-04, 2026-07-01
        Tape-out       :milestone, to, after rtl ver, 0d
        section Hawk
        Samples        :s, after to, 2w
        Next           : 10d
      """)
    #expect(outcome.errors.isEmpty, "\(outcome.summary)")
    #expect(outcome.file("program.md").utf8.starts(with: "---\ntitle: Program\n".utf8))
    #expect(outcome.lines("falcon/milestones/kickoff.md").contains("actual: 2026-01-05"))
    #expect(
      outcome.lines("falcon/milestones/rtl.md").suffix(4) == ["actual: 2026-02-03", "after:", "  kickoff: 29d", "---"])
    #expect(outcome.lines("falcon/milestones/verification.md").contains("forecast: 2026-06-30"))
    #expect(
      outcome.lines("falcon/milestones/tape-out.md").suffix(4)
        == [
          "after:", "  rtl: 147d", "  verification: 0d", "---",
        ].map { $0 == "  rtl: 147d" ? "  rtl: 0d" : $0 })
    #expect(outcome.lines("hawk/milestones/samples.md").suffix(3) == ["after:", "  falcon/tape-out: 14d", "---"])
    #expect(outcome.lines("hawk/milestones/next.md").suffix(3) == ["after:", "  samples: 10d", "---"])
    #expect(outcome.comparison.differences.isEmpty)
    #expect(outcome.notes.map(\.what) == ["a comment", "“crit”", "“active”"])
  }

  @Test("Excluded days make tasks longer, and lengths count working days")
  func excludes() async {
    let outcome = await imported(
      """
      gantt
        dateFormat DD-MM-YYYY
        excludes weekends, 06-07-2026
        Start :a, 02-07-2026, 1d
        Work :b, after a, 3d
        Rest :c, after b, 1d
      """)
    #expect(outcome.errors.isEmpty, "\(outcome.summary)")
    // Thursday; Friday, Tuesday and Wednesday; Thursday.
    #expect(outcome.lines("start.md").contains("forecast: 2026-07-02"))
    #expect(outcome.lines("work.md").contains("  start: 3wd"))
    #expect(outcome.lines("rest.md").contains("  work: 1wd"))
    #expect(outcome.lines("program.md").contains("  2026-07-06: Day off"))
    #expect(outcome.comparison.differences.isEmpty, "\(outcome.comparison.differences)")
  }

  @Test("Sections named after phases are parts of one chip")
  func phases() async {
    let outcome = await imported(
      "gantt\ntitle Falcon\nsection Design\nRTL :a, 2026-07-01, 5d\nsection Verification\nTests :b, after a, 5d\n")
    #expect(outcome.chips == 1)
    #expect(outcome.lines("chips/falcon/milestones/tests.md").contains("tags: [Verification]"))
    let given = await imported("gantt\nsection Hawk\nRTL :a, 2026-07-01, 5d\n") { $0.chip = "c" }
    #expect(given.lines("chips/c/milestones/rtl.md").contains("tags: [Hawk]"))
  }

  @Test(
    "Dates are read as the diagram writes them",
    arguments: [
      ("YYYY-MM-DD", "2026-07-03"), ("DD/MM/YYYY", "03/07/2026"), ("MM-DD-YY", "07-03-26"), ("D.M.YYYY", "3.7.2026"),
      ("MMM D YYYY", "Jul 3 2026"), ("Do MMMM YYYY", "3rd July 2026"), ("YYYY-MM-DD HH:mm", "2026-07-03 10:30"),
      ("YYYY-MM-DD[T]HH:mm:ss.SSS", "2026-07-03T10:30:00.000"), ("DD-MM-YYYY hh:mm a", "03-07-2026 01:30 pm"),
      ("DD/MM/YYYY", "2026-07-03"),
    ])
  func dates(format: String, date: String) async {
    let outcome = await imported("gantt\ndateFormat \(format)\nOne :milestone, a, \(date), 0d\n")
    #expect(outcome.errors.isEmpty, "\(outcome.summary)")
    #expect(outcome.lines("one.md").contains("forecast: 2026-07-03"))
  }

  @Test("Lengths in all units, until, inclusive ends and forward references")
  func lengths() async {
    let outcome = await imported(
      """
      gantt
      dateFormat YYYY-MM-DD HH:mm
      Late :z, after a, 1M
      A :a, 2026-07-31 00:00, 1M
      B :b, 2026-07-01 09:00, 4h
      C :c, after b, 90m
      D :d, 2026-07-01 00:00, until gate
      Gate :milestone, gate, 2026-07-10 00:00, 0d
      E :milestone, 2026-07-20 00:00
      F :1.5d
      """)
    #expect(outcome.errors.isEmpty, "\(outcome.summary)")
    #expect(outcome.lines("milestones/a.md").contains("forecast: 2026-08-30"))
    #expect(outcome.lines("late.md").contains("  a: 30d"))
    #expect(outcome.lines("milestones/c.md").contains("  b: 0d"))
    #expect(outcome.lines("milestones/d.md").contains("forecast: 2026-07-09"))
    #expect(outcome.lines("milestones/e.md").contains("forecast: 2026-07-20"))
    #expect(outcome.lines("milestones/f.md").contains("  e: 1d"))
    #expect(outcome.comparison.differences.isEmpty, "\(outcome.comparison.differences)")
    let inclusive = await imported("gantt\ninclusiveEndDates\nA :a, 2026-07-01, 2026-07-05\n")
    #expect(inclusive.lines("milestones/a.md").contains("forecast: 2026-07-05"))
  }

  @Test("A diagram in a page of Markdown is found, with its places in the page")
  func fenced() async {
    let text =
      "# Plan\n\nWords.\n\n```mermaid\ngantt\n  A :a, 2026-07-01, 5d\n  B :b, after x, 5d\n```\n\n- [ ] not this\n"
    #expect(
      await imported(text).summary == [
        "import-link 8 “B” waits for “x”, which no task of the diagram has for its id."
      ])
    let whole = await imported(text.replacing("after x", with: "after a"))
    #expect(whole.milestones == 2)
    #expect(whole.notes.map(\.what) == ["what stands around the diagram"])
  }

  @Test("Bad lines are refused with their places")
  func bad() async {
    #expect(await refusals("A :a, 2026-07-01, 5d\nB :a, after a, 5d\n") == ["import-number 3 Two tasks have the id a."])
    #expect(
      await refusals("A :a, after b, 5d\nB :b, after a, 5d\n") == [
        "import-cycle 2 Tasks wait for each other: “A” before “B” before “A”."
      ])
    #expect(await refusals("A :a, 0001-01-01, 5d\n").first?.utf8.starts(with: "import-date 2".utf8) == true)
    #expect(
      await refusals("A :a, 9999-12-31, 5d\n") == [
        "import-date 2 9999-12-31 lies outside of the years 1900 to 2199."
      ])
    #expect(await refusals("A :a, 2026-07-05, 2026-07-01\n") == ["import-date 2 “A” ends before it begins."])
    #expect(await refusals("A :a, 2026-07-05, -5d\n").first?.utf8.starts(with: "import-date 2 “-5d” is".utf8) == true)
    #expect(await refusals("A :a, 2026-07-05, 9000d\n").first?.utf8.starts(with: "import-duration 2".utf8) == true)
    #expect(await refusals("no task\n").first?.utf8.starts(with: "import-diagram 2".utf8) == true)
    #expect(await refusals("A :done\n").first?.utf8.starts(with: "import-diagram 2".utf8) == true)
    #expect(await refusals("A :5d\n").first?.utf8.starts(with: "import-date 2".utf8) == true)
    #expect(await refusals("dateFormat X\nA :a, 1, 5d\n").first?.utf8.starts(with: "import-date 2".utf8) == true)
    #expect(
      await refusals("excludes monday tuesday wednesday thursday friday weekends\nA :a, 2026-07-05, 5d\n").count == 1)
    #expect(await refusals("") == ["import-empty 1 The file holds no tasks."])
  }

  @Test("Entities of Mermaid are what they stand for")
  func entities() async {
    let outcome = await imported("gantt\na#58; b#59; c #35; #quot;d#quot; :a, 2026-07-01, 5d\n")
    #expect(outcome.lines("milestones/a-b-c-d.md").contains(#"title: "a: b; c # \"d\"""#))
  }
}
