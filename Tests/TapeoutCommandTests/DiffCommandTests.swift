import TapeoutTestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A chip whose tape-out slips twice, with a report before each slip.
struct SlippingProgram {
  static func tapeOut(_ forecast: String, _ reason: String = "") -> String {
    "---\ntitle: Tape-out\nkind: tape-out\nowner: Layout team\nbaseline: 2026-07-01\nforecast: \(forecast)\n"
      + "reason: \(reason.isEmpty ? "As planned" : reason)\nfrom: acme\nto: acme\n---\n\n"
      + "## Exit criteria\n\n- [ ] Review held\n"
  }

  static let path = "chips/c1/milestones/tape-out.md"

  static let files = [
    "program.md": "---\ntitle: Program\nlaunch: 2026..2027\n---\n",
    "partners/acme.md": "---\ntitle: Acme\nrole: customer\n---\n",
    "chips/c1/chip.md": "---\ntitle: Chip one\nkind: in-house\n---\n",
    path: tapeOut("2026-07-01"),
    "chips/c1/milestones/launch.md":
      "---\ntitle: Launch\nkind: launch\nowner: Lead\nbaseline: 2026-12-30\nforecast: 2026-12-30\n"
      + "after: {tape-out: 20w}\n---\n\n## Exit criteria\n\n- [ ] Shipped\n",
  ]

  static func report(_ day: String) -> [String: String] { ["reports/\(day).md": "---\ntitle: Of \(day)\n---\n"] }

  static func made() throws -> GitFixture {
    let fixture = try GitFixture()
    try fixture.commit("2026-01-05", files)
    try fixture.commit("2026-01-15", report("2026-01-15"))
    try fixture.git("tag first")
    try fixture.commit("2026-02-10", [path: tapeOut("2026-07-15", "IP late")])
    try fixture.commit("2026-02-15", report("2026-02-15"))
    try fixture.commit("2026-03-10", [path: tapeOut("2026-08-05", "Hold fixes")])
    return fixture
  }
}

@Suite("tapeout diff")
struct DiffCommandTests {
  private func run(_ arguments: String..., in fixture: GitFixture) throws -> Run {
    try Run(["diff"] + arguments, in: fixture.projectPath)
  }

  private func moves(_ run: Run) throws -> [String] {
    let value = try JSONDecoder().decode(Printed.self, from: Data(run.output.utf8))
    #expect(value.format == "tapeout.changes/1")
    return value.changes.filter { $0.kind == "moved" }.map {
      "\($0.subject.title) \($0.old ?? "-") \($0.new ?? "-") \($0.days ?? 0)"
    }
  }

  private struct Printed: Decodable {
    struct Change: Decodable {
      struct Subject: Decodable { var title: String }
      var kind: String
      var subject: Subject
      var old: String?
      var new: String?
      var days: Int?
    }
    var format: String
    var changes: [Change]
  }

  @Test("Without arguments it tells what changed since the newest report, else since the one before")
  func sinceReport() throws {
    let fixture = try SlippingProgram.made()
    let onReportDay = try run("--format", "json", in: fixture)
    #expect(onReportDay.status == 0, "\(onReportDay.errors)")
    // The newest report gives the status date, and the plan has changed since.
    #expect(try moves(onReportDay) == ["Tape-out 2026-07-15 2026-08-05 21"])
    let later = try run("--format", "json", "--status-date", "2026-03-20", in: fixture)
    #expect(try moves(later) == ["Tape-out 2026-07-15 2026-08-05 21"])
    let text = try run("--status-date", "2026-03-20", in: fixture)
    #expect(text.output.contains("report 2") && text.output.contains("2026-02-15"))
    #expect(text.output.contains("Tape-out") && text.output.contains("Hold fixes"))
    #expect(text.status == 0 && text.errors.isEmpty)
    let markdown = try run("--format", "markdown", "--status-date", "2026-03-20", in: fixture)
    #expect(markdown.output.contains("Tape-out") && markdown.output.contains("2026-08-05"))
    // Committed with a report, the plan is that report's.
    try fixture.commit("2026-03-15", SlippingProgram.report("2026-03-15"))
    #expect(try moves(run("--format", "json", in: fixture)) == ["Tape-out 2026-07-15 2026-08-05 21"])
  }

  @Test("Revisions are compared with the disk, and with each other", arguments: ["first", "HEAD~3", "main~3"])
  func revisions(name: String) throws {
    let fixture = try SlippingProgram.made()
    #expect(try moves(run(name, "--format", "json", in: fixture)) == ["Tape-out 2026-07-01 2026-08-05 35"])
    #expect(try moves(run(name, "HEAD~1", "--format", "json", in: fixture)) == ["Tape-out 2026-07-01 2026-07-15 14"])
    try fixture.write([SlippingProgram.path: SlippingProgram.tapeOut("2026-08-06", "One day more")])
    #expect(try moves(run(name, "--format", "json", in: fixture)) == ["Tape-out 2026-07-01 2026-08-06 36"])
  }

  @Test(
    "Plans are named by days and by numbers of reports",
    arguments: [
      (["2026-01-15"], ["Tape-out 2026-07-01 2026-08-05 35"]), (["2"], ["Tape-out 2026-07-15 2026-08-05 21"]),
      (["report 1", "2026-02-12"], ["Tape-out 2026-07-01 2026-07-15 14"]),
      (["2026-02-09", "report 2"], ["Tape-out 2026-07-01 2026-07-15 14"]), (["2026-03-10"], []),
    ])
  func named(_ sides: [String], _ expected: [String]) throws {
    let fixture = try SlippingProgram.made()
    let run = try Run(["diff", "--format", "json"] + sides, in: fixture.projectPath)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try moves(run) == expected)
  }

  @Test("A day before the first commit and a report that is not there are said to be that")
  func unknownDays() throws {
    let fixture = try SlippingProgram.made()
    #expect(try run("2026-01-04", in: fixture).errors.contains("the oldest plan that is known is of 2026-01-05"))
    #expect(try run("3", in: fixture).errors.contains("There is no report 3"))
    #expect(try run("3", in: fixture).status == 2)
  }

  @Test("After the only report it tells what changed since, and without a report since the newest commit")
  func onlyReport() throws {
    let fixture = try GitFixture()
    try fixture.commit("2026-01-05", SlippingProgram.files)
    try fixture.write([SlippingProgram.path: SlippingProgram.tapeOut("2026-07-10")])
    let since = try run("--format", "json", "--status-date", "2026-01-06", in: fixture)
    #expect(try moves(since) == ["Tape-out 2026-07-01 2026-07-10 9"])
    try fixture.write([SlippingProgram.path: SlippingProgram.tapeOut("2026-07-01")])
    try fixture.commit("2026-01-15", SlippingProgram.report("2026-01-15"))
    #expect(try run(in: fixture).output.contains("Nothing changed"))
    try fixture.commit("2026-02-10", [SlippingProgram.path: SlippingProgram.tapeOut("2026-07-15", "IP late")])
    #expect(try moves(run("--format", "json", in: fixture)) == ["Tape-out 2026-07-01 2026-07-15 14"])
  }

  @Test("Two folders are compared, in or out of Git, through a rename")
  func folders() throws {
    let old = try TemporaryFolder()
    for (name, text) in SlippingProgram.files { try old.write("old/Content/\(name)", text) }
    var files = SlippingProgram.files
    files[SlippingProgram.path] = nil
    files["chips/c1/milestones/tape-out-a0.md"] = SlippingProgram.tapeOut("2026-07-08", "Moved")
    files["chips/c1/milestones/launch.md"] = SlippingProgram.files["chips/c1/milestones/launch.md"]?
      .replacing("tape-out: 20w", with: "tape-out-a0: 20w")
    for (name, text) in files { try old.write("new/Content/\(name)", text) }
    let run = try Run("diff", "old", "new/", "--format", "json", "--status-date", "2026-02-01", in: old.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try moves(run) == ["Tape-out 2026-07-01 2026-07-08 7"])
    #expect(!run.output.contains("\"removed\"") && !run.output.contains("\"added\""))
  }

  @Test(
    "What is no revision is said to be none, and is never an option of Git",
    arguments: [
      "nowhere", "--output=made", "-p", "", "first..HEAD", ":(top)Content", "HEAD:Content", "first\nHEAD", "@{-5}",
    ])
  func unknown(name: String) throws {
    let fixture = try SlippingProgram.made()
    for arguments in [["diff", "--", name], ["diff", "--", "HEAD", name]] {
      let run = try Run(arguments, in: fixture.projectPath)
      #expect(run.status == 2, "\(name)")
      #expect(run.output.isEmpty)
      #expect(run.errors.contains("There is no revision"), "\(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: "\(fixture.projectPath)/made^{commit}"))
      #expect(!FileManager.default.fileExists(atPath: "\(fixture.projectPath)/made"))
    }
  }

  @Test("More than two sides are misuse, and nothing earlier is said plainly")
  func misuse() throws {
    let fixture = try SlippingProgram.made()
    #expect(try run("a", "b", "c", in: fixture).status == 2)
    let folder = try TemporaryFolder()
    for (name, text) in SlippingProgram.files { try folder.write("Content/\(name)", text) }
    let alone = try Run("diff", "--status-date", "2026-02-01", in: folder.path)
    #expect(alone.status == 2)
    #expect(alone.errors.contains("There is no earlier plan to compare with"))
    let revision = try Run("diff", "HEAD", "--status-date", "2026-02-01", in: folder.path)
    #expect(revision.status == 2)
    #expect(revision.errors.contains("Content/ is not in a Git repository"))
  }

  @Test("Without Git it falls back on history lines, and says that history is unknown")
  func reconstructed() throws {
    let folder = try TemporaryFolder()
    var files = SlippingProgram.files.merging(SlippingProgram.report("2026-01-15")) { $1 }
    files[SlippingProgram.path] = SlippingProgram.tapeOut("2026-08-05", "Hold fixes")
      .replacing(
        "from: acme",
        with: "history:\n  2026-01-10: 2026-07-01 First\n  2026-01-20: 2026-08-05 Hold fixes\nfrom: acme")
    for (name, text) in files { try folder.write("Content/\(name)", text) }
    let run = try Run("diff", "--status-date", "2026-02-01", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Tape-out"))
    #expect(run.output.contains("Content/ is not in a Git repository"))
  }

  @Test("Check says that history is unknown, and leaves it out where asked")
  func noHistory() throws {
    let folder = try TemporaryFolder()
    for (name, text) in SlippingProgram.files { try folder.write("Content/\(name)", text) }
    let with = try Run("check", "--status-date", "2026-02-01", in: folder.path)
    // There is no report yet, so nothing is missing.
    #expect(with.output.contains("hint[history-not-kept]"))
    let without = try Run("check", "--no-history", "--status-date", "2026-02-01", in: folder.path)
    #expect(!without.output.contains("history-not-kept"))
    #expect(with.status == 0 && without.status == 0)
  }
}
