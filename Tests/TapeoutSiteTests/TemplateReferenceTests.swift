import Foundation
import TapeoutModel
@testable import TapeoutTemplates
import Testing

@testable import TapeoutSite

@Suite("Template reference")
struct TemplateReferenceTests {
  private let path = "\(TemplateSetTests.folder)/README.md"

  /// Set TAPEOUT_RECORD to write the contexts anew; the run fails all the same, so that none passes by recording.
  @Test("Templates/README.md lists every field of every context, as the tables have them")
  func contexts() throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let introduction = try #require(text.range(of: TemplateReference.heading)).lowerBound
    let expected = text[..<introduction] + TemplateReference.text
    guard ProcessInfo.processInfo.environment["TAPEOUT_RECORD"] != nil else {
      #expect(text == expected, "set TAPEOUT_RECORD=1 and run this test once more")
      return
    }
    try expected.write(toFile: path, atomically: true, encoding: .utf8)
    Issue.record("recorded \(path)")
  }

  @Test("Every meaning is a phrase: it begins with a capital and ends without a full stop")
  func meanings() {
    func visit(_ shape: ContextShape) {
      for field in shape.fields {
        let first = field.meaning.unicodeScalars.first
        let isPhrase = first?.properties.isUppercase == true && field.meaning.unicodeScalars.last != "."
        #expect(isPhrase, "\(shape.name).\(field.name): \(field.meaning)")
        #expect(!field.meaning.utf8.contains("|"))
      }
      for inner in shape.inner { visit(inner) }
    }
    for page in TemplateSet.pages { visit(page.shape) }
  }

  @Test("The introduction’s examples are templates without findings")
  func examples() throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let blocks = text.components(separatedBy: "```mustache\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count >= 2)
    let files = try blocks.map { block in
      // The first line names the file: {{! notfound.mustache }}
      let line = try #require(block.split(separator: "\n").first)
      return (String(line.dropFirst(4).dropLast(3)), block)
    }
    let set = TemplateSet(replacing: files.map { ($0, .init(path: "Templates/\($0)", text: $1)) })
    #expect(set.summary.isEmpty)
  }
}
