import TapeoutModel
import TapeoutRules
import Testing

@testable import TapeoutReporting

@Suite("Very many findings")
struct PiecesTests {
  private static let source = SourceFile(
    path: "Content/program.md", text: "---\ntitle: Program\nlaunch: 2026-02-30\n---\n")

  /// As many findings of each severity.
  private func report(_ counts: [Severity: Int]) -> FindingsReport {
    var findings: [Finding] = []
    for (severity, count) in counts.sorted(by: { $0.key < $1.key }) {
      for number in 0..<count {
        let place = SourceRange(FileID(0), 27, 37)
        var finding = Finding(
          "invalid-date", at: place, "There is no date \(number)", advice: "Write a day of the calendar.",
          fixes: [Fix("write 2026-02-28", replace: place, with: "2026-02-28")])
        finding.severity = severity
        findings.append(finding)
      }
    }
    return FindingsReport(
      findings: findings, sources: SourceSet([PiecesTests.source]), fileCount: 1,
      statusDate: Day(unchecked: 2026, 1, 15))
  }

  @Test("No printer holds much of what it prints: the text comes in pieces, and they are the whole text")
  func pieces() {
    let report = report([.error: 3000, .hint: 3000])
    let printers: [(text: String, write: (@escaping PieceTaker) -> Void)] = [
      (JSONPrinter(report).printed(), JSONPrinter(report).write),
      (SARIFPrinter(report, rules: RuleSet.all).printed(), SARIFPrinter(report, rules: RuleSet.all).write),
      (GitHubPrinter(report).printed(), GitHubPrinter(report).write),
      (GitLabPrinter(report).printed(), GitLabPrinter(report).write),
      (
        TextPrinter(report, style: .plain).printed(),
        { take in
          var printer = TextPrinter(report, style: .plain)
          printer.write(to: take)
        }
      ),
    ]
    for (text, write) in printers {
      var pieces: [[UInt8]] = []
      write { pieces.append($0) }
      #expect(pieces.joined().elementsEqual(text.utf8))
      #expect(text.utf8.count > 600_000 && pieces.count > 2)
      #expect(pieces.allSatisfy { $0.count < 400_000 })
    }
  }

  @Test(
    "What is left out is counted without a list of it", arguments: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  func leftOut(_ limit: Int) {
    let report = report([.error: 2, .warning: 3, .hint: 5])
    let worst = report.worst(limit)
    let order = [Severity.error, .warning, .hint].flatMap { severity in
      report.findings.filter { $0.severity == severity }
    }
    #expect(worst == (limit == 0 ? order : Array(order.prefix(limit))))
    #expect(report.leftOut(limit) == SeverityCounts(order.dropFirst(worst.count)))
  }
}
