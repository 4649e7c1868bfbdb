import TapeoutDisk
import TapeoutHistory
import TapeoutModel
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@Suite("Names and places that changed")
struct FollowedNamesTests {
  private static let program = "---\ntitle: Program\nlaunch: 2026\n---\n"
  private static let risk =
    "---\ntitle: Respin\nprobability: 25%\nowner: Lead\nreview_by: 2026-12-01\ndelays: {launch: 12w}\n---\n"

  private func begun(root: String = "") throws -> GitFixture {
    let fixture = try GitFixture(root: root)
    var files = Story.frame.merging(Story.reports("2026-01-10")) { $1 }
    files["program.md"] = Self.program
    files[Story.tapeOut] = Story.milestone("baseline: 2026-08-01", "forecast: 2026-08-01")
    files["chips/c1/risks/respin.md"] = Self.risk
    try fixture.commit("2026-01-10", files)
    return fixture
  }

  private func analysis(_ path: String, statusDate: Day? = nil) async throws -> Analysis {
    let options = Analysis.Options(
      today: Day(unchecked: 2026, 6, 1), statusDate: statusDate,
      history: HistoryReader.Options(variables: GitFixture.variables, cacheFolder: nil))
    return try await Analysis(of: Project(root: path), options)
  }

  private func newest(_ analysis: Analysis) -> [String] {
    ChangeLog(analysis.plan, analysis.schedule, analysis.history ?? PlanHistory()).entries.first?.changes.map(
      \.sentence)
      ?? []
  }

  @Test("A renamed chip is told as that, committed or not, with its milestones and risks", arguments: [true, false])
  func chip(_ isCommitted: Bool) async throws {
    let fixture = try begun()
    try fixture.shell("mv Content/chips/c1 Content/chips/falcon")
    if isCommitted { try fixture.commit("2026-01-15", Story.reports("2026-01-17")) }
    let analysis = try await analysis(fixture.projectPath, statusDate: Day(unchecked: 2026, 1, 17))
    #expect(newest(analysis) == ["Chip one was called “c1”, is called “falcon” now"])
    let moved = MilestoneID(chip: "falcon", milestone: "tape-out")
    #expect(analysis.history?.snapshots.first?.milestones.contains { $0.identity == moved } == true)
    #expect(analysis.history?.versions[moved]?.first?.day == Day(unchecked: 2026, 1, 10))
  }

  @Test("A chip is the one that most of its milestones and risks went to, whatever else moved out of it")
  func split() async throws {
    let fixture = try begun()
    try fixture.shell(
      """
      mkdir -p Content/chips/b2/milestones
      git mv Content/chips/c1/milestones/tape-out.md Content/chips/b2/milestones/
      git mv Content/chips/c1 Content/chips/zephyr
      """)
    try fixture.commit(
      "2026-01-15",
      [
        "chips/b2/chip.md": "---\ntitle: Chip two\nkind: in-house\n---\n",
        "chips/zephyr/milestones/launch.md":
          "---\ntitle: Launch\nkind: launch\nowner: Lead\nbaseline: 2026-10-30\nafter: {b2/tape-out: 20w}\n---\n",
        "reports/2026-01-17.md": "---\ntitle: Second\n---\n",
      ])
    #expect(
      newest(try await analysis(fixture.projectPath)) == [
        "Chip two was added, with 1 milestone, without a date", "Chip one was called “c1”, is called “zephyr” now",
        "Chip two: Tape-out moved from Chip one to Chip two",
      ])
  }

  @Test("Content/ is followed through moves inside the repository", arguments: ["", "silicon/"])
  func content(_ root: String) async throws {
    let fixture = try begun(root: root)
    let files = [Story.tapeOut: Story.milestone("baseline: 2026-08-01", "forecast: 2026-08-15", "reason: IP late")]
    try fixture.commit("2026-01-17", files.merging(Story.reports("2026-01-17")) { $1 })
    try fixture.shell("mkdir -p one && git mv \(root)Content one/Content")
    try fixture.commit("2026-01-18")
    try fixture.folder.write(
      "one/Content/\(Story.tapeOut)", Story.milestone("baseline: 2026-08-01", "forecast: 2026-08-29", "reason: Hold"))
    try fixture.folder.write("one/Content/reports/2026-01-24.md", "---\ntitle: Third\n---\n")
    try fixture.commit("2026-01-24")
    try fixture.shell(
      "mkdir -p two/below && git mv one/Content two/below/Content && echo More >> two/below/Content/program.md")
    try fixture.commit("2026-01-25")
    let analysis = try await analysis("\(fixture.folder.path)/two/below")
    let history = try #require(analysis.history)
    #expect(
      history.expected("tape-out") == ["2026-01-10: 2026-08-01", "2026-01-17: 2026-08-15", "2026-01-24: 2026-08-29"])
    #expect(history.gap == nil)
    #expect(analysis.findings.allSatisfy { $0.rule != "history-unavailable" })
    #expect(
      history.changeDays[MilestoneID(chip: "c1", milestone: "tape-out")]?.map(\.description) == [
        "2026-01-10", "2026-01-17", "2026-01-24",
      ])
    let old = try ComparedPlan(
      at: "HEAD~3", of: Project(root: "\(fixture.folder.path)/two/below"),
      HistoryReader.Options(variables: GitFixture.variables, cacheFolder: nil))
    #expect(old.snapshot.milestones.map(\.id.milestone) == ["launch", "tape-out"])
  }

  @Test("What lay elsewhere than Content/ and was no plan is not followed")
  func noMove() async throws {
    let fixture = try GitFixture()
    try fixture.folder.write("notes/a.md", "Something else\n")
    try fixture.commit("2026-01-01")
    var files = Story.frame.merging(Story.reports("2026-01-10")) { $1 }
    files["program.md"] = Self.program
    try fixture.commit("2026-01-10", files)
    let history = try await fixture.history()
    #expect(history.snapshots.map(\.day.description) == ["2026-01-10"])
    #expect(history.gap == nil)
  }

  @Test("A former name joins what Git could not, unless Git knows both as two")
  func renamed() async throws {
    let fixture = try begun()
    let other = "chips/c1/milestones/to-fab.md"
    let text =
      "---\ntitle: To the foundry\nkind: tape-out\nowner: Somebody else\nforecast: 2026-08-09\nrenamed: [tape-out]\n---\n"
    try fixture.commit(
      "2026-01-17", Story.reports("2026-01-17").merging([other: text]) { $1 }, deleting: [Story.tapeOut])
    let joined = try await analysis(fixture.projectPath)
    #expect(joined.history?.expected("to-fab") == ["2026-01-10: 2026-08-01", "2026-01-17: 2026-08-09"])
    #expect(!joined.findings.contains { $0.rule == "rename-disagrees" || $0.rule == "former-id-in-use" })
    #expect(newest(joined).contains { $0.contains("8 days later, from 2026-08-01 to 2026-08-09") })

    // Both exist.
    try fixture.write([Story.tapeOut: Story.milestone("forecast: 2026-08-01")])
    #expect(try await analysis(fixture.projectPath).findings.contains { $0.rule == "former-id-in-use" })

    // Both existed, and one is gone.
    try fixture.commit("2026-01-24", Story.reports("2026-01-24"))
    try fixture.commit("2026-01-31", Story.reports("2026-01-31"), deleting: [Story.tapeOut])
    let apart = try await analysis(fixture.projectPath)
    #expect(
      apart.findings.filter { $0.rule == "rename-disagrees" }.map { $0.headline.contains("on 2026-01-24") } == [true])
    #expect(apart.history?.expected("to-fab").first == "2026-01-10: -")
  }

  @Test("A milestone that got another id in a chip that got another one as well is found under both former names")
  func both() async throws {
    let fixture = try begun()
    // So unlike what they were that Git follows neither.
    try fixture.commit(
      "2026-01-17",
      Story.reports("2026-01-17").merging([
        "chips/falcon/chip.md":
          "---\ntitle: Falcon\nkind: custom\nrenamed: [c1]\n---\n\nAnother text altogether, about something else.\n",
        "chips/falcon/milestones/to-fab.md":
          "---\ntitle: To the foundry\nkind: tape-out\nowner: Somebody else\nforecast: 2026-08-09\nrenamed: [tape-out]\n---\n",
        "chips/falcon/milestones/launch.md":
          "---\ntitle: Start of sales\nkind: launch\nowner: Sales\nforecast: 2026-12-09\n---\n\nWhat was not there.\n",
      ]) { $1 },
      deleting: [
        Story.tapeOut, "chips/c1/chip.md", "chips/c1/milestones/launch.md", "chips/c1/risks/respin.md",
      ])
    let history = try await analysis(fixture.projectPath).history
    #expect(
      history?.expected("to-fab", chip: "falcon") == ["2026-01-10: 2026-08-01", "2026-01-17: 2026-08-09"])
    #expect(history?.expected("launch", chip: "falcon").first?.hasPrefix("2026-01-10: 2026-") == true)
  }

  @Test("A re-baselining has the reason of its line, from the cache as well, and a line that stood there gives none")
  func decision() async throws {
    let fixture = try begun()
    let cache = try TemporaryFolder()
    let text = Story.milestone(
      "baseline: 2026-08-15", "forecast: 2026-08-15", "rebaselined: {2026-01-16: 2026-08-01 Second slot}")
    try fixture.commit("2026-01-17", Story.reports("2026-01-17").merging([Story.tapeOut: text]) { $1 })
    try fixture.commit(
      "2026-01-24",
      Story.reports("2026-01-24").merging([
        Story.tapeOut: text.replacing("baseline: 2026-08-15", with: "baseline: 2026-09-01")
      ]) { $1 })
    for _ in 0..<2 {
      let options = Analysis.Options(
        today: Day(unchecked: 2026, 6, 1),
        history: HistoryReader.Options(variables: GitFixture.variables, cacheFolder: "\(cache.path)/cache"))
      let analysis = try await Analysis(of: Project(root: fixture.projectPath), options)
      let log = ChangeLog(analysis.plan, analysis.schedule, analysis.history ?? PlanHistory())
      let reasons = log.entries.flatMap(\.changes).filter { $0.kind == .rebaselined }.map(\.reason)
      #expect(reasons == [nil, "Second slot"], "\(log.entries)")
    }
  }
}
