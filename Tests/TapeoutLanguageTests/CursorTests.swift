import TapeoutLanguage
import TapeoutTestSupport
import Testing

@Suite("What stands at a place of a document that is being typed")
struct CursorTests {
  /// The cursor at the bar in a text.
  private func cursor(_ marked: String) -> Cursor {
    let bytes = Array(marked.utf8)
    let bar = bytes.firstIndex(of: UInt8(ascii: "|"))!
    let text = DocumentText(
      Array(bytes[..<bar] + bytes[(bar + 1)...]), encoding: .utf16, isOpen: true)
    return Cursor(text, at: bar)
  }

  private func described(_ marked: String) -> String {
    let cursor = cursor(marked)
    return "\(cursor.place) \(cursor.path.joined(separator: ".")) “\(cursor.text)”\(cursor.isNamed ? ":" : "")"
  }

  @Test(
    "Names and values are found in lines and in braces, whole or half typed",
    arguments: [
      ("---\nti|tle: X\n---\n", "name  “title”:"), ("---\nfore|\n---\n", "name  “fore”"), ("---\n|\n---\n", "name  “”"),
      ("---\ntitle: X|\n---\n", "value title “X”"), ("---\ntitle: |\n---\n", "value title “”"),
      ("---\ntitle:|\n---\n", "value title “”"), ("---\nkind: \"a|b\" # c\n---\n", "value kind “ab”"),
      ("---\nkind: 'a|b\n---\n", "value kind “ab”"), ("---\nkind: a |b  # c\n---\n", "value kind “a b”"),
      ("---\nafter:\n  |\n---\n", "name after “”"), ("---\nafter:\n  tape-|\n---\n", "name after “tape-”"),
      ("---\nafter:\n  a: 1w\n  |\n---\n", "name after “”"), ("---\nafter:\n  a: 1w\n|\n---\n", "name  “”"),
      ("---\nafter:\n  a: 1|w\n---\n", "value after.a “1w”"), ("---\nafter:\n  a: |\n---\n", "value after.a “”"),
      ("---\nafter: {|\n---\n", "name after “”"), ("---\nafter: {a|\n---\n", "name after “a”"),
      ("---\nafter: {a: |}\n---\n", "value after.a “”"), ("---\nafter: {a: 1w, |}\n---\n", "name after “”"),
      ("---\nafter: {a: 1w, b: 2|w}\nowner: x\n---\n", "value after.b “2w”"),
      ("---\nafter: {a: 1w,\n  b|: 2w}\n---\n", "name after “b”:"), ("---\ntags: [a, b|]\n---\n", "value tags “b”"),
      ("---\ntags:\n  - a|\n---\n", "value tags “a”"), ("---\ntags:\n- a\n- b|\n---\n", "value tags “b”"),
      ("---\nsource:\n  - title: x\n    u|\n---\n", "name source “u”"),
      ("---\nsource: [{title: x, url|: y}]\n---\n", "name source “url”:"),
      ("---\nkinds:\n  thermal: {phase: phy|}\n---\n", "value kinds.thermal.phase “phy”"),
      ("---\nkinds:\n  thermal:\n    ph|\n---\n", "name kinds.thermal “ph”"),
      ("---\nreason: |\n---\n", "value reason “”"), ("-|--\ntitle: X\n---\n", "elsewhere  “”"),
      ("---\ntitle: X\n--|-\n", "elsewhere  “”"), ("---\ntitle: X\n---\nte|xt\n", "body  “”"),
      ("---\r\ntitle: X|\r\n---\r\n", "value title “X”"), ("te|xt", "elsewhere  “”"),
      ("---\ntitle: X|", "value title “X”"),
      ("|", "elsewhere  “”"), ("---|", "elsewhere  “”"), ("---\n|", "name  “”"),
    ])
  func found(_ marked: String, _ expected: String) { #expect(described(marked) == expected, "\(marked)") }

  @Test("A text over several lines holds no names")
  func block() {
    #expect(described("---\nreason: >\n  a: b|\nowner: x\n---\n").hasPrefix("elsewhere"))
    let tokens = cursor("---\nreason: >-\n  a: b\n  c: d\nowner: x|\n---\n").tokens.tokens
    #expect(tokens.filter { $0.role == .name }.map(\.text) == ["reason", "owner"])
  }

  @Test("Whatever bytes somebody types, places lie in the text", arguments: 0..<6)
  func random(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let pieces = [
      "---\n", "title", ":", " ", "\n", "{", "}", "[", "]", ",", "\"", "'", "#", "- ", "  ", "é", "😀", "|", ">", "\r",
      "\t",
      "after:\n  a: 1w\n", "tags: [a, b]\n", "---",
    ]
    for _ in 0..<Effort.rounds(300) {
      let text = (0..<Int.random(in: 0...25, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
      let document = DocumentText(Array(("---\n" + text).utf8), encoding: .utf16, isOpen: true)
      for offset in 0...document.bytes.count {
        let cursor = Cursor(document, at: offset)
        #expect(cursor.range.lowerBound >= 0 && cursor.range.upperBound <= document.bytes.count)
      }
      for token in FrontMatterTokens(document).tokens {
        #expect(token.range.upperBound <= document.bytes.count && document[token.range] == token.text, "\(text)")
      }
    }
  }
}
