import TapeoutEditing
import TapeoutModel
import Testing

@testable import TapeoutImport

@Suite("Primavera’s export files come over")
struct PrimaveraImportTests {
  /// A calendar without Fridays, and with one free Tuesday: 2026-03-03.
  private static let calendar: String = {
    let day = "((0||0(s|08:00|f|16:00)()))"
    let days = (1...7).map { "(0||\($0)()\((2...5).contains($0) ? day : "()"))" }.joined()
    return "(0||CalendarData()((0||DaysOfWeek()(\(days)))(0||Exceptions()((0||0(d|46084)())))))"
  }()

  private func file(tasks: [String], links: [String] = [], end: String = "%E") -> String {
    let lines =
      [
        "ERMHDR\t20.12\t2026-03-02", "%T\tPROJECT",
        "%F\tproj_id\tproj_short_name\tplan_start_date\tlast_recalc_date\tclndr_id",
        "%R\t1\tP1\t2026-03-02 08:00\t2026-03-02 08:00\t5", "%T\tCALENDAR", "%F\tclndr_id\tclndr_name\tclndr_data",
        "%R\t5\tFour days\t\(PrimaveraImportTests.calendar)", "%T\tPROJWBS",
        "%F\twbs_id\tparent_wbs_id\twbs_name\tproj_node_flag", "%R\t10\t\tProgram\tY", "%R\t11\t10\tChip A\tN",
        "%T\tTASK",
        "%F\ttask_id\twbs_id\ttask_code\ttask_name\ttask_type\ttarget_drtn_hr_cnt\tearly_start_date\tearly_end_date\tact_start_date\tact_end_date\tcstr_type\tcstr_date",
      ] + tasks + ["%T\tTASKPRED", "%F\ttask_id\tpred_task_id\tproj_id\tpred_proj_id\tpred_type\tlag_hr_cnt"] + links
    return (lines + [end]).joined(separator: "\r\n") + "\r\n"
  }

  @Test("Milestones, links with lags, calendars and the work breakdown")
  func usual() async {
    let text = file(
      tasks: [
        "%R\t1\t11\tA10\tKickoff\tTT_Mile\t0\t2026-03-02 08:00\t\t\t\t\t",
        "%R\t2\t11\tA20\tDesign\tTT_Task\t32\t2026-03-02 08:00\t2026-03-09 16:00\t\t\t\t",
        "%R\t3\t11\tA30\tTape-out\tTT_FinMile\t0\t\t2026-03-11 16:00\t\t\tCS_MEOB\t2026-04-01 16:00",
      ],
      links: ["%R\t2\t1\t1\t1\tPR_FS\t0", "%R\t3\t2\t1\t1\tPR_FS\t16"])
    let outcome = await ProjectXML.imported(text)
    #expect(outcome.summary.isEmpty)
    #expect(
      outcome.lines("program.md") == [
        "---", "title: Program", "launch: TBD", "workweek: [mon, tue, wed, thu]", "holidays:", "  2026-03-03: Day off",
        "---",
      ])
    #expect(
      outcome.lines("chip-a/milestones/tape-out.md") == [
        "---", "title: Tape-out", "kind: tape-out", "baseline: TBD", "need_by: 2026-04-01", "after:", "  kickoff: 5wd",
        "---",
      ])
    #expect(outcome.comparison.differences.isEmpty)
  }

  @Test("A file that is cut off, links to nothing and numbers that stand twice are refused")
  func bad() async {
    let task = "%R\t1\t11\tA10\tKickoff\tTT_Mile\t0\t2026-03-02 08:00\t\t\t\t\t"
    #expect(
      await ProjectXML.imported(file(tasks: [task], end: "%R\t")).summary.first
        == "import-file 17 The file is cut off: its last line, %E, is missing.")
    #expect(
      await ProjectXML.imported(file(tasks: [task], links: ["%R\t1\t9\t1\t1\tPR_FS\t0"])).summary
        == ["import-link 17 A link leads from task 9 to task 1, of which one is not in the file."])
    #expect(
      await ProjectXML.imported(file(tasks: [task, task])).summary == ["import-number 15 Two tasks have the number 1."])
    #expect(
      await ProjectXML.imported(file(tasks: ["%R\t1\t11\tA10\tKickoff\tTT_Mile\t0\t0001-01-01 08:00\t\t\t\t\t"]))
        .summary.count
        == 1)
  }
}
