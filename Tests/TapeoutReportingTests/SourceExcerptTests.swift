import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutReporting

@Suite("Source lines on a terminal")
struct SourceExcerptTests {
  /// Draws a line whose part between guillemets is marked, with the underline below it.
  private func drawn(_ marked: String) -> [String] {
    // By scalars: a combining mark after a guillemet would hide it from a split by characters.
    let parts = marked.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "«" || $0 == "»" }
      .map { Array(String($0).utf8) }
    let bytes = Array(parts.joined())
    let range = parts[0].count..<parts[0].count + parts[1].count
    let excerpt = SourceExcerpt(of: bytes, line: 0..<bytes.count, marking: range)
    return [excerpt.text, excerpt.underline]
  }

  @Test(
    "The underline lies below what it marks, whatever is wide, narrow or hidden",
    arguments: [
      ("baseline: «2026-02-30»", "baseline: 2026-02-30", "          ^~~~~~~~~~"),
      ("«a»", "a", "^"),
      ("end«»", "end", "   ^"),
      ("«»", "", "^"),
      ("\t«x»\ty", "    x    y", "    ^"),
      ("日本: «半導体»!", "日本: 半導体!", "      ^~~~~~"),
      ("cafe\u{301} «x»", "cafe\u{301} x", "     ^"),
      ("e«\u{301}»", "e\u{301}", "^"),
      ("👍 «x»", "👍 x", "   ^"),
      ("a\u{202E}«b»", #"a\u{202e}b"#, "         ^"),
      ("a«\u{1B}»", #"a\u{1b}"#, " ^~~~~~"),
      ("\u{1100}\u{1161} «x»", "\u{1100}\u{1161} x", "   ^"),
    ])
  func alignment(marked: String, text: String, underline: String) {
    #expect(drawn(marked) == [text, underline])
  }

  @Test("Bytes that are not UTF-8 are written out, one by one")
  func invalidBytes() {
    let bytes: [UInt8] = [0x61, 0xE9, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xF0, 0x9F]
    let excerpt = SourceExcerpt(of: bytes, line: 0..<bytes.count, marking: 1..<2)
    #expect(excerpt.text == #"a\xE9\xC3(\xED\xA0\x80\xF0\x9F"#)
    #expect(excerpt.underline == " ^~~~")
  }

  @Test(
    "A long line is cut around the mark and stays below 142 columns",
    arguments: [0, 1, 50, 139, 140, 141, 500, 5000, 99_999])
  func longLines(offset: Int) {
    for filler in ["a", "日", "\u{200B}", "e\u{301}"] {
      let size = filler.utf8.count
      let bytes = Array(String(repeating: filler, count: 100_000).utf8)
      let excerpt = SourceExcerpt(
        of: bytes, line: 0..<bytes.count, marking: offset * size..<(offset + 3) * size)
      #expect(excerpt.text.unicodeScalars.reduce(0) { $0 + $1.displayWidth } <= SourceExcerpt.widest)
      #expect(excerpt.indent + excerpt.width <= SourceExcerpt.widest + 1)
      #expect(excerpt.text.unicodeScalars.last == "…" || offset >= 99_900)
      #expect(excerpt.text.unicodeScalars.first == "…" || offset <= 141)
    }
  }

  @Test("A long line costs no more than a short one: what lies far from the mark is not looked at")
  func cost() {
    let bytes = Array(String(repeating: "日", count: 1_000).utf8)
    let excerpt = SourceExcerpt(of: bytes, line: 0..<bytes.count, marking: 1_500..<1_503)
    // The line ends beyond all that is there: a look at its end traps, and a walk along it would take hours.
    let far = 1 << 45
    #expect(SourceExcerpt(of: bytes, line: -far..<far, marking: 1_500..<1_503) == excerpt)
  }

  @Test("A mark over several lines is underlined to the end of its first line")
  func severalLines() {
    let bytes = Array("one two\nthree".utf8)
    #expect(SourceExcerpt(of: bytes, line: 0..<7, marking: 4..<13).underline == "    ^~~")
  }

  @Test("Lines and columns are those of the model, for any bytes")
  func positions() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<300 {
      let alphabet: [UInt8] = [0x0A, 0x0D, 0x61, 0xC3, 0xA9, 0xEF, 0xBB, 0xBF]
      let mark: [UInt8] = Bool.random(using: &generator) ? [0xEF, 0xBB, 0xBF] : []
      let bytes = mark + (0..<20).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      let lines = SourceLines(bytes)
      for offset in 0...bytes.count {
        #expect(lines.position(offset) == SourcePosition(offset: offset, in: bytes), "\(bytes) at \(offset)")
      }
      let text = (1...lines.count).flatMap { bytes[lines.range(ofLine: $0)] }
      let expected = bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0).filter { $0 != 0x0A && $0 != 0x0D }
      #expect(text.filter { $0 != 0x0D } == expected, "\(bytes)")
    }
  }
}
