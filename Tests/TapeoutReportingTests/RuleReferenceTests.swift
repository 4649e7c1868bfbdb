import Foundation
import TapeoutReporting
import TapeoutRules
import Testing

@Suite("Rule reference")
struct RuleReferenceTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Set TAPEOUT_RECORD to write the page anew; the run fails all the same, so that none passes by recording.
  @Test("Docs/rules.md says what the rules say of themselves")
  func page() throws {
    let url = RuleReferenceTests.root.appending(path: "Docs/rules.md")
    guard ProcessInfo.processInfo.environment["TAPEOUT_RECORD"] != nil else {
      let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      #expect(text == RuleReference.text, "make record writes it anew")
      return
    }
    try RuleReference.text.write(to: url, atomically: true, encoding: .utf8)
    Issue.record("recorded \(url.path)")
  }

  @Test("Where a document says how many rules there are, it is right")
  func counts() throws {
    let docs = try FileManager.default.contentsOfDirectory(atPath: RuleReferenceTests.root.appending(path: "Docs").path)
    let paths = docs.filter { $0.hasSuffix(".md") }.map { "Docs/\($0)" } + ["README.md", "CONTRIBUTING.md"]
    for path in paths {
      let text = try String(contentsOf: RuleReferenceTests.root.appending(path: path), encoding: .utf8)
      for match in text.matches(of: /\b([0-9]+) rules\b/) {
        #expect(Int(match.1) == RuleSet.all.count, "\(path) says: \(match.0)")
      }
    }
  }

  @Test("Every rule is named on the page once as a heading, and its first sentence stands in the table")
  func headings() {
    let lines = RuleReference.text.split(separator: "\n")
    for rule in RuleSet.all {
      #expect(lines.count { $0 == "## \(rule.name)" } == 1)
      #expect(lines.count { $0.hasPrefix("| [`\(rule.name)`]") } == 1)
    }
  }
}
