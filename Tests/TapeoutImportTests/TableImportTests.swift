import TapeoutEditing
import TapeoutModel
import Testing

@testable import TapeoutImport

@Suite("Tables of trackers and spreadsheets come over")
struct TableImportTests {
  private func imported(_ text: String, _ change: (inout ImportOptions) -> Void = { _ in }) async -> ImportOutcome {
    await ProjectXML.imported(text, change)
  }

  @Test("Columns are found by their names, the separator by the lines", arguments: [",", ";", "\t", "|"])
  func columns(separator: String) async {
    let rows = [
      ["My plan", "", "", "", "", ""],
      ["Issue key", "Summary", "Due date", "Assignee", "Predecessors", "Story points"],
      ["AB-1", "RTL freeze", "2026-04-01", "Ann", "", "3"],
      ["AB-2", "Tape-out", "2026-05-01", "Bob", "AB-1", ""],
    ]
    let text = rows.map { $0.joined(separator: separator) }.joined(separator: "\r\n")
    let outcome = await imported(text) { $0.chip = "c" }
    #expect(outcome.summary.isEmpty)
    #expect(
      outcome.lines("rtl-freeze.md") == [
        "---", "title: RTL freeze", "kind: rtl-freeze", "owner: Ann", "baseline: TBD", "forecast: 2026-04-01", "---",
      ])
    #expect(
      outcome.lines("tape-out.md").suffix(4) == ["forecast: 2026-05-01", "after:", "  rtl-freeze: 0d", "---"])
    #expect(outcome.notes.map(\.what) == ["the column “Story points”"])
    #expect(outcome.comparison.differences.isEmpty)
  }

  @Test("Quoted cells hold separators, line ends and quotation marks; other encodings are read")
  func cells() async {
    let outcome = await imported("title,due,notes\n\"Pr\u{FC}fung, \"\"A\"\"\",2026-04-01,\"one\ntwo\"\n") {
      $0.chip = "c"
    }
    #expect(outcome.lines("pruefung-a.md").suffix(2) == ["one  ", "two"])
    let latin = Array("title;due\nPr".utf8) + [0xFC] + Array("fung;2026-04-01\n".utf8)
    let windows = await Importer.run(path: "plan.csv", bytes: latin, ImportOptions(today: Day(unchecked: 2026, 3, 2)))
    #expect(windows.file("milestones/pruefung.md") != "")
    #expect(windows.notes.map(\.what) == ["the encoding, which is not UTF-8"])
    let wide: [UInt8] =
      [0xFF, 0xFE] + "title\tdue\nOne\t2026-04-01\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let utf16 = await Importer.run(path: "plan.csv", bytes: wide, ImportOptions(today: Day(unchecked: 2026, 3, 2)))
    #expect(utf16.milestones == 1)
  }

  @Test("An order of dates that the cells do not show is asked for, at the first such cell")
  func dates() async {
    let unclear = "title,due\nOne,03/04/2026\nTwo,05/06/2026\n"
    #expect(
      await imported(unclear).summary == [
        "import-date 2 03/04/2026 can be read with the day first or with the month first.",
        "import-date 3 05/06/2026 can be read with the day first or with the month first.",
      ])
    let told = await imported(unclear) { $0.dates = .dayMonthYear }
    #expect(told.lines("one.md").contains("forecast: 2026-04-03"))
    let shown = await imported("title,due\nOne,03/04/2026\nTwo,25/06/2026\n")
    #expect(shown.lines("one.md").contains("forecast: 2026-04-03"))
    let american = await imported("title,due\nOne,03/04/2026\nTwo,06/25/26\n")
    #expect(american.lines("one.md").contains("forecast: 2026-03-04"))
    let named = await imported("title,due\nOne,14/Mar/26 5:04 PM\nTwo,\"Apr 2, 2026\"\nThree,2026-Q3\n")
    #expect(named.lines("one.md").contains("forecast: 2026-03-14"))
    #expect(named.lines("two.md").contains("forecast: 2026-04-02"))
    #expect(named.lines("three.md").contains("forecast: 2026-Q3"))
    #expect(
      await imported("title,due\nOne,2026-05-14T16:00:00Z\n").summary
        == ["import-date 2 2026-05-14T16:00:00Z is an instant, whose day depends on the time zone."])
    #expect(await imported("title,due\nOne,46083\n").summary == ["import-date 2 “46083” is no date."])
    #expect(await imported("title,due\nOne,25/06/2026\nTwo,06/25/2026\n").summary.count == 2)
  }

  @Test("Without a column for titles a draft of the map is given, and a map says where they are")
  func map() async {
    let text = "Was,Wann,Wer\nTape-out,2026-04-01,Ann\n"
    let refused = await imported(text)
    #expect(refused.summary == ["import-columns 1 No column is known to hold the titles of milestones."])
    #expect(refused.mapDraft?.utf8.contains(UInt8(ascii: "#")) == true)
    let outcome = await imported(text) { $0.map = "# mine\ntitle: Was\nfinish: Wann\nowner: wer\n" }
    #expect(outcome.lines("tape-out.md").contains("forecast: 2026-04-01"))
    #expect(outcome.lines("tape-out.md").contains("owner: Ann"))
    #expect(
      await imported(text) { $0.map = "title: Wo\n" }.summary == [
        "import-columns 1 There is no column “Wo”, which the map names."
      ])
  }

  @Test("Predecessors as project tools write them")
  func predecessors() async {
    let outcome = await imported(
      "Task Name,Start,Finish,Predecessors\nOne,2026-03-02,2026-03-06,\nTwo,2026-03-09,2026-03-13,1FS\nThree,2026-03-16,2026-03-18,\"1, 2FS+3d\"\n"
    ) {
      $0.chip = "c"
    }
    #expect(outcome.summary.isEmpty)
    #expect(outcome.lines("two.md").contains("  one: 5wd"))
    #expect(
      await imported("title,due,after\nOne,2026-03-02,Nobody\n").summary == [
        "import-link 2 “One” waits for “Nobody”, which is no row of the table."
      ])
    #expect(
      await imported("title,due\n\"One,2026-03-02\n").summary == [
        "import-table 2 A quotation mark begins a cell here and is never closed."
      ])
  }

  @Test("Our own table is read back to the same files")
  func own() async {
    let header =
      "id,chip,chip_title,title,kind,phase,gate,from,to,owner,baseline,forecast,expected,actual,after,after_durations,tags,reason,not_before,status,passed_date"
    let text = """
      \(header)\r
      c/start,c,Chip C,Start,kickoff,concept,false,acme,broadcom,Ann,2026-W01,,2026-02-05,2026-02-05,,,,,,,\r
      c/end,c,Chip C,'=End,thermal-review,physical,true,,,,TBD,2026-Q3,2026-09-30,,c/start,2w..3w..5w,a; b,Why,2026-04-01,blocked,\r

      """
    let outcome = await imported(text)
    #expect(outcome.summary.isEmpty)
    #expect(
      outcome.lines("milestones/end.md") == [
        "---", "title: =End", "kind: thermal-review", "baseline: TBD", "forecast: 2026-Q3", "not_before: 2026-04-01",
        "status: blocked", "reason: Why", "after:", "  start: 2w..3w..5w", "tags: [a, b]", "---",
      ])
    #expect(
      outcome.lines("program.md").suffix(3) == [
        "kinds:", "  thermal-review: {title: thermal review, phase: physical, gate: true}", "---",
      ])
    #expect(outcome.lines("partners/broadcom.md").contains("role: design-partner"))
    #expect(outcome.lines("chip.md").contains("design_partner: broadcom"))
    #expect(outcome.comparison.differences.isEmpty)
  }
}
