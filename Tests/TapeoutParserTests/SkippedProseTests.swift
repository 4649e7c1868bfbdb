import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutParser

@Suite("Prose that is left out of parsing changes nothing")
struct SkippedProseTests {
  /// Blocks that open the section, close it, lie in it, or only look like it.
  private static let blocks = [
    "# Exit criteria", "## Exit criteria", "### Exit criteria (A0)", "## Eit critera", "##Exit criteria",
    "**Exit criteria**", "Exit criteria\n===", "Section 3: Exit criteria", "Exit criteria:", "## Notes", "# Notes",
    "### Details", "## Entry criteria and what else there is to say about them in this very long line",
    "| Item | State |\n|---|---|\n| DRC | open |", "| a | b |\n|---|---|\n| plain | 3 |",
    "a | b\n--- | ---\nDRC | done",
    "Some prose about timing.", "Some prose\nover two lines, with exist and expected in it.", "Example of prose.",
    "- [ ] Layout clean", "- [x] DRC\n- [ ] LVS", "* item\n* item", "> quote\n> ## Exit criteria",
    "```\n# code\n| a | b |\n|---|---|\n```", "~~~\n## Notes\n~~~", "<div>\n# Notes\n</div>", "---", "***",
    "☐ Timing met",
    "1. Exit criteria\n2. b", "    # indented", "  ## Notes", "[link](a.md) in a line", "| [x](y.md) | z |\n|---|---|",
    "• item", "-[ ] LVS", "#hash", "####### seven", "The end.\n## Exit criteria\nmore",
  ]

  @Test("A milestone's body reads the same with all of its prose, whatever follows what")
  func isSame() {
    var random = SeededGenerator(seed: 20_261_129)
    for _ in 0..<(Effort.rounds(3_000)) {
      let blocks = (0..<Int.random(in: 2...7, using: &random)).map { _ in
        SkippedProseTests.blocks.randomElement(using: &random) ?? ""
      }
      let text = blocks.joined(separator: Bool.random(using: &random) ? "\n\n" : "\n") + "\n"
      let bytes = Array(text.utf8)
      let short = BodyReader.read(bytes, from: 0, file: FileID(3), chip: "custom-1")
      let whole = bytes.withUnsafeBufferPointer {
        BodyReader.read($0, from: 0, file: FileID(3), chip: "custom-1", skipsProse: false)
      }
      #expect(short.criteria == whole.criteria, "\(text)")
      #expect(short.findings == whole.findings, "\(text)")
      #expect(short.body.links == whole.body.links && short.body.toDos == whole.body.toDos, "\(text)")
    }
  }
}
