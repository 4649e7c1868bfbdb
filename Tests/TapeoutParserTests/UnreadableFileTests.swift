import TapeoutModel
import TapeoutParser
import TapeoutTestSupport
import Testing

@Suite("Files that cannot be read as content")
struct UnreadableFileTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    /// Nil where the file is fine.
    let finding: String?

    init(_ name: String, _ bytes: [UInt8], _ finding: String?) {
      self.name = name
      self.bytes = bytes
      self.finding = finding
    }

    init(_ name: String, _ text: String, _ finding: String?) {
      self.init(name, Array(text.utf8), finding)
    }

    var testDescription: String { name }
  }

  private static let good = "---\ntitle: Tape-out\nkind: tape-out\n---\n"

  private static let cases: [Case] = [
    Case("plain", good, nil),
    Case("byte-order mark", [0xEF, 0xBB, 0xBF] + Array(good.utf8), nil),
    Case("CRLF", "---\r\ntitle: Tape-out\r\nkind: tape-out\r\n---\r\n", nil),
    Case("CR alone", "---\rtitle: Tape-out\rkind: tape-out\r---\r", nil),
    Case("closed by dots, no body", "---\ntitle: Tape-out\nkind: tape-out\n...", nil),
    Case("spaces behind the delimiters", "--- \ntitle: Tape-out\nkind: tape-out\n---\t\n", nil),
    Case("a setext heading that looks like half a conflict", good + "Title\n=======\n", nil),
    Case("empty", "", "missing-front-matter 1:1 The file is empty"),
    Case("no front matter", "# Tape-out\n", "missing-front-matter 1:1 The file does not begin with front matter"),
    Case(
      "unclosed", "---\ntitle: Tape-out\n", "missing-front-matter 1:1 The front matter that opens here is never closed"),
    Case(
      "invalid UTF-8", Array("---\ntitle: Caf".utf8) + [0xE9] + Array("\n---\n".utf8),
      "invalid-encoding 2:11 The byte 0xE9 here is not UTF-8"),
    Case(
      "an overlong slash", Array("---\ntitle: a".utf8) + [0xC0, 0xAF] + Array("\n---\n".utf8),
      "invalid-encoding 2:9 The byte 0xC0 here is not UTF-8"),
    Case(
      "a surrogate", Array("---\ntitle: a".utf8) + [0xED, 0xA0, 0x80] + Array("\n---\n".utf8),
      "invalid-encoding 2:9 The byte 0xED here is not UTF-8"),
    Case(
      "UTF-16, little end first", [0xFF, 0xFE, 0x2D, 0x00],
      "invalid-encoding 1:1 The file is written in UTF-16, and only UTF-8 is read"),
    Case(
      "UTF-16 without a mark", [0x2D, 0x00, 0x2D, 0x00],
      "invalid-encoding 1:1 The file is written in UTF-16, and only UTF-8 is read"),
    Case("NUL", "---\ntitle: a\u{0}b\n---\n", "invalid-encoding 2:9 The file holds a NUL byte, so it is not a text"),
    Case(
      "conflict markers", "---\n<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> theirs\n---\n",
      "conflict-marker 2:1 The file still holds both sides of a Git merge conflict"),
    Case(
      "over 1 MiB", good + String(repeating: "a", count: 1 << 20),
      "oversized-file 1:1 The file has 1048615 bytes, and at most 1 MiB is read"),
    Case(
      "64 KiB of front matter", "---\ntitle: \(String(repeating: "a", count: 65_536))\n---\n",
      "oversized-file 2:1 The front matter has 65544 bytes, and at most 64 KiB is read"),
    Case("a list for front matter", "---\n- title\n---\n", "wrong-type 2:1 The front matter is not a list of fields"),
  ]

  @Test("Each has one finding at the place of its cause, and none follows from it", arguments: cases)
  func unreadable(_ file: Case) async {
    var files = ContentFixture(milestone: "").files.map { SourceFile(path: "Content/\($0.key)", text: $0.value) }
    files.removeAll { $0.bytes.isEmpty }
    files.append(SourceFile(path: "Content/chips/custom-1/milestones/tape-out.md", bytes: file.bytes))
    files.append(
      SourceFile(
        path: "Content/chips/custom-1/milestones/launch.md",
        text: "---\ntitle: Launch\nkind: launch\nafter: {tape-out: 6w}\n---\n"))
    let result = await ContentReader.read(SourceSet(files))
    let expected = file.finding.map { finding in
      let rule = finding.prefix { $0 != " " }
      return "\(rule) Content/chips/custom-1/milestones/tape-out.md:\(finding.dropFirst(rule.count + 1))"
    }
    #expect(result.summary == (expected.map { [$0] } ?? []))
    let launch = result.plan.milestones.first { $0.id.milestone == "launch" }
    #expect(launch?.dependencies.first?.predecessor.index != nil, "the file counts as there")
  }

  @Test(
    "Bombs of YAML are refused at once, with one finding",
    arguments: [
      "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]",
      "? {a: 1}\n: b",
      String(repeating: "[", count: 60_000),
      String(repeating: "{a: ", count: 15_000),
      "x: [" + String(repeating: "a,", count: 30_000) + "]",
      String(repeating: "- ", count: 30_000),
      "--- a\n--- b",
      "title: >\n" + String(repeating: " a\n", count: 20_000) + "\t: x",
    ])
  func bomb(_ yaml: String) async {
    let result = await ContentFixture(milestone: "---\n\(yaml)\n---\n").read()
    #expect(!result.findings.isEmpty)
    #expect(result.findings.count <= FrontMatterLimits.mostFindings)
    #expect(result.findings.allSatisfy { $0.range.file == result.findings[0].range.file })
  }

  private enum FrontMatterLimits { static let mostFindings = 20 }

  @Test(
    "What lies elsewhere is said to be read by nobody",
    arguments: [
      ("README.md", "move other notes out of Content"),
      ("chips/custom-1/tape-out.md", "Move it to chips/custom-1/milestones/"),
      ("chip/custom-1/chip.md", "Rename the folder chip to chips"),
      ("reports/january.md", "Name it like reports/2026-01-15.md."),
      ("reports/2026-02-30.md", "Name it like reports/2026-01-15.md."),
      ("program.MD", "Rename it to end in .md."),
    ])
  func stray(_ path: String, _ advice: String) async {
    var fixture = ContentFixture(milestone: "---\ntitle: T\nkind: review\n---\n")
    fixture.files[path] = "---\ntitle: x\n---\n"
    let result = await fixture.read()
    #expect(result.findings.map(\.rule) == ["unexpected-file"])
    #expect(result.findings.first?.advice?.contains(advice) == true)
  }

  @Test(
    "A kind that an unreadable program.md may define is nobody's mistake",
    arguments: [
      nil, "# No front matter\n", "---\ntitle: P\nkinds: thermal-review\n---\n",
    ] as [String?])
  func unknownKinds(_ program: String?) async {
    var fixture = ContentFixture(milestone: "---\ntitle: T\nkind: thermal-review\n---\n")
    fixture.files["program.md"] = program
    let result = await fixture.read()
    #expect(result.findings.count == 1)
    #expect(!result.findings.contains { $0.rule == "unknown-kind" || $0.rule == "missing-field" })
  }

  @Test("A missing program.md or chip.md is one finding, at the place where it belongs")
  func missing() async {
    let result = await ContentFixture(["chips/custom-1/milestones/tape-out.md": "---\ntitle: T\nkind: review\n---\n"])
      .read()
    #expect(
      result.summary == [
        "missing-file Content/chips/custom-1/chip.md:1:1 There is no chip.md in this chip’s folder",
        "missing-file Content/program.md:1:1 There is no program.md",
      ])
    #expect(result.plan.milestones.first?.chip == 0)
  }
}
