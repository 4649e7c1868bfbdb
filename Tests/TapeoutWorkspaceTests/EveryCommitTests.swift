import TapeoutDisk
import TapeoutHistory
import TapeoutModel
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@Suite("What every commit stated")
struct EveryCommitTests {
  private func begun(_ fields: String...) throws -> GitFixture {
    let fixture = try GitFixture()
    var files = Story.frame.merging(Story.reports("2026-03-06")) { $1 }
    files["program.md"] = "---\ntitle: Program\nlaunch: 2026\n---\n"
    files["chips/c1/milestones/launch.md"] =
      "---\ntitle: Launch\nkind: launch\nowner: Lead\nbaseline: 2026-10-30\nforecast: 2026-10-30\n---\n"
    files[Story.tapeOut] = state(fields)
    try fixture.commit("2026-03-06", files)
    return fixture
  }

  private func state(_ fields: [String]) -> String {
    Story.milestone("baseline: 2026-03-20", fields.joined(separator: "\n"))
  }

  private func commit(_ fixture: GitFixture, _ day: String, _ fields: String...) throws {
    try fixture.commit(day, [Story.tapeOut: state(fields)])
  }

  private func analysis(_ fixture: GitFixture, statusDate: Day? = nil) async throws -> Analysis {
    let options = Analysis.Options(
      today: Day(unchecked: 2026, 6, 1), statusDate: statusDate,
      history: HistoryReader.Options(variables: GitFixture.variables, cacheFolder: nil))
    return try await Analysis(of: Project(root: fixture.projectPath), options)
  }

  private func slips(_ analysis: Analysis) -> [String] {
    Stability(analysis.plan, analysis.schedule, analysis.history ?? PlanHistory(), analysis.trend).program.slips.map {
      "\($0.announced): \($0.old) to \($0.new.map { "\($0)" } ?? "TBD")\($0.isLate ? " late" : "")"
    }
  }

  private func points(_ analysis: Analysis) -> [String] {
    let index = analysis.plan.milestoneIndex(of: MilestoneID(chip: "c1", milestone: "tape-out"))
    return (index.map { analysis.trend.series[$0] } ?? []).map { point in
      "\(point.day) \(point.date.map { "\($0)" } ?? "none"): \(point.reason ?? (point.hasOldReason ? "old" : "-"))"
    }
  }

  @Test(
    "A date restated and missed every week is as many slips, each from the date that was promised",
    arguments: [true, false])
  func weekly(_ hasReport: Bool) async throws {
    let fixture = try begun("forecast: 2026-03-10", "reason: First")
    try commit(fixture, "2026-03-12", "forecast: 2026-03-16", "reason: Second")
    try commit(fixture, "2026-03-19", "forecast: 2026-03-23", "reason: Third")
    // Stated for a day that had passed already.
    try commit(fixture, "2026-03-26", "forecast: 2026-03-25", "reason: Fourth")
    try commit(fixture, "2026-03-27", "forecast: 2026-04-10", "reason: Fifth")
    if hasReport { try fixture.commit("2026-04-03", Story.reports("2026-04-03")) }
    // Without a report the status date stays, and the days of the commits are told all the same.
    #expect(
      slips(try await analysis(fixture)) == [
        "2026-03-12: 2026-03-10 to 2026-03-16 late", "2026-03-19: 2026-03-16 to 2026-03-23 late",
        "2026-03-26: 2026-03-23 to 2026-03-25 late", "2026-03-27: 2026-03-25 to 2026-04-10 late",
      ])
  }

  @Test("A move out of an overdue date starts at the date that was promised")
  func overdue() async throws {
    let fixture = try begun("forecast: 2026-03-10")
    try fixture.commit("2026-03-20", Story.reports("2026-03-20"))
    try commit(fixture, "2026-03-25", "forecast: 2026-04-20", "reason: Hold fixes")
    try fixture.commit("2026-03-27", Story.reports("2026-03-27"))
    let analysis = try await analysis(fixture)
    let log = ChangeLog(analysis.plan, analysis.schedule, analysis.history ?? PlanHistory())
    let told = log.entries.map { entry in
      entry.changes.map { "\($0.kind) \($0.old.map { "\($0)" } ?? "-") \($0.days ?? 0)" }
    }
    #expect(told == [["moved 2026-03-10 41"], ["overdue 2026-03-10 10"], []])
    #expect(slips(analysis) == ["2026-03-25: 2026-03-10 to 2026-04-20 late"])
  }

  @Test("What an explicit status date has not seen is left out")
  func future() async throws {
    let fixture = try begun("forecast: 2026-03-30")
    try commit(fixture, "2026-03-12", "forecast: 2026-04-16", "reason: Second")
    try fixture.commit("2026-03-20", Story.reports("2026-03-20"))
    try commit(fixture, "2026-03-25", "forecast: 2026-05-04", "reason: Third")
    #expect(
      points(try await analysis(fixture, statusDate: Day(unchecked: 2026, 3, 10))) == [
        "2026-03-06 2026-03-30: -", "2026-03-10 2026-05-04: Third",
      ])
  }

  @Test("Dropping puts nothing off; what is revived later than promised does")
  func dropped() async throws {
    let fixture = try begun("forecast: 2026-04-10")
    try commit(fixture, "2026-03-12", "forecast: 2026-04-10", "status: dropped", "reason: Not needed")
    try fixture.commit("2026-03-20", Story.reports("2026-03-20"))
    #expect(slips(try await analysis(fixture)) == [])
    try commit(fixture, "2026-03-26", "forecast: 2026-05-10", "reason: Needed after all")
    try fixture.commit("2026-03-27", Story.reports("2026-03-27"))
    #expect(slips(try await analysis(fixture)) == ["2026-03-26: 2026-04-10 to 2026-05-10"])
  }

  // MARK: Reasons

  @Test("A reason stays with the move that it was written for, or with the newest one before it was written")
  func reasons() async throws {
    let fixture = try begun("forecast: 2026-04-10")
    try commit(fixture, "2026-03-10", "forecast: 2026-04-17", "reason: Cache bugs")
    try commit(fixture, "2026-03-12", "forecast: 2026-04-24", "reason: Cache bugs")
    try commit(fixture, "2026-03-16", "forecast: 2026-05-01")
    try commit(fixture, "2026-03-18", "forecast: 2026-05-01", "reason: Licence late")
    try commit(fixture, "2026-03-19", "forecast: 2026-04-20", "reason: Licence late")
    try fixture.commit("2026-03-20", Story.reports("2026-03-20"))
    let analysis = try await analysis(fixture)
    #expect(
      points(analysis).filter { !$0.hasPrefix("2026-03-18") } == [
        "2026-03-06 2026-04-10: -", "2026-03-10 2026-04-17: Cache bugs", "2026-03-12 2026-04-24: old",
        "2026-03-16 2026-05-01: Licence late", "2026-03-19 2026-04-20: old", "2026-03-20 2026-04-20: -",
      ])
    // From report to report it came ten days later: the newest move that way says why.
    let log = ChangeLog(analysis.plan, analysis.schedule, analysis.history ?? PlanHistory())
    #expect(log.entries[0].changes.map(\.reason) == ["Licence late"])
  }

  @Test("A move the other way inherits no reason, between reports and between revisions")
  func otherWay() async throws {
    let fixture = try begun("forecast: 2026-04-10")
    try commit(fixture, "2026-03-10", "forecast: 2026-05-08", "reason: Cache bugs")
    try commit(fixture, "2026-03-12", "forecast: 2026-04-03", "reason: Cache bugs")
    try fixture.commit("2026-03-13", Story.reports("2026-03-13"))
    try commit(fixture, "2026-03-18", "forecast: 2026-04-17", "reason: Cache bugs")
    try fixture.commit("2026-03-20", Story.reports("2026-03-20"))
    let analysis = try await analysis(fixture)
    let log = ChangeLog(analysis.plan, analysis.schedule, analysis.history ?? PlanHistory())
    #expect(log.entries.map { $0.changes.map(\.reason) } == [[nil], [nil], []])
    #expect(log.entries[0].changes.first?.sentence.hasSuffix(", no new reason") == true)
  }

  // MARK: Baselines

  @Test("The first baseline is known from lines for the days before Git, and from Git for the days since")
  func baselines() async throws {
    let fixture = try begun("forecast: 2026-04-10", "rebaselined: {2025-11-03: 2026-01-30 Descoped}")
    func change(_ baseline: String, _ more: String) -> [String: String] {
      [Story.tapeOut: Story.milestone("baseline: \(baseline)", "forecast: 2026-04-10", more)]
    }
    try fixture.commit("2026-03-12", change("2026-04-10", "rebaselined: {2025-11-03: 2026-01-30 Descoped}"))
    try fixture.commit("2026-03-20", Story.reports("2026-03-20"))
    let silent = try await analysis(fixture)
    let history = silent.history ?? PlanHistory()
    let tapeOut = try #require(silent.plan.milestoneIndex(of: MilestoneID(chip: "c1", milestone: "tape-out")))
    let record = BaselineRecord(silent.plan.milestones[tapeOut], history, statusDate: silent.statusDate)
    #expect(record.firstIfReplaced?.description == "2026-01-30")
    #expect(record.replacements.map { $0.reason ?? "no reason" } == ["Descoped", "no reason"])
    #expect(silent.findings.contains { $0.rule == "baseline-rewritten" })
    let lines = "rebaselined: {2025-11-03: 2026-01-30 Descoped, 2026-03-11: 2026-03-20 Board, 2026-03-15: 2026-02-02 X}"
    try fixture.write(change("2026-04-10", lines))
    let told = try await analysis(fixture)
    #expect(!told.findings.contains { $0.rule == "baseline-rewritten" })
    let found = told.findings.filter { $0.rule == "rebaseline-disagrees" }
    #expect(found.map { $0.headline.contains("2026-02-02") } == [true])
  }
}
