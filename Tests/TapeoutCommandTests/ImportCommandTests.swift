import TapeoutTestSupport
import Testing

@Suite("tapeout import")
struct ImportCommandTests {
  private static let table = "title,due,after\nRTL freeze,2026-04-01,\nTape-out,2026-05-01,RTL freeze\n"

  /// A folder with a table in it.
  private func folder(_ table: String = ImportCommandTests.table) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("plan.csv", table)
    return folder
  }

  private func names(_ folder: TemporaryFolder) -> [String] { FolderSnapshot(folder.path).contents.keys.sorted() }

  @Test("A plan is begun where none is, and passes the check")
  func begins() throws {
    let folder = try folder()
    let run = try Run("import", "plan.csv", "--status-date", "2026-06-01", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("all 2 expected dates are the file’s"), "\(run.output)")
    #expect(
      names(folder) == [
        "Content/chips/plan/chip.md", "Content/chips/plan/milestones/rtl-freeze.md",
        "Content/chips/plan/milestones/tape-out.md", "Content/program.md", "Content/reports/2026-04-01.md",
        "import-report.md", "plan.csv",
      ])
    let check = try Run("check", "--no-history", "--format", "json", in: folder.path)
    #expect(!check.output.contains("\"severity\": \"error\""), "\(check.output)")
  }

  @Test("A second import writes over nothing, and its milestones get ids of their own")
  func again() throws {
    let folder = try folder()
    #expect(try Run("import", "plan.csv", "--status-date", "2026-06-01", in: folder.path).status == 0)
    let before = FolderSnapshot(folder.path).contents
    #expect(try Run("import", "plan.csv", "--status-date", "2026-06-01", "--chip", "plan", in: folder.path).status == 0)
    let after = FolderSnapshot(folder.path).contents
    for (name, bytes) in before { #expect(after[name] == bytes, "\(name)") }
    #expect(
      Set(after.keys).subtracting(before.keys).sorted() == [
        "Content/chips/plan/milestones/rtl-freeze-2.md", "Content/chips/plan/milestones/tape-out-2.md",
        "import-report-2.md",
      ])
  }

  @Test("A dry run, and a file with a mistake, write nothing")
  func nothing() throws {
    let folder = try folder()
    let dry = try Run("import", "plan.csv", "--status-date", "2026-06-01", "--dry-run", in: folder.path)
    #expect(dry.status == 0)
    #expect(dry.output.contains("Nothing was written."), "\(dry.output)")
    #expect(names(folder) == ["plan.csv"])

    try folder.write("plan.csv", "title,due\nOne,03/04/2026\n")
    let unclear = try Run("import", "plan.csv", "--status-date", "2026-06-01", in: folder.path)
    #expect(unclear.status == 1)
    #expect(unclear.errors.contains("plan.csv:2:5"), "\(unclear.errors)")
    #expect(unclear.errors.contains("--dates dmy"), "\(unclear.errors)")
    #expect(names(folder) == ["plan.csv"])
    #expect(try Run("import", "plan.csv", "--status-date", "2026-06-01", "--dates", "mdy", in: folder.path).status == 0)
  }

  @Test("A table whose columns nobody knows leaves a draft of the map, which is read back")
  func map() throws {
    let folder = try folder("Was,Wann\nTape-out,2026-05-01\n")
    #expect(try Run("import", "plan.csv", "--status-date", "2026-06-01", in: folder.path).status == 1)
    #expect(names(folder) == ["import-map.txt", "plan.csv"])
    try folder.write("import-map.txt", "title: Was\nfinish: Wann\n")
    #expect(
      try Run("import", "plan.csv", "--status-date", "2026-06-01", "--map", "import-map.txt", in: folder.path).status
        == 0)
  }

  @Test("A file of 200 MB, a folder and a file that is not there are refused before they are read")
  func unreadable() throws {
    let folder = try folder()
    try folder.makeSparse("large.csv", size: 200_000_000)
    let large = try Run("import", "large.csv", in: folder.path)
    #expect(large.status == 2)
    #expect(large.errors.contains("at most 64 MiB"), "\(large.errors)")
    #expect(try Run("import", ".", in: folder.path).status == 2)
    #expect(try Run("import", "none.xml", in: folder.path).status == 2)
    #expect(
      try Run("import", "plan.csv", "--status-date", "2026-06-01", "--tasks", "--outline", "2", in: folder.path).status
        == 2)
    #expect(names(folder) == ["large.csv", "plan.csv"])
  }
}
