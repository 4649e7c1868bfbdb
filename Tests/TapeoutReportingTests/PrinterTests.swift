import Foundation
import TapeoutModel
import TapeoutRules
import Testing

@testable import TapeoutReporting

@Suite("Printers of findings")
struct PrinterTests {
  private static let program = "---\ntitle: Program\nlaunch: 2026-02-30\n---\n"
  private static let chip = "---\ntitle: Chip\nkind: custom\nkind: merchant\n---\n"

  /// Files sort as they are numbered here: 0 is the chip, 1 the program.
  private static let sources = SourceSet([
    SourceFile(path: "Content/chips/a/chip.md", text: chip),
    SourceFile(path: "Content/program.md", text: program),
  ])

  private static func range(_ text: String, in file: Int) -> SourceRange {
    let source = file == 0 ? chip : program
    guard let found = source.range(of: text) else { return SourceRange(FileID(file), 0, 0) }
    let start = source.utf8.distance(from: source.startIndex, to: found.lowerBound)
    return SourceRange(FileID(file), start, start + text.utf8.count)
  }

  private static let findings: [Finding] = {
    var duplicate = Finding(
      "duplicate-key", at: range("kind: merchant", in: 0), "The field `kind` is written twice",
      advice: "Keep one of them.",
      notes: [
        Finding.Note("first written here", at: range("kind: custom", in: 0)), Finding.Note("the second one counts"),
      ],
      fixes: [Fix("delete the second one", replace: range("kind: merchant\n", in: 0), with: "")])
    duplicate.severity = .warning
    let date = Finding(
      "invalid-date", at: range("2026-02-30", in: 1), "There is no 2026-02-30, 100% sure: February 2026 has 28 days",
      fixes: [Fix("write 2026-02-28", replace: range("2026-02-30", in: 1), with: "2026-02-28")])
    var whole = Finding("launch-window-unset", at: SourceRange(startOf: FileID(1)), "No launch window")
    whole.severity = .hint
    return [duplicate, whole, date]
  }()

  private static func report(_ findings: [Finding] = findings, isStrict: Bool = false) -> FindingsReport {
    FindingsReport(
      findings: findings, sources: sources, fileCount: 2, statusDate: Day(unchecked: 2026, 1, 15), isStrict: isStrict)
  }

  @Test("As text, each finding shows its places, notes, advice and what a fix makes of the lines")
  func text() {
    let printer = TextPrinter(PrinterTests.report(), style: .plain)
    #expect(
      printer.printed() == """
        warning[duplicate-key]: The field `kind` is written twice
         --> Content/chips/a/chip.md:4:1
          |
        4 | kind: merchant
          | ^~~~~~~~~~~~~~
        note: first written here
         --> Content/chips/a/chip.md:3:1
          |
        3 | kind: custom
          | ^~~~~~~~~~~~
          = note: the second one counts
          = help: Keep one of them.
          = fix: delete the second one

        hint[launch-window-unset]: No launch window
         --> Content/program.md:1:1

        error[invalid-date]: There is no 2026-02-30, 100% sure: February 2026 has 28 days
         --> Content/program.md:3:9
          |
        3 | launch: 2026-02-30
          |         ^~~~~~~~~~
          = fix: write 2026-02-28
        3 + launch: 2026-02-28

        To read more about a rule: tapeout explain invalid-date
        1 error, 1 warning, 1 hint in 2 files

        """)
  }

  @Test("Where a limit cuts, the worst comes first and what is left out is counted")
  func limit() {
    let printer = TextPrinter(PrinterTests.report(), style: .plain, limit: 1)
    let text = printer.printed()
    #expect(text.hasPrefix("error[invalid-date]"))
    #expect(text.contains("The worst 1 are shown. Left out: 1 warning, 1 hint; --limit 0 shows all.\n"))
    #expect(text.hasSuffix("1 error, 1 warning, 1 hint in 2 files\n"))
  }

  @Test("Line numbers of two digits and more keep the gutter straight")
  func gutter() {
    let text = "---\n" + String(repeating: "# x\n", count: 97) + "a: b\nc: d\n---\n"
    let sources = SourceSet([SourceFile(path: "Content/program.md", text: text)])
    let start = text.utf8.count - "a: b\nc: d\n---\n".utf8.count
    let finding = Finding(
      "unknown-field", at: SourceRange(FileID(0), start, start + 4), "Two places",
      notes: [Finding.Note("there", at: SourceRange(FileID(0), start + 5, start + 9))])
    let report = FindingsReport(
      findings: [finding], sources: sources, fileCount: 1, statusDate: Day(unchecked: 2026, 1, 15))
    let printer = TextPrinter(report, style: .plain)
    let lines = printer.printed().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.prefix(10) == [
        "error[unknown-field]: Two places", "   --> Content/program.md:99:1", "    |", " 99 | a: b", "    | ^~~~",
        "note: there", "   --> Content/program.md:100:1", "    |", "100 | c: d", "    | ^~~~",
      ])
  }

  @Test("An absurdly long headline is cut")
  func longHeadline() {
    let finding = Finding("x", at: SourceRange(startOf: FileID(0)), String(repeating: "long ", count: 100_000))
    let printer = TextPrinter(PrinterTests.report([finding]), style: .plain)
    #expect(printer.printed().utf8.count < 1000)
  }

  @Test("A fix that changes several lines shows them as they would be; overlapping edits show nothing")
  func fixes() throws {
    var index = SourceLineIndex(PrinterTests.sources)
    let title = PrinterTests.range("title", in: 0)
    let custom = PrinterTests.range("custom", in: 0)
    let both = Fix("", [Fix.Edit(range: custom, text: "in\nhouse"), Fix.Edit(range: title, text: "name")])
    let changed = try #require(ChangedLines(both, index: &index))
    #expect(changed.firstLine == 2)
    #expect(changed.lines.map { String(decoding: $0, as: UTF8.self) } == ["name: Chip", "kind: in", "house"])
    let overlap = Fix("", [Fix.Edit(range: custom, text: "a"), Fix.Edit(range: custom, text: "b")])
    #expect(ChangedLines(overlap, index: &index) == nil)
    let outside = Fix("", replace: SourceRange(FileID(0), 5, 10_000), with: "")
    #expect(ChangedLines(outside, index: &index) == nil)
  }

  @Test("For GitLab each finding has a fingerprint of its own, which moving its line does not change")
  func gitLab() {
    func entries(_ report: FindingsReport) -> [String] {
      GitLabPrinter(report, pathPrefix: "plan/").printed().split(separator: "\n").map(String.init)
    }
    let lines = entries(PrinterTests.report())
    #expect(lines.first == "[" && lines.last == "]")
    #expect(
      lines[3] == """
        {"check_name":"invalid-date",\
        "description":"There is no 2026-02-30, 100% sure: February 2026 has 28 days",\
        "fingerprint":"invalid-date plan/Content/program.md \
        There is no 2026-02-30, 100% sure: February 2026 has 28 days 1",\
        "location":{"lines":{"begin":3},"path":"plan/Content/program.md"},"severity":"critical"}
        """)
    let range = SourceRange(FileID(0), 0, 1)
    let twice = FindingsReport(
      findings: [Finding("overdue", at: range, "Late"), Finding("overdue", at: range, "Late")],
      sources: SourceSet([SourceFile(path: "Content/a.md", bytes: Array("x".utf8))]), fileCount: 1,
      statusDate: Day(unchecked: 2026, 1, 15))
    #expect(entries(twice)[1].contains("Late 1\"") && entries(twice)[2].contains("Late 2\""))
  }

  @Test("For GitHub the worst comes first, and commas, colons, percent signs and line breaks are escaped")
  func gitHub() {
    let text = GitHubPrinter(PrinterTests.report(), pathPrefix: "a,b:c%/").printed()
    let lines = text.split(separator: "\n")
    #expect(
      lines[0] == """
        ::error file=a%2Cb%3Ac%25/Content/program.md,line=3,endLine=3,col=9,endColumn=19,title=invalid-date::\
        There is no 2026-02-30, 100%25 sure: February 2026 has 28 days%0Afix: write 2026-02-28
        """)
    #expect(
      lines[1] == """
        ::warning file=a%2Cb%3Ac%25/Content/chips/a/chip.md,line=4,endLine=4,col=1,endColumn=15,title=duplicate-key::\
        The field `kind` is written twice%0Anote: first written here (a,b:c%25/Content/chips/a/chip.md:3)%0A\
        note: the second one counts%0Ahelp: Keep one of them.%0Afix: delete the second one
        """)
    #expect(lines[2].hasPrefix("::notice file="))
    #expect(lines[3] == "1 error, 1 warning, 1 hint in 2 files")
  }

  @Test("JSON holds every key, exact text and places in lines, columns and bytes")
  func json() throws {
    let text = JSONPrinter(PrinterTests.report()).printed()
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(document["format"] as? String == "tapeout.findings/1")
    #expect(document["status_date"] as? String == "2026-01-15")
    let summary = try #require(document["summary"] as? [String: Any])
    #expect(summary["errors"] as? Int == 1 && summary["files"] as? Int == 2 && summary["fails"] as? Bool == true)
    let findings = try #require(document["findings"] as? [[String: Any]])
    #expect(findings.map { $0["rule"] as? String } == ["duplicate-key", "launch-window-unset", "invalid-date"])
    #expect(findings.map { $0["advice"] is NSNull } == [false, true, true])
    let location = try #require(findings[2]["location"] as? [String: Any])
    let end = try #require(location["end"] as? [String: Int])
    #expect(end == ["line": 3, "column": 19, "offset": 37])
    let fix = try #require((findings[2]["fixes"] as? [[String: Any]])?.first)
    #expect((fix["edits"] as? [[String: Any]])?.first?["text"] as? String == "2026-02-28")
  }

  @Test("Hidden characters are the same to a JSON reader and invisible to a terminal")
  func hiddenInJSON() throws {
    let headline = "a\u{202E}b\u{9B}c\u{E0041}d\u{7F}\u{1B}\"\\/ü"
    let finding = Finding("x", at: SourceRange(startOf: FileID(0)), headline)
    let text = JSONPrinter(PrinterTests.report([finding])).printed()
    #expect(text.contains(#""a\u202eb\u009bc\udb40\udc41d\u007f\u001b\"\\/ü""#))
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect((document?["findings"] as? [[String: Any]])?.first?["headline"] as? String == headline)
  }

  private struct SampleRule: Rule {
    var name: RuleName { "invalid-date" }
    var group: RuleGroup { .file }
    var defaultSeverity: Severity { .warning }
    var explanation: Explanation {
      Explanation(
        what: "A date that no calendar has. It may be a slip.", why: "Nobody can meet it.",
        wrong: .milestone("m", "---\nbaseline: 2026-02-30\n---\n"), right: .milestone("m", "---\n---\n"))
    }
  }

  @Test("SARIF holds rules, results, related places and fixes in code points")
  func sarif() throws {
    let text = SARIFPrinter(PrinterTests.report(), rules: [SampleRule()], pathPrefix: "a b/ü/").printed()
    let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["level"] as? String } == ["warning", "note", "error"])
    #expect(results.map { $0["ruleIndex"] as? Int } == [nil, nil, 0])
    #expect((results[0]["relatedLocations"] as? [Any])?.count == 1)
    let message = (results[0]["message"] as? [String: Any])?["text"] as? String
    #expect(message == "The field `kind` is written twice\nNote: the second one counts\nKeep one of them.")
    #expect(text.contains(#""uri":"a%20b/%C3%BC/Content/program.md""#))
    let fix = try #require((results[2]["fixes"] as? [[String: Any]])?.first)
    let change = try #require((fix["artifactChanges"] as? [[String: Any]])?.first)
    let replacement = try #require((change["replacements"] as? [[String: Any]])?.first)
    let region = try #require(replacement["deletedRegion"] as? [String: Int])
    #expect(region == ["startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 19])
    let absolute = SARIFPrinter(PrinterTests.report(), rules: [], pathPrefix: "/r/").printed()
    #expect(absolute.contains(#""uri":"file:///r/Content/program.md""#))
  }

  @Test("An explanation shows what, why, wrong, right and how to change the severity")
  func explanation() {
    let printer = ExplanationPrinter(.plain)
    #expect(
      printer.page(SampleRule()) == """
        warning[invalid-date] in group file

        A date that no calendar has. It may be a slip.

        Why
        Nobody can meet it.

        Wrong
          Content/chips/custom-1/milestones/m.md
          | ---
          | baseline: 2026-02-30
          | ---

        Right
          Content/chips/custom-1/milestones/m.md
          | ---
          | ---

        To change how much it matters, write in program.md:

          rules: {invalid-date: off}    # or hint, warning, error

        """)
    #expect(
      printer.list([SampleRule()]) == """
        file
          invalid-date  warning  A date that no calendar has.

        1 rule. To read one in full: tapeout explain RULE

        """)
  }

  @Test(
    "Everything hidden becomes visible, everything visible stays",
    arguments: [
      ("plain ASCII", "plain ASCII"), ("日本 ü e\u{301} 👍🏽 ❤\u{FE0F}", "日本 ü e\u{301} 👍🏽 ❤\u{FE0F}"),
      ("\u{0}\t\n\r", #"\u{0}\u{9}\u{a}\u{d}"#), ("\u{1B}[0m", #"\u{1b}[0m"#),
      ("\u{7F}\u{80}\u{9F}", #"\u{7f}\u{80}\u{9f}"#),
      ("\u{200E}\u{202A}\u{2069}\u{61C}", #"\u{200e}\u{202a}\u{2069}\u{61c}"#),
      ("\u{2028}\u{2029}\u{AD}\u{FEFF}\u{3164}", #"\u{2028}\u{2029}\u{ad}\u{feff}\u{3164}"#),
      ("x\u{301}\u{1B}", "x\u{301}\\u{1b}"),
    ])
  func printable(text: String, shown: String) {
    #expect(text.printable == shown)
  }
}
