import TapeoutDisk
import TapeoutHistory
import TapeoutModel
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@Suite("Which plan a report shows")
struct ReportPlanTests {
  private static let program = "---\ntitle: Program\nlaunch: 2026\n---\n"

  private func plan(_ forecast: String, _ more: String = "") -> [String: String] {
    [Story.tapeOut: Story.milestone("baseline: 2026-09-01", "forecast: \(forecast)", "reason: Why \(forecast)\(more)")]
  }

  private func begun(_ forecast: String, on time: String, _ reports: String...) throws -> GitFixture {
    let fixture = try GitFixture()
    var files = Story.frame.merging(plan(forecast)) { $1 }
    files["program.md"] = Self.program
    for day in reports { files.merge(Story.reports(day)) { $1 } }
    try fixture.commit(time, files)
    return fixture
  }

  private func analysis(_ fixture: GitFixture, statusDate: Day? = nil) async throws -> Analysis {
    let options = Analysis.Options(
      today: Day(unchecked: 2026, 6, 1), statusDate: statusDate,
      history: HistoryReader.Options(variables: GitFixture.variables, cacheFolder: nil))
    return try await Analysis(of: Project(root: fixture.projectPath), options)
  }

  /// `2026-05-08: 2026-09-01 to 2026-09-29` for each entry of the log, the newest first.
  private func moves(_ analysis: Analysis) -> [String] {
    let log = ChangeLog(analysis.plan, analysis.schedule, analysis.history ?? PlanHistory())
    return log.entries.map { entry in
      let moves = entry.changes.filter { $0.subject.milestone?.milestone == "tape-out" && $0.kind == .moved }
      let words = moves.map { "\($0.old.map { "\($0)" } ?? "-") to \($0.new.map { "\($0)" } ?? "-")" }
      let kind = entry.isUnknown ? " unknown" : entry.isReconstructed ? " reconstructed" : ""
      return "\(entry.report.map { "report \($0.number)" } ?? "since")\(kind): \(words.joined())"
    }
  }

  @Test(
    "The commit that brings a report brings its plan, wherever and whenever it was written",
    arguments: [
      ["2026-05-01T12:00:00Z", "2026-05-08T12:00:00Z", "2026-05-15T12:00:00Z"],
      ["2026-05-01T17:30:00 -0800", "2026-05-08T17:30:00 -0800", "2026-05-15T17:30:00 -0800"],
      ["2026-05-02T08:00:00Z", "2026-05-11T08:00:00Z", "2026-05-18T08:00:00Z"],
      ["2026-04-30T23:00:00 +0900", "2026-05-07T02:00:00Z", "2026-05-14T23:59:59Z"],
      // Committed only after the day of the next report, and still before that report.
      ["2026-05-09T08:00:00Z", "2026-05-15T09:00:00Z", "2026-05-15T10:00:00Z"],
    ])
  func committed(_ times: [String]) async throws {
    let fixture = try begun("2026-09-01", on: times[0], "2026-05-01")
    try fixture.commit(times[1], plan("2026-09-29").merging(Story.reports("2026-05-08")) { $1 })
    try fixture.commit(times[2], plan("2026-10-13").merging(Story.reports("2026-05-15")) { $1 })
    let analysis = try await analysis(fixture)
    #expect(
      moves(analysis) == ["report 3: 2026-09-29 to 2026-10-13", "report 2: 2026-09-01 to 2026-09-29", "report 1: "])
    #expect(analysis.history?.gap == nil && analysis.history?.unknownReports == [])
  }

  @Test("An edit after the report that changes nothing worth telling makes no entry of its own; a move does")
  func editedAfterwards() async throws {
    let fixture = try begun("2026-09-01", on: "2026-05-01", "2026-05-01")
    try fixture.commit("2026-05-02", plan("2026-09-01", "\ngate: true"))
    #expect(moves(try await analysis(fixture)) == ["report 1: "])
    try fixture.commit("2026-05-03", plan("2026-09-08", "\ngate: true"))
    #expect(moves(try await analysis(fixture)) == ["since: 2026-09-01 to 2026-09-08", "report 1: "])
  }

  @Test("A report that came after the next one has the plan of its day's end")
  func addedLater() async throws {
    let fixture = try begun("2026-09-01", on: "2026-05-01", "2026-05-01")
    try fixture.commit("2026-05-07", plan("2026-09-29"))
    try fixture.commit("2026-05-15", plan("2026-10-13").merging(Story.reports("2026-05-15")) { $1 })
    try fixture.commit("2026-05-20", Story.reports("2026-05-08"))
    #expect(
      moves(try await analysis(fixture)) == [
        "report 3: 2026-09-29 to 2026-10-13", "report 2: 2026-09-01 to 2026-09-29", "report 1: ",
      ])
  }

  @Test("Of reports that came in one commit only the newest has a known plan, but where commits tell of their days")
  func together() async throws {
    let fixture = try begun("2026-09-01", on: "2026-05-01", "2026-05-01")
    try fixture.commit("2026-05-14", plan("2026-09-29"))
    try fixture.commit(
      "2026-05-23", plan("2026-10-13").merging(Story.reports("2026-05-08", "2026-05-15", "2026-05-22")) { $1 })
    let analysis = try await analysis(fixture)
    #expect(
      moves(analysis) == [
        "report 4: 2026-09-29 to 2026-10-13", "report 3: 2026-09-01 to 2026-09-29", "report 2 unknown: ", "report 1: ",
      ])
    #expect(analysis.history?.unknownReports.map(\.description) == ["2026-05-08"])
    #expect(
      analysis.findings.filter { $0.rule == "history-unavailable" }.map(\.headline) == [
        "What the plan was on 2026-05-08 is unknown: that report was committed together with a newer one"
      ])
  }

  @Test("Reports older than the repository have no plan, and history says from when on it is known")
  func olderThanRepository() async throws {
    let fixture = try begun("2026-10-13", on: "2026-05-16", "2026-05-01", "2026-05-08", "2026-05-15")
    let analysis = try await analysis(fixture)
    #expect(
      moves(analysis) == ["report 3 reconstructed: ", "report 2 reconstructed: ", "report 1 reconstructed: "])
    #expect(analysis.history?.gap?.knownFrom == Day(unchecked: 2026, 5, 15))
    #expect(
      analysis.findings.contains { $0.rule == "history-unavailable" && $0.headline.contains("before 2026-05-15") })
    #expect(analysis.history?.gap?.advice.contains("history:") == true)
  }

  @Test("A report that is not committed has the plan of the disk, also where the status date is later")
  func uncommitted() async throws {
    let fixture = try begun("2026-09-01", on: "2026-05-01", "2026-05-01")
    try fixture.commit("2026-05-06", plan("2026-09-29"))
    try fixture.write(plan("2026-10-13").merging(Story.reports("2026-05-08")) { $1 })
    #expect(moves(try await analysis(fixture)) == ["report 2: 2026-09-01 to 2026-10-13", "report 1: "])
    let later = try await analysis(fixture, statusDate: Day(unchecked: 2026, 5, 20))
    #expect(moves(later) == ["since: ", "report 2: 2026-09-01 to 2026-10-13", "report 1: "])
  }

  @Test("A report whose date was corrected keeps the plan that it came with")
  func renamedReport() async throws {
    let fixture = try begun("2026-09-01", on: "2026-05-01", "2026-05-01")
    try fixture.commit("2026-05-07", plan("2026-09-29").merging(Story.reports("2026-05-07")) { $1 })
    try fixture.commit("2026-05-12", plan("2026-10-13"))
    try fixture.shell("git mv Content/reports/2026-05-07.md Content/reports/2026-05-08.md")
    try fixture.commit("2026-05-13")
    #expect(
      moves(try await analysis(fixture)) == [
        "since: 2026-09-29 to 2026-10-13", "report 2: 2026-09-01 to 2026-09-29", "report 1: ",
      ])
  }

  @Test("What happened after the report is a date in its plan, and done after it")
  func laterActual() async throws {
    let fixture = try begun("2026-05-07", on: "2026-05-01", "2026-05-01")
    try fixture.commit(
      "2026-05-10", plan("2026-05-07", "\nactual: 2026-05-09").merging(Story.reports("2026-05-08")) { $1 })
    let analysis = try await analysis(fixture)
    let then = analysis.history?.snapshots.last?.milestones.first { $0.id.milestone == "tape-out" }
    #expect(then?.isDone == false && then?.date?.description == "2026-05-09")
    let found = analysis.findings.filter { $0.rule == "recorded-after-status-date" || $0.rule == "actual-in-future" }
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.headline.contains("recorded after report 2") == true)
    #expect(found.first?.advice?.contains("--status-date") == true)
  }

  @Test(
    "What is recorded after the status date is believed up to the day of its commit",
    arguments: [("2026-05-12", true), ("2026-05-13", false)])
  func recordedLater(_ actual: String, _ isBelieved: Bool) async throws {
    let fixture = try begun("2026-05-20", on: "2026-05-08", "2026-05-08")
    // The writer is ahead of UTC: it is the twelfth there.
    try fixture.commit("2026-05-12T02:00:00 +0900", plan("2026-05-20", "\nactual: \(actual)"))
    let rules = try await analysis(fixture).findings.map(\.rule)
    #expect(rules.contains("recorded-after-status-date") == isBelieved)
    #expect(rules.contains("actual-in-future") == !isBelieved)
    // Not committed, it may be of today.
    try fixture.write(plan("2026-05-20", "\nactual: 2026-05-31"))
    #expect(try await analysis(fixture).findings.contains { $0.rule == "recorded-after-status-date" })
    try fixture.write(plan("2026-05-20", "\nactual: 2026-06-02"))
    let future = try await analysis(fixture).findings.first { $0.rule == "actual-in-future" }
    #expect(future?.headline.contains("the day of report 1") == true)
  }
}
