import TapeoutDisk
import TapeoutModel
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@Suite("Loading Content/")
struct ContentLoaderTests {
  private func load(_ folder: TemporaryFolder, isSerial: Bool = false) async throws -> LoadedContent {
    try await ContentLoader(Project(root: folder.path)).load(isSerial: isSerial)
  }

  /// `path: headline` of every finding.
  private func reports(_ content: LoadedContent) -> [String] {
    content.findings.map { "\(content.sources[$0.range.file].path): \($0.rule)" }
  }

  @Test("Markdown is read whole, everything else is an attachment, both in the order of the paths' bytes")
  func order() async throws {
    let folder = try TemporaryFolder()
    let names = [
      "program.md", "chips/a-b/chip.md", "chips/a/chip.md", "chips/a.md", "chips/ä/chip.md", "Z.md", "NOTES.MD",
    ]
    for name in names { try folder.write("Content/\(name)", "text of \(name)\r\n") }
    try folder.write("Content/chips/a/die.png", "png")
    try folder.write("Content/a.markdown", "text")
    let content = try await load(folder)
    #expect(
      content.sources.files.map(\.path) == [
        "Content/NOTES.MD", "Content/Z.md", "Content/chips/a-b/chip.md", "Content/chips/a.md",
        "Content/chips/a/chip.md", "Content/chips/ä/chip.md", "Content/program.md",
      ])
    for file in content.sources.files {
      #expect(String(decoding: file.bytes, as: UTF8.self) == "text of \(file.path.dropFirst(8))\r\n")
    }
    #expect(content.attachments == ["Content/a.markdown", "Content/chips/a/die.png"])
    #expect(content.findings.isEmpty)
  }

  @Test(
    "What editors, Git and desktops leave behind is ignored",
    arguments: [
      ".git/config.md", ".obsidian/app.md", ".DS_Store", ".tape-out.md.swp", "tape-out.md~", "#tape-out.md#",
    ])
  func ignored(name: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("Content/\(name)", "text")
    let content = try await load(folder)
    #expect(content.sources.files.isEmpty && content.attachments.isEmpty && content.findings.isEmpty)
  }

  @Test(
    "A symbolic link to a file or a folder is reported and never followed",
    arguments: ["secret.md", "secret", "pic.png"])
  func links(name: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("secret.md", "secret")
    try folder.makeFolder("Content")
    try folder.makeLink("Content/\(name)", to: name == "secret" ? folder.path : "\(folder.path)/secret.md")
    let content = try await load(folder)
    #expect(reports(content) == ["Content/\(name): unreadable-file"])
    #expect(content.findings.first?.headline == "Content/\(name) is a symbolic link, and links are not followed")
    #expect(content.sources.files.allSatisfy { $0.isUnread && $0.bytes.isEmpty })
    #expect(content.attachments.isEmpty)
  }

  @Test("A pipe is reported, and nobody waits for a writer", .timeLimit(.minutes(10)))
  func pipe() async throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("Content")
    try folder.makePipe("Content/a.md")
    #expect(reports(try await load(folder)) == ["Content/a.md: unreadable-file"])
  }

  @Test("A name that is not UTF-8 is reported in escapes")
  func invalidName() async throws {
    let folder = try TemporaryFolder()
    try folder.write(bytes: [], to: Array("Content/caf".utf8) + [0xE9] + Array(".md".utf8))
    let content = try await load(folder)
    #expect(reports(content) == [#"Content/caf\xE9.md: unreadable-file"#])
  }

  @Test(
    "A file over 1 MiB is not read, one of 1 MiB is",
    arguments: [(1 << 20, false), ((1 << 20) + 1, true), (100 << 20, true)])
  func size(size: Int, isReported: Bool) async throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("Content")
    try folder.makeSparse("Content/big.md", size: size)
    let content = try await load(folder)
    #expect(reports(content) == (isReported ? ["Content/big.md: oversized-file"] : []))
    #expect(content.sources.files.map(\.bytes.count) == [isReported ? 0 : size])
  }

  @Test("A size just over the limit never reads as the limit")
  func sizeWords() async throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("Content")
    try folder.makeSparse("Content/big.md", size: (1 << 20) + 1)
    let headline = try await load(folder).findings.first?.headline
    #expect(headline == "Content/big.md has 1.1 MiB, and a content file may have at most 1 MiB")
  }

  @Test(
    "A file without permission is a finding, a folder without permission a failure",
    .disabled(if: TemporaryFolder.ignoresPermissions, "the superuser may read everything"))
  func permissions() async throws {
    let folder = try TemporaryFolder()
    try folder.write("Content/a.md", "text")
    try folder.setMode("Content/a.md", 0)
    #expect(reports(try await load(folder)) == ["Content/a.md: unreadable-file"])
    try folder.makeFolder("Content/chips")
    try folder.setMode("Content/chips", 0)
    await #expect(throws: OperationalError.self) { try await self.load(folder) }
  }

  @Test("Folders nested without end are reported once, and nothing overflows")
  func depth() async throws {
    let folder = try TemporaryFolder()
    let deep = "Content/" + Array(repeating: "d", count: 1000).joined(separator: "/")
    try folder.write(deep + "/a.md", "text")
    let content = try await load(folder)
    #expect(content.findings.count == 1)
    #expect(content.findings.first?.headline.utf8.starts(with: "The folder Content/d/d/".utf8) == true)
  }

  @Test("Findings keep their files among obstacles and readable files")
  func alignment() async throws {
    let folder = try TemporaryFolder()
    for name in ["a", "c", "e"] { try folder.write("Content/\(name).md", name) }
    for name in ["b", "d"] { try folder.makeLink("Content/\(name).md", to: "a.md") }
    let content = try await load(folder)
    #expect(content.sources.files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a", "", "c", "", "e"])
    #expect(reports(content) == ["Content/b.md: unreadable-file", "Content/d.md: unreadable-file"])
  }

  @Test("One core or all, and in whatever order the files were made: the result is the same")
  func determinism() async throws {
    let names = (0..<300).map { "Content/chips/c\($0 % 7)/milestones/m\($0).md" }
    let first = try TemporaryFolder()
    for name in names { try first.write(name, "text of \(name)") }
    let second = try TemporaryFolder()
    for name in names.reversed() { try second.write(name, "text of \(name)") }
    let one = try await load(first, isSerial: true)
    for other in [try await load(first), try await load(second)] {
      #expect(other.sources.files.map(\.path) == one.sources.files.map(\.path))
      #expect(other.sources.files.map(\.bytes) == one.sources.files.map(\.bytes))
    }
  }
}
