import TapeoutLanguage
import TapeoutTestSupport
import Testing

@Suite("Places in a document")
struct DocumentTextTests {
  private func text(_ text: String, _ encoding: PositionEncoding = .utf16) -> DocumentText {
    DocumentText(Array(text.utf8), encoding: encoding, isOpen: true)
  }

  private func position(_ line: Int, _ character: Int) -> TextPosition {
    TextPosition(line: line, character: character)
  }

  @Test("Columns are counted in the units that were agreed on")
  func columns() {
    let line = "aé😀b"
    for (encoding, expected) in [
      (PositionEncoding.utf16, [0, 1, 2, 4, 5]), (.utf8, [0, 1, 3, 7, 8]), (.utf32, [0, 1, 2, 3, 4]),
    ] {
      let text = text("x\n" + line, encoding)
      let offsets = [2, 3, 5, 9, 10]
      for (offset, column) in zip(offsets, expected) {
        #expect(text.position(offset) == position(1, column), "\(encoding) at \(offset)")
        #expect(text.offset(position(1, column)) == offset, "\(encoding) at \(column)")
      }
    }
  }

  @Test("A place within a character is its beginning; one behind a line or the text is its end")
  func clamped() {
    #expect(text("😀b").offset(position(0, 1)) == 0)
    #expect(text("😀b", .utf8).offset(position(0, 2)) == 0)
    #expect(text("ab\r\ncd").offset(position(0, 99)) == 2)
    #expect(text("ab\r\ncd", .utf8).offset(position(0, 99)) == 2)
    #expect(text("ab\ncd").offset(position(9, 0)) == 5)
    #expect(text("").offset(position(3, 3)) == 0)
    for encoding in [PositionEncoding.utf8, .utf16, .utf32] {
      #expect(text("ab\ncd", encoding).offset(position(1, .max)) == 5)
      #expect(text("ab\ncd", encoding).offset(position(.max, .max)) == 5)
    }
    #expect(text("ab").position(99) == position(0, 2))
  }

  @Test("Lines end at LF, CRLF and CR")
  func lines() {
    let text = text("a\nb\r\nc\rd\n")
    #expect(text.lineCount == 5)
    #expect((0..<5).map { text[text.line($0)] } == ["a", "b", "c", "d", ""])
    #expect(text.position(5) == position(2, 0))
    #expect(text.lineNumber(at: 4) == 1)
  }

  @Test("A byte-order mark takes a column only where an editor sent it")
  func byteOrderMark() {
    let bytes = Array("\u{FEFF}---\n".utf8)
    #expect(DocumentText(bytes, encoding: .utf16, isOpen: false).position(3) == position(0, 0))
    #expect(DocumentText(bytes, encoding: .utf16, isOpen: true).position(3) == position(0, 1))
  }

  @Test("Random changes come to the same as in an array of UTF-16 units", arguments: 0..<4)
  func changes(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let pieces = ["a", "é", "😀", "\n", "\r\n", "\r", "", "title: x\n", "日本"]
    var document = text("---\ntitle: é😀\n---\n")
    var units = Array("---\ntitle: é😀\n---\n".utf16)
    for _ in 0..<Effort.rounds(200) {
      // Between characters only: editors do not split them.
      let bounds = document.bytes.indices.filter { document.bytes[$0] & 0xC0 != 0x80 } + [document.bytes.count]
      let ends = [bounds.randomElement(using: &random)!, bounds.randomElement(using: &random)!].sorted()
      let range = document.position(ends[0])..<document.position(ends[1])
      let start = String(decoding: document.bytes[..<ends[0]], as: UTF8.self).utf16.count
      let end = String(decoding: document.bytes[..<ends[1]], as: UTF8.self).utf16.count
      let text = pieces.randomElement(using: &random)!
      // A place between CR and LF has no position of its own.
      guard document.offset(range.lowerBound) == ends[0], document.offset(range.upperBound) == ends[1] else { continue }
      document.replace(range, with: text)
      units.replaceSubrange(start..<end, with: Array(text.utf16))
      #expect(document.bytes == Array(String(decoding: units, as: UTF16.self).utf8))
    }
  }

  @Test("Addresses of files lead to paths and back")
  func addresses() {
    #expect(DocumentURI.path("file:///a/b%20c/d.md") == "/a/b c/d.md")
    #expect(DocumentURI.path("file://localhost/a") == "/a")
    #expect(DocumentURI.path("FILE:///a") == "/a")
    #expect(DocumentURI.path("file:///a/./b/../c//d/") == "/a/c/d")
    #expect(DocumentURI.path("file:///%E5%8F%B0") == "/台")
    #expect(DocumentURI.path("file:///a?b#c") == "/a")
    for other in [
      "", "file:", "file://", "file://host/a", "untitled:Untitled-1", "https://example.com/a", "file:///a%0",
      "file:///%zz",
      "file:///..", "file:///a%00b", "file:///%FF", "/a/b",
    ] {
      #expect(DocumentURI.path(other) == nil, "\(other)")
    }
    for path in ["/", "/a b/é%#?/台.md", "/a:b@c"] { #expect(DocumentURI.path(DocumentURI.uri(path)) == path) }
  }
}
