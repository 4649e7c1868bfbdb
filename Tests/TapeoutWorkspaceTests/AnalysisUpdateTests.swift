import TapeoutDisk
import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@Suite("An analysis that is asked again")
struct AnalysisUpdateTests {
  private static let launch = "Content/chips/custom-1/milestones/launch.md"

  /// Texts that change one thing or break another, by the path of the file that they are for; nil deletes the file.
  private static let edits: [(path: String, text: String?)] = [
    (launch, "---\ntitle: Launch\nkind: launch\nowner: Lead\nafter: {production-release: 9w}\n---\n"),
    (launch, "---\ntitle: Launch\nkind: launch\nowner: Lead\nbaseline: 2029-13-01\n---\nSee [x](nowhere.md).\n"),
    (launch, "---\ntitle: Launch\nkind: rollout\nafter: {production-release: 2w, moved: 1w}\n---\n"),
    (launch, "no front matter"), (launch, nil),
    ("Content/chips/custom-1/milestones/bring-up.md", "---\ntitle: Up\nkind: bring-up\nafter: {launch: 1w}\n---\n"),
    (
      "Content/chips/custom-1/milestones/aa.md", "---\ntitle: First\nkind: review\nforecast: 2027-01-01\n---\n- [ ] x\n"
    ),
    ("Content/chips/custom-1/milestones/aa.md", nil),
    ("Content/chips/custom-2/milestones/launch.md", "---\ntitle: Second\nkind: launch\n---\n"),
    ("Content/chips/custom-2/chip.md", "---\ntitle: Second\nkind: custom\n---\n"),
    ("Content/chips/custom-2/chip.md", nil),
    (
      "Content/program.md",
      "---\ntitle: P\nlaunch: 2030\nstatus_date: 2026-02-15\nrules: {orphan-milestone: off}\n---\n"
    ),
    ("Content/program.md", "---\ntitle: P\nlaunch: 2028\nkinds: [{name: rollout, title: Roll-out, code: RO}]\n---\n"),
    ("Content/program.md", "---\ntitle: [\n---\n"), ("Content/program.md", nil),
    ("Content/partners/acme.md", "---\ntitle: Acme\nrole: emperor\n---\n"), ("Content/partners/zeta.md", ""),
    ("Content/reports/2026-01-08.md", "---\ntitle: Week 2\n---\nAll well.\n"), ("Content/reports/2026-01-08.md", nil),
    ("Content/.hidden.md", "---\ntitle: Hidden\n---\n"), ("Content/notes/more.MD", "stray"),
  ]

  private static func options(_ variables: [String: String]?) -> Analysis.Options {
    Analysis.Options(
      today: Day(unchecked: 2026, 3, 1), history: variables.map { HistoryReader.Options(variables: $0) },
      isReusable: true)
  }

  /// All that an analysis says, in an order that no set or dictionary makes.
  private static func words(_ analysis: Analysis) -> [Substring] {
    var text = ""
    dump(analysis.plan, to: &text)
    dump(analysis.history?.snapshots, to: &text)
    return text.split(separator: "\n").sorted()
  }

  private static func expectEqual(_ again: Analysis, _ fresh: Analysis, _ comment: Comment) {
    #expect(again.findings == fresh.findings, comment)
    #expect(again.files == fresh.files && again.sources.hasSameFiles(as: fresh.sources), comment)
    #expect(again.schedule.milestones == fresh.schedule.milestones, comment)
    #expect(again.schedule.chips == fresh.schedule.chips && again.statusDate == fresh.statusDate, comment)
    #expect(again.trend.series == fresh.trend.series, comment)
    #expect(words(again) == words(fresh), comment)
    #expect(again.history?.lastChanged == fresh.history?.lastChanged, comment)
    #expect(again.history?.changeDays == fresh.history?.changeDays, comment)
    #expect(again.history?.versions == fresh.history?.versions, comment)
    #expect(again.history?.gap?.reason == fresh.history?.gap?.reason, comment)
  }

  @Test("Random edits, laid over the disk or saved, come to what a fresh analysis says", arguments: 0..<6)
  func random(_ seed: Int) async throws {
    let folder = try GitFixture()
    try folder.write(exampleProgram)
    try folder.commit("2026-01-02")
    let project = try Project(root: folder.projectPath)
    let options = AnalysisUpdateTests.options(seed % 2 == 0 ? GitFixture.variables : nil)
    var analysis = try await Analysis(of: project, options)
    var generator = SeededGenerator(seed: UInt64(seed))
    for step in 0..<Effort.rounds(12) {
      // Some edits are saved, and those that only lie over the disk are saved for the fresh analysis.
      let chosen = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        AnalysisUpdateTests.edits[Int.random(in: 0..<AnalysisUpdateTests.edits.count, using: &generator)]
      }
      var overlay: [String: [UInt8]] = [:]
      var unsaved: [(path: String, text: String)] = []
      for edit in chosen {
        if let text = edit.text, Bool.random(using: &generator) {
          overlay[edit.path] = Array(text.utf8)
          unsaved.append((edit.path, text))
        } else {
          overlay[edit.path] = nil
          unsaved.removeAll { $0.path == edit.path }
          try folder.change(edit.path, edit.text)
        }
      }
      analysis = try await analysis.updated(overlay: overlay)
      for (path, text) in unsaved { try folder.change(path, text) }
      let fresh = try await Analysis(of: project, options)
      AnalysisUpdateTests.expectEqual(analysis, fresh, "seed \(seed), step \(step): \(chosen)")
    }
  }

  @Test("With the disk taken as it was read, a change comes to the same, and the disk is not looked at")
  func memory() async throws {
    let folder = try GitFixture()
    try folder.write(exampleProgram)
    try folder.commit("2026-01-02")
    let project = try Project(root: folder.projectPath)
    let options = AnalysisUpdateTests.options(GitFixture.variables)
    let analysis = try await Analysis(of: project, options)
    let path = "chips/custom-1/milestones/tape-out.md"
    let text = try #require(exampleProgram[path]).replacing("owner: Layout team", with: "owner: Somebody")
    let overlay = ["Content/\(path)": Array(text.utf8)]
    try folder.write(["partners/new.md": "---\ntitle: New\nrole: osat\n---\n"])
    let again = try await analysis.updated(overlay: overlay, isDiskUnchanged: true)
    #expect(again.files == analysis.files)
    try folder.shell("rm '\(folder.projectPath)/Content/partners/new.md'")
    try folder.write([path: text])
    AnalysisUpdateTests.expectEqual(again, try await Analysis(of: project, options), "in memory")
    // A file that was not there needs the disk.
    let new = try await analysis.updated(
      overlay: ["Content/partners/other.md": Array("---\ntitle: O\nrole: osat\n---\n".utf8)], isDiskUnchanged: true)
    #expect(new.files.contains("Content/partners/other.md"))
  }

  @Test("An overlay adds no file that the disk could not have: hidden, outside, below a link or too deep")
  func impossible() async throws {
    let folder = try TemporaryFolder()
    for (path, text) in exampleProgram { try folder.write("Content/\(path)", text) }
    try folder.makeFolder("elsewhere")
    try folder.makeLink("Content/link", to: "../elsewhere")
    let analysis = try await Analysis(of: Project(root: folder.path), AnalysisUpdateTests.options(nil))
    let deep = "Content/" + String(repeating: "a/", count: 33) + "x.md"
    let paths = [
      "Content/.x.md", "Content/../x.md", "x.md", "Content/link/x.md", deep, "Content/x.txt", "Content//x.md",
      "Content",
    ]
    let overlay = Dictionary(uniqueKeysWithValues: paths.map { ($0, [UInt8]("text".utf8)) })
    #expect(try await analysis.updated(overlay: overlay).files == analysis.files)
    let large = try await analysis.updated(
      overlay: ["Content/partners/acme.md": [UInt8](repeating: 0x20, count: 2 << 20)])
    #expect(large.findings.contains { $0.rule == "oversized-file" })
  }

  @Test("A later day counts where nothing else states one")
  func today() async throws {
    let folder = try TemporaryFolder()
    try folder.write("Content/program.md", "---\ntitle: P\nlaunch: 2026\n---\n")
    let analysis = try await Analysis(of: Project(root: folder.path), AnalysisUpdateTests.options(nil))
    let later = try await analysis.updated(today: Day(unchecked: 2026, 3, 2))
    #expect(later.statusDate == Day(unchecked: 2026, 3, 2))
  }
}

extension GitFixture {
  /// Writes a file by its path from the root, or deletes it.
  fileprivate func change(_ path: String, _ text: String?) throws {
    let content = "\(projectPath)/\(path)"
    if let text {
      try write([String(path.dropFirst("Content/".count)): text])
    } else {
      try shell("rm -f '\(content)'")
    }
  }
}
