import TapeoutTestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("tapeout report")
struct ReportCommandTests {
  private func text(_ fixture: GitFixture, _ day: String) throws -> String {
    let data = try #require(
      FileManager.default.contents(atPath: "\(fixture.projectPath)/Content/reports/\(day).md"))
    return String(decoding: data, as: UTF8.self)
  }

  @Test("It writes the next report with what changed since the last as its draft, and the content stays clean")
  func draft() throws {
    let fixture = try SlippingProgram.made()
    let before = try Run("check", "--status-date", "2026-03-20", in: fixture.projectPath)
    let run = try Run("report", "2026-03-20", in: fixture.projectPath)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Wrote Content/reports/2026-03-20.md"))
    #expect(run.output.contains("since report 2 of 2026-02-15"))
    let draft = try text(fixture, "2026-03-20")
    #expect(draft.utf8.starts(with: "---\ntitle: \"Report 3\"\n---\n".utf8))
    #expect(draft.contains("2026-08-05") && draft.contains("Hold fixes"))
    #expect(draft.contains("(../chips/c1/milestones/tape-out.md)"))
    let after = try Run("check", in: fixture.projectPath)
    #expect(after.status == 0)
    #expect(after.output == before.output.replacing("in 7 files", with: "in 8 files"))
  }

  @Test("An existing report is never written over, nor a link followed")
  func exists() throws {
    let fixture = try SlippingProgram.made()
    let run = try Run("report", "2026-02-15", in: fixture.projectPath)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("Content/reports/2026-02-15.md exists already, so nothing was written."))
    #expect(try text(fixture, "2026-02-15") == "---\ntitle: Of 2026-02-15\n---\n")
    try fixture.folder.makeLink("Content/reports/2026-03-20.md", to: "\(fixture.projectPath)/elsewhere")
    #expect(try Run("report", "2026-03-20", in: fixture.projectPath).status == 2)
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.projectPath)/elsewhere"))
  }

  @Test("With a format, the newest report is printed as a mail, and nothing is written")
  func mail() throws {
    let fixture = try SlippingProgram.made()
    let before = FolderSnapshot(fixture.projectPath).contents.filter { !$0.key.contains(".git/") }
    let html = try Run("report", "--format", "html", in: fixture.projectPath)
    #expect(html.status == 0, "\(html.errors)")
    #expect(html.output.contains("Of 2026-02-15"))
    #expect(html.output.contains("Changed since report 1"))
    #expect(html.output.contains("Next gates"))
    let mail = try Run(
      "report", "--format", "eml", "--from", "pm@example.com", "--to", "a@example.com", "--to", "b@example.com",
      in: fixture.projectPath)
    #expect(mail.output.utf8.starts(with: "From: pm@example.com\r\nTo: a@example.com,\r\n b@example.com\r\n".utf8))
    #expect(mail.output.contains("Date: Sun, 15 Feb 2026 08:00:00 +0000\r\n"))
    #expect(try Run("report", "2026-01-01", "--format", "eml", in: fixture.projectPath).status == 2)
    let after = FolderSnapshot(fixture.projectPath).contents.filter { !$0.key.contains(".git/") }
    #expect(after == before)

    // What an earlier report asks for is wanted still.
    try fixture.write([
      "reports/2026-01-02.md":
        "---\ntitle: Asked\n---\n\n## Decisions wanted\n\n- [ ] Keep the slot (Bob, by 2026-03-01)\n"
    ])
    let asked = try Run("report", "--format", "html", in: fixture.projectPath)
    #expect(asked.output.contains("Decisions wanted") && asked.output.contains("Keep the slot"), "\(asked.errors)")
  }

  @Test(
    "Addresses that could begin another header are refused",
    arguments: ["a@b\r\nBcc: c@d", "a b@c", "a@b, c@d", "a", "@", "Ann <a@b>", ""])
  func addresses(_ address: String) throws {
    let fixture = try SlippingProgram.made()
    let run = try Run("report", "--format", "eml", "--to", address, in: fixture.projectPath)
    #expect(run.status != 0 && run.output.isEmpty)
  }

  @Test(
    "A SOURCE_DATE_EPOCH that names no day is refused before anything is read or written",
    arguments: ["today", "1e9", "99999999999999"])
  func unreadableSourceDate(_ value: String) throws {
    let folder = try TemporaryFolder()
    let run = try Run(["init", "plan"], in: folder.path, environment: ["SOURCE_DATE_EPOCH": value])
    #expect(run.status == 2)
    #expect(run.errors.contains("SOURCE_DATE_EPOCH is \(value)"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/plan"))
  }

  @Test("The first report makes its folder; without a date it is today's")
  func first() throws {
    let fixture = try GitFixture()
    try fixture.commit("2026-01-05", SlippingProgram.files)
    let dated = try Run("report", "2026-01-20", in: fixture.projectPath)
    #expect(dated.status == 0, "\(dated.errors)")
    #expect(try text(fixture, "2026-01-20").contains("title: \"Report 1\""))
    #expect(try Run("check", in: fixture.projectPath).status == 0)
    let today = try Run(["report"], in: fixture.projectPath, environment: ["SOURCE_DATE_EPOCH": "1770076799"])
    #expect(today.status == 0, "\(today.errors)")
    #expect(try text(fixture, "2026-02-02").contains("title: \"Report 2\""))
  }

  @Test(
    "A plan with errors gives no draft, and a full disk leaves no half of one",
    .enabled(if: !Sanitizer.isOn, Comment(rawValue: Sanitizer.needsItsOwn)))
  func failures() throws {
    let fixture = try SlippingProgram.made()
    try fixture.write([SlippingProgram.path: SlippingProgram.tapeOut("2026-02-30")])
    let run = try Run("report", "2026-03-20", in: fixture.projectPath)
    #expect(run.status == 1)
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.projectPath)/Content/reports/2026-03-20.md"))
    #expect(try Run("report", "2026-02-30", in: fixture.projectPath).status == 2)
    try fixture.write([SlippingProgram.path: SlippingProgram.tapeOut("2026-08-05")])
    let limited = try Run(["report", "2026-03-20"], in: fixture.projectPath, limit: "-f 0 && trap '' XFSZ")
    #expect(limited.status == 2)
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.projectPath)/Content/reports/2026-03-20.md"))
  }
}
