import Foundation
import TapeoutParser
import TapeoutTestSupport
import Testing

@Suite("Field reference")
struct FieldReferenceTests {
  private static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Docs/content-format.md")

  private static func table(_ fields: FieldTable) -> [String] {
    ["| field | value | |", "|---|---|---|"]
      + fields.entries.map {
        "| `\($0.name)` | \($0.value.wording) | \($0.isRequired ? "required; " : "")\($0.summary) |"
      }
  }

  /// The page with the tables below its headings as the parser's table has them.
  private static func page(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for fields in FieldTable.all {
      let heading = "## \(fields.noun.prefix(1).uppercased())\(fields.noun.dropFirst())"
      guard let place = lines.firstIndex(of: heading),
        let start = lines[place...].firstIndex(where: { $0.hasPrefix("| field |") })
      else {
        Issue.record("there is no table below \(heading)")
        continue
      }
      let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.endIndex
      lines.replaceSubrange(start..<end, with: table(fields))
    }
    return lines.joined(separator: "\n")
  }

  /// Set TAPEOUT_RECORD to write the tables anew; the run fails all the same, so that none passes by recording.
  @Test("Docs/content-format.md lists the fields that the parser reads")
  func page() throws {
    let text = try String(contentsOf: FieldReferenceTests.url, encoding: .utf8)
    guard ProcessInfo.processInfo.environment["TAPEOUT_RECORD"] != nil else {
      #expect(text == FieldReferenceTests.page(text), "make record writes it anew")
      return
    }
    try FieldReferenceTests.page(text).write(to: FieldReferenceTests.url, atomically: true, encoding: .utf8)
    Issue.record("recorded \(FieldReferenceTests.url.path)")
  }

  @Test("The fields that the table calls required are those that an empty file lacks")
  func required() async {
    let paths = [
      "milestone": "chips/custom-1/milestones/x.md", "chip": "chips/custom-9/chip.md", "partner": "partners/x.md",
      "risk": "chips/custom-1/risks/x.md", "report": "reports/2026-01-02.md", "program": "program.md",
      "scenario": "scenarios/x.md",
    ]
    for fields in FieldTable.all {
      var fixture = ContentFixture(milestone: "---\ntitle: T\nkind: tape-out\n---\n")
      fixture.files[paths[fields.noun] ?? ""] = "---\n---\n"
      let summary = await fixture.read().summary.filter { $0.hasPrefix("missing-field") }
      for entry in fields.entries {
        let isMissing = summary.contains { $0.contains("has no `\(entry.name)`") }
        #expect(isMissing == entry.isRequired, "\(fields.noun).\(entry.name): \(summary)")
      }
    }
  }

  @Test("The value at a path of names is the one that the format has there")
  func paths() {
    let program = FieldValue.record(.program)
    #expect(program.value(at: ["thresholds", "late"]) == .length)
    #expect(program.value(at: ["kinds", "anything", "gate"]) == .flag)
    #expect(program.value(at: ["source", "as_of"]) == .date)
    #expect(program.value(at: ["title", "x"]) == nil && program.value(at: ["nothing"]) == nil)
  }
}
