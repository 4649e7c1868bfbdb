@testable import TapeoutTemplates
import Testing

@testable import TapeoutSite

@Suite("Stylesheet")
struct StylesheetTests {
  private func compact(_ css: String) -> String {
    String(decoding: Stylesheet.compact(Array(css.utf8)), as: UTF8.self)
  }

  @Test(
    "Comments, indentation and line ends go; what they kept apart stays apart",
    arguments: [
      ("a {\n  color: red;\n}\n", "a {color: red;}"), ("a,\nb{}\n", "a,b{}"), ("a\n  b{}", "a b{}"),
      ("/* x */a{}", "a{}"),
      ("a{/* ; */b:c}", "a{b:c}"), ("a/**/b{}", "a/**/b{}"), ("a{b:1px\n2px}", "a{b:1px 2px}"),
      ("a{}\r\nb{}", "a{}b{}"),
      ("a{content:\"/* no */\"}", "a{content:\"/* no */\"}"), ("a{content:'\\'/*'}/*x*/", "a{content:'\\'/*'}"),
      ("a{content:\"a  b\n\"}", "a{content:\"a  b\n\"}"), ("a:not(\n  b\n){}", "a:not( b ){}"), ("a{b:c", "a{b:c"),
      ("/* open", ""), ("a{b:\"open", "a{b:\"open"), ("@media (a){\n  b{c:d}\n}", "@media (a){b{c:d}}"),
      ("a{b:calc(1px\n+ 2px)}", "a{b:calc(1px + 2px)}"), ("a{b:url(x)\\\n}", "a{b:url(x)\\ }"),
    ])
  func compact(css: String, expected: String) {
    #expect(compact(css) == expected + "\n")
  }

  @Test(
    "Compacting twice changes nothing more, and ours read the same before and after, word by word",
    arguments: ["site.css", "print.css"])
  func meaning(name: String) {
    let css = TemplateSet.text(name)
    let once = compact(css)
    #expect(compact(once) == once)
    #expect(StylesheetTests.tokens(once) == StylesheetTests.tokens(css))
    #expect(once.utf8.count < css.utf8.count)
  }

  /// The words and signs of a stylesheet, without comments: spaces count where they stand between two words, which may
  /// be a descendant, and are no more than one.
  private static func tokens(_ css: String) -> [String] {
    var tokens: [String] = []
    var scalars = Array(css.unicodeScalars)[...]
    var isSpaced = false
    while let scalar = scalars.first {
      if scalars.starts(with: "/*".unicodeScalars) {
        scalars = scalars.dropFirst(2).drop { $0 != "*" }
        while !scalars.isEmpty, !scalars.starts(with: "*/".unicodeScalars) {
          scalars = scalars.dropFirst().drop { $0 != "*" }
        }
        scalars = scalars.dropFirst(2)
      } else if scalar.properties.isWhitespace {
        isSpaced = true
        scalars = scalars.dropFirst()
      } else if "{};,>".unicodeScalars.contains(scalar) {
        tokens.append(String(scalar))
        isSpaced = false
        scalars = scalars.dropFirst()
      } else {
        if isSpaced, let last = tokens.last, !["{", "}", ";", ",", ">"].contains(last) { tokens.append(" ") }
        isSpaced = false
        let length = max(
          1, scalars.prefix { !$0.properties.isWhitespace && !"{};,>/".unicodeScalars.contains($0) }.count)
        tokens.append(String(String.UnicodeScalarView(scalars.prefix(length))))
        scalars = scalars.dropFirst(length)
      }
    }
    return tokens
  }
}
