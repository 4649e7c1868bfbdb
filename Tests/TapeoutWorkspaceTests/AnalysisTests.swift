import TapeoutDisk
import TapeoutModel
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@Suite("Analysis")
struct AnalysisTests {
  private let today = Day(unchecked: 2026, 1, 20)

  private func analysis(_ folder: TemporaryFolder, statusDate: Day? = nil) async throws -> Analysis {
    try await Analysis(of: Project(root: folder.path), Analysis.Options(today: today, statusDate: statusDate))
  }

  @Test("The status date is the one asked for, else the program's, else the newest report's, else today")
  func statusDate() async throws {
    let folder = try TemporaryFolder()
    try folder.write("Content/program.md", "---\ntitle: P\nlaunch: 2026\n---\n")
    #expect(try await analysis(folder).statusDate == today)
    try folder.write("Content/reports/2026-01-08.md", "---\ntitle: Week 2\n---\n")
    try folder.write("Content/reports/2026-01-15.md", "---\ntitle: Week 3\n---\n")
    #expect(try await analysis(folder).statusDate == Day(unchecked: 2026, 1, 15))
    try folder.write("Content/program.md", "---\ntitle: P\nlaunch: 2026\nstatus_date: 2026-01-10\n---\n")
    #expect(try await analysis(folder).statusDate == Day(unchecked: 2026, 1, 10))
    let asked = Day(unchecked: 2026, 3, 1)
    #expect(try await analysis(folder, statusDate: asked).statusDate == asked)
  }

  @Test("An empty Content/ has one finding: how to begin")
  func empty() async throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("Content")
    let analysis = try await analysis(folder)
    #expect(analysis.findings.map(\.rule) == ["missing-file"])
    #expect(analysis.findings.first?.headline == "Content/ is empty, so there is no plan yet")
    let text = try #require(analysis.findings.first?.fixes.first?.edits.first?.text)

    try folder.write("Content/program.md", text)
    let errors = try await self.analysis(folder).findings.filter { $0.severity == .error }
    #expect(errors.isEmpty, "the text that the finding tells to write is itself right")
  }

  @Test("A finding of the loader keeps its file where stand-ins for missing files come between")
  func standIns() async throws {
    let folder = try TemporaryFolder()
    try folder.write("Content/chips/a/milestones/m.md", "---\ntitle: M\nkind: launch\n---\n")
    try folder.makeLink("Content/link.md", to: "x")
    try folder.makeLink("Content/zzz.md", to: "x")
    let analysis = try await analysis(folder)
    let links = analysis.findings.filter { $0.rule == "unreadable-file" }
    #expect(links.map { analysis.sources[$0.range.file].path } == ["Content/link.md", "Content/zzz.md"])
    #expect(analysis.files == ["Content/chips/a/milestones/m.md", "Content/link.md", "Content/zzz.md"])
  }

  @Test("One cause, one finding: what cannot be read is not also missing or unexpected")
  func oneCause() async throws {
    let folder = try TemporaryFolder()
    try folder.write("Content/chips/a/chip.md", "---\ntitle: A\nkind: custom\n---\n")
    try folder.makeLink("Content/program.md", to: "elsewhere.md")
    try folder.makeLink("Content/somewhere.md", to: "elsewhere.md")
    let about = try await analysis(folder).findings.filter { $0.severity == .error }
    #expect(about.map(\.rule) == ["unreadable-file", "unreadable-file"])
  }
}
