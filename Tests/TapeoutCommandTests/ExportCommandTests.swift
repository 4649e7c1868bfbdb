import TapeoutTestSupport
import Testing

@Suite("tapeout export")
struct ExportCommandTests {
  private func run(_ arguments: String...) throws -> Run {
    let folder = try TemporaryFolder()
    for (path, text) in exampleProgram { try folder.write("Content/\(path)", text) }
    return try Run(["export"] + arguments, in: folder.path)
  }

  @Test(
    "Each format begins as its readers expect",
    arguments: [
      ("json", "{\n\"chips\":["), ("csv", "id,chip,chip_title,"), ("ics", "BEGIN:VCALENDAR\r\n"),
      ("mermaid", "gantt\n"), ("mspdi", "<?xml"), ("taskjuggler", "# Written by"), ("xlsx", "PK"),
    ])
  func formats(format: String, start: String) throws {
    let run = try run("--format", format)
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.utf8.starts(with: start.utf8))
  }

  @Test("A calendar can be one chip's or one party's, a diagram one chip's")
  func narrowed() throws {
    let foundry = try run("--format", "ics", "--partner", "tsmc")
    #expect(foundry.status == 0 && foundry.output.contains("UID:custom-1.tape-out@tapeout"))
    #expect(!foundry.output.contains("UID:custom-1.kickoff@tapeout"))
    #expect(try run("--format", "ics", "--chip", "custom-1").output.contains("UID:custom-1.kickoff@tapeout"))
    #expect(try run("--format", "mermaid", "--chip", "custom-1").output.contains("section Chip"))
  }

  @Test("A calendar can be one owner’s, in any case of the name")
  func owner() throws {
    let folder = try TemporaryFolder()
    for (path, text) in exampleProgram { try folder.write("Content/\(path)", text) }
    try folder.write(
      "Content/chips/custom-1/milestones/mine.md",
      "---\ntitle: Mine\nkind: review\nowner: Lab team\nforecast: 2026-05-01\n---\n")
    let run = try Run("export", "--format", "ics", "--owner", "lab TEAM", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("NAME:Lab team · "))
    #expect(run.output.contains("UID:custom-1.mine@tapeout"))
    #expect(!run.output.contains("UID:custom-1.tape-out@tapeout"))
  }

  @Test(
    "What cannot be narrowed so is refused, and an unknown name is told apart",
    arguments: [
      (["--format", "csv", "--chip", "custom-1"], "--chip goes with --format ics or mermaid."),
      (["--format", "mermaid", "--partner", "tsmc"], "--partner goes with --format ics."),
      (["--format", "ics", "--partner", "tsmc", "--chip", "custom-1"], "Name one of a chip, a partner and an owner."),
      (["--format", "ics", "--partner", "tmsc"], "Did you mean tsmc?"),
      (["--format", "ics", "--chip", "custom-2"], "There is no chip custom-2."),
      (["--format", "json", "--owner", "Ann"], "--owner goes with --format ics."),
      (["--format", "ics", "--owner", "Nobody at all"], "Nobody called Nobody at all owns anything."),
    ])
  func refused(arguments: [String], words: String) throws {
    let folder = try TemporaryFolder()
    for (path, text) in exampleProgram { try folder.write("Content/\(path)", text) }
    let run = try Run(["export"] + arguments, in: folder.path)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}
