import TapeoutTestSupport
import Testing

@Suite("tapeout check --fix")
struct FixCommandTests {
  private let path = "chips/c1/milestones/tape-out.md"

  /// The program with a file that has several slips, one behind the other.
  private func broken(_ text: String) throws -> TemporaryFolder {
    let folder = try EditingProgram.made()
    try folder.write("Content/\(path)", text)
    return folder
  }

  @Test("Safe fixes are applied to the end, also those that others reveal, and nothing else changes")
  func safe() throws {
    let folder = try broken(
      "---\n# kept\ntitle: Tape: out  # why\nkind: tape-out\nto: fab\nowner:Ada\nbaseline: 15 March 2026\n"
        + "after:\n  netlst: 4w\n---\n\n## Exit criteria\n\n- [✓] DRC\n")
    let dry = try Run("check", "--fix", "--diff", in: folder.path)
    #expect(EditingProgram.text(folder, path)?.contains("15 March 2026") == true)
    #expect(dry.output.contains("+baseline: 2026-03-15\n"), "\(dry.output)\(dry.errors)")
    let run = try Run("check", "--fix", in: folder.path)
    #expect(run.status == 1)
    #expect(run.output.contains("fixes applied; left: 1 error"), "\(run.output)\(run.errors)")
    #expect(
      EditingProgram.text(folder, path)
        == "---\n# kept\ntitle: \"Tape: out\"  # why\nkind: tape-out\nto: fab\nowner: Ada\nbaseline: 2026-03-15\n"
        + "after:\n  netlst: 4w\n---\n\n## Exit criteria\n\n- [x] DRC\n")
    let named = try Run("check", "--fix", "unknown-milestone", in: folder.path)
    #expect(EditingProgram.text(folder, path)?.contains("  netlist: 4w\n") == true, "\(named.output)\(named.errors)")
    #expect(try Run("check", "--fix", in: folder.path).output.contains("Nothing to fix"))
  }

  @Test("No day is guessed of a time without a zone", arguments: ["15/May/26 4:00 PM", "2026-05-15T16:00:00"])
  func times(_ date: String) throws {
    let text = "---\ntitle: Tape-out\nkind: tape-out\nbaseline: \(date)\n---\n"
    let folder = try broken(text)
    #expect(try Run("check", "--fix", in: folder.path).status == 1)
    #expect(EditingProgram.text(folder, path) == text)
  }

  @Test(
    "A file that is missing is made, all at once or not at all, and what is wrong with it is found in the next round")
  func missing() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("Content")
    let dry = try Run("check", "--fix", "--diff", in: folder.path)
    #expect(dry.output.hasPrefix("--- /dev/null\n+++ b/Content/program.md\n@@ -0,0 +1"), "\(dry.output)\(dry.errors)")
    #expect(FolderSnapshot(folder.path)["Content/program.md"] == nil)
    let run = try Run("check", "--fix", in: folder.path)
    #expect(run.output.contains("1 fix applied"), "\(run.output)\(run.errors)")
    #expect(EditingProgram.text(folder, "program.md")?.hasPrefix("---\ntitle: AI silicon program\n") == true)
    #expect(try Run("check", in: folder.path).status == 0)
    guard !TemporaryFolder.ignoresPermissions else { return }
    let closed = try TemporaryFolder()
    try closed.makeFolder("Content")
    try closed.setMode("Content", 0o555)
    #expect(try Run("check", "--fix", in: closed.path).status == 2)
    #expect(FolderSnapshot(closed.path)["Content/program.md"] == nil)
  }

  @Test("Line ends stay as they are")
  func lineEnds() throws {
    let folder = try broken("---\r\ntitle: T\r\nkind: tape-out\r\nafter: netlist 4w\r\n---\r\n\r\nText.\r\n")
    let run = try Run("check", "--fix", in: folder.path)
    #expect(
      EditingProgram.text(folder, path)
        == "---\r\ntitle: T\r\nkind: tape-out\r\nafter:\r\n  netlist: 4w\r\n---\r\n\r\nText.\r\n", "\(run.output)")
  }
}
