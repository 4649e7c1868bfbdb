import Foundation
import TapeoutHistory
import TapeoutModel
import Testing

@testable import TapeoutReporting

@Suite("Printers of changes")
struct ChangesPrinterTests {
  private static let day = Day(unchecked: 2026, 6, 12)

  private static func milestone(_ kind: Change.Kind, _ id: String, _ title: String) -> Change {
    Change(
      kind, .milestone(MilestoneID(chip: "c-1", milestone: id)), title: title, chipTitle: "Chip 1")
  }

  private static let report: ChangesReport = {
    var launch = milestone(.moved, "launch", "Launch")
    launch.isLaunch = true
    (launch.old, launch.new, launch.days) = (.day(day + 100), .day(day + 114), 14)
    (launch.launchEffect, launch.cause, launch.causeTitle) = (
      14, MilestoneID(chip: "c-1", milestone: "signoff"), "Sign-off"
    )
    var signoff = milestone(.moved, "signoff", "Sign-off | *timing*")
    (signoff.old, signoff.new, signoff.days) = (.day(day), .day(day + 14), 14)
    (signoff.launchEffect, signoff.consequences) = (14, 2)
    signoff.reason = "Hold \u{1b}[31mviolations <b>need</b> one more layout pass than anybody had planned for in May"
    var samples = milestone(.moved, "samples", "Samples")
    (samples.old, samples.new, samples.days, samples.cause) = (.day(day), .day(day + 14), 14, launch.cause)
    var done = milestone(.done, "power", "- Power")
    (done.new, done.days, done.accepted) = (.day(day - 3), nil, .day(day))
    var risk = Change(
      .riskRaised, .risk(RiskID(chip: "c-1", risk: "ovens")), title: "Ovens overlap", chipTitle: "Chip 1")
    risk.newText = "10 %"
    return ChangesReport(
      old: ChangesReport.Side(name: "report 2", day: day - 28), new: ChangesReport.Side(name: "working tree", day: day),
      changes: [launch, signoff, samples, done, risk], notes: ["2 versions could not be read."])
  }()

  @Test("Text folds consequences, wraps at eighty columns and makes what is hidden visible")
  func text() {
    #expect(
      ChangesPrinter(ChangesPrinterTests.report, .plain).printed() == """
        Changes from report 2 (2026-05-15) to working tree (2026-06-12)

          +14 d  Chip 1: Launch moved 14 days later, from 2026-09-20 to 2026-10-04,
                 after Sign-off
          +14 d  Chip 1: Sign-off | *timing* moved 14 days later, from 2026-06-12 to
                 2026-06-26, and 1 milestone after it
                   Hold \\u{1b}[31mviolations <b>need</b> one more layout pass than anybody
                   had planned for in May
                 Chip 1: - Power happened on 2026-06-09, accepted on 2026-06-12
                 Chip 1: risk “Ovens overlap” was raised, at 10 %

        1 more change only follows from these.

        2 versions could not be read.

        """)
  }

  @Test("Markdown puts moves into a table, links what is still there and escapes what would be markup")
  func markdown() {
    #expect(
      ChangesMarkdownPrinter(ChangesPrinterTests.report).printed(linkingFrom: "../") == """
        ## Changed since report 2 (2026-05-15)

        | Milestone | Before | Now | Move | Why |
        |---|---|---|---|---|
        | Chip 1, [Launch](../chips/c-1/milestones/launch.md) | 2026-09-20 | 2026-10-04 | +14 d | follows Sign-off |
        | Chip 1, [Sign-off \\| \\*timing\\*](../chips/c-1/milestones/signoff.md) | 2026-06-12 | 2026-06-26 | +14 d | \
        Hold \\\\u{1b}\\[31mviolations \\<b\\>need\\</b\\> one more layout pass than anybody had planned for in May; \
        and 1 milestone after it |

        - [- Power](../chips/c-1/milestones/power.md) (Chip 1) happened on 2026-06-09, accepted on 2026-06-12
        - Risk [Ovens overlap](../chips/c-1/risks/ovens.md) (Chip 1) was raised, at 10 %

        2 versions could not be read.

        """)
  }

  @Test("JSON holds every change with every key, and none is left out")
  func json() throws {
    let text = ChangesJSONPrinter(ChangesPrinterTests.report).printed()
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(document["format"] as? String == "tapeout.changes/1")
    let changes = try #require(document["changes"] as? [[String: Any]])
    #expect(changes.count == 5)
    #expect(Set(changes.map { $0.keys.sorted() }).count == 1)
    #expect(changes[0]["cause"] as? String == "c-1/signoff")
    #expect(changes[1]["cause"] is NSNull)
    #expect((changes[4]["subject"] as? [String: Any])?["type"] as? String == "risk")
    #expect(!text.unicodeScalars.contains("\u{1b}"))
  }

  @Test("No change is said to be none")
  func none() {
    var report = ChangesPrinterTests.report
    report.changes = []
    report.isReconstructed = true
    #expect(ChangesPrinter(report, .plain).printed().contains("Nothing changed."))
    #expect(ChangesMarkdownPrinter(report).printed().contains("other changes may be missing"))
  }

  @Test("The schema names every key and every kind, and the pages describe them")
  func schema() throws {
    let docs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Docs")
    func object(_ value: Any?) throws -> [String: Any] { try #require(value as? [String: Any]) }
    let data = try Data(contentsOf: docs.appending(path: "schemas/changes.schema.json"))
    let schema = try object(JSONSerialization.jsonObject(with: data))
    let text = ChangesJSONPrinter(ChangesPrinterTests.report).printed()
    let document = try object(JSONSerialization.jsonObject(with: Data(text.utf8)))
    let change = try object((document["changes"] as? [Any])?.first)
    let definitions = try object(schema["$defs"])
    let described = try String(contentsOf: docs.appending(path: "changes-json.md"), encoding: .utf8)
    for (written, definition) in [
      (document, schema), (change, try object(definitions["change"])),
      (try object(change["subject"]), try object(definitions["subject"])),
      (try object(document["from"]), try object(definitions["side"])),
    ] {
      #expect(try object(definition["properties"]).keys.sorted() == written.keys.sorted())
      #expect((definition["required"] as? [String])?.sorted() == written.keys.sorted())
      for key in written.keys.sorted() {
        #expect(["`\(key)`", "`\(key)[]`", "`\(key).name`"].contains(where: described.contains), "\(key)")
      }
    }
    let kinds = try object(object(object(definitions["change"])["properties"])["kind"])["enum"] as? [String]
    #expect(kinds == Change.Kind.allCases.map(\.rawValue))
    let history = try String(contentsOf: docs.appending(path: "history.md"), encoding: .utf8)
    for kind in Change.Kind.allCases { #expect(history.contains("`\(kind.rawValue)`"), "\(kind)") }
  }
}
