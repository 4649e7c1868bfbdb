import Foundation
import TapeoutModel
import Testing

@Suite("What the documents say of the model")
struct DocumentTests {
  @Test("The table of kinds in Docs/content-format.md is the vocabulary")
  func kinds() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Docs/content-format.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") && $0.filter { $0 == "|" }.count == 6 }
      .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
    let documented = rows.map { "\($0[0]) \($0[1]) \($0[4])" }
    #expect(documented == MilestoneKind.builtIn.map { "`\($0.name)` \($0.phase.rawValue) \($0.isGate ? "yes" : "")" })
  }
}
