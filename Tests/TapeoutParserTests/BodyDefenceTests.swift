import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutParser

@Suite("Defences of the body")
struct BodyDefenceTests {
  private static let limit = 256 << 10

  private static func filled(_ unit: String, prefix: String = "", suffix: String = "") -> String {
    let room = limit - prefix.utf8.count - suffix.utf8.count
    return prefix + String(repeating: unit, count: room / unit.utf8.count) + suffix
  }

  /// Runs of `unit` with a blank line after each.
  private static func paragraphs(of unit: String, each count: Int) -> String {
    filled(String(repeating: unit, count: count) + "\n\n")
  }

  // MARK: Limits

  @Test(
    "Over a limit there is one finding at the place, and nothing is read",
    arguments: [
      (filled("a ") + "[a](b)xxxxxxx", "256 KiB", 0),
      ("ok\n\n" + String(repeating: "> ", count: 33) + "[a](b)\n", "list or quote marks", 4),
      ("ok\n\n  " + String(repeating: "1. ", count: 33) + "[a](b)\n", "list or quote marks", 6),
      ("[x](y)\n\n" + String(repeating: "[a\n", count: 2001), "opening brackets", 8 + 3 * 2000),
      (
        "[a]: /" + String(repeating: "u", count: 100_000) + "\n\n" + String(repeating: "[a]\n\n", count: 500),
        "definition", 2
      ),
      (String(repeating: " ", count: 200) + "- [x] a\n" + String(repeating: "\n", count: 60_000), "blank lines", 200),
      (String(repeating: "> - ", count: 16) + "a\n" + deepList(110) + "[a](b)\n", "levels deep", 0),
    ].map { (NamedText(name: $1, text: $0), $1, $2) })
  func limits(input: NamedText, words: String, place: Int) throws {
    let read = ReadBody(input.text)
    let finding = try #require(read.reading.findings.first)
    #expect(read.reading.findings.count == 1)
    #expect(finding.rule == "oversized-file")
    #expect(finding.headline.contains(words))
    #expect(Int(finding.range.start) - "---\ntitle: Ä\n---\n".utf8.count == place)
    #expect(read.reading.body.links.isEmpty && read.reading.criteria.isEmpty)
  }

  private static func deepList(_ levels: Int) -> String {
    (0..<levels).map { String(repeating: " ", count: $0 * 2) + "- a\n" }.joined()
  }

  @Test(
    "What lies just within the limits is read",
    arguments: [
      String(repeating: "> ", count: 32) + "[a](b)\n",
      String(repeating: "- ", count: 60) + "\n\n[a](b)\n",
      String(repeating: "[", count: 1999) + "\n\n[a](b)\n",
      filled("a ", suffix: "\n\n[a](b)"),
      String(repeating: "\n", count: 60_000) + "- x\n\n  [a](b)\n",
      deepList(40) + "\n[a](b)\n",
    ].map { NamedText(name: "\($0.utf8.count) bytes", text: $0) })
  func withinLimits(input: NamedText) {
    let read = ReadBody(input.text)
    #expect(read.findings == [])
    #expect(read.reading.body.links.count == 1)
  }

  // MARK: Time

  /// Inputs on which libcmark 0.30.2 or a walk of ours would be slow without the limits, and others that were
  /// suspected of it, each as large as may be.
  static let pathological: [(String, String)] = [
    ("images without text", paragraphs(of: "![[]()", each: 1000)),
    ("images without text, no break", filled("![[]()")),
    ("quotes and emphasis", filled("a*", prefix: String(repeating: ">", count: 32))),
    ("many quotes and emphasis", filled("a*", prefix: String(repeating: ">", count: 100))),
    ("deep markers and blank lines", filled(String(repeating: "- ", count: 32) + "x\n\n")),
    ("one deep line of markers", filled("- ")),
    ("a deep list, then blank lines", deepList(300) + String(repeating: "\n", count: 160_000)),
    ("a deep list, then lazy lines", deepList(300) + String(repeating: "x\n", count: 80_000)),
    (
      "a deep list by tabs",
      (0..<400).map { String(repeating: "\t", count: $0 / 2) + "- a\n" }.joined()
        + String(repeating: "\n", count: 170_000)
    ),
    ("strong runs", filled("a**")),
    ("open emphasis", filled("*a _")),
    ("mixed emphasis", filled("*_")),
    ("nested emphasis", String(repeating: "*a", count: 60_000) + String(repeating: "b*", count: 60_000)),
    ("angles", filled("<")),
    ("closing angles", filled("</")),
    ("open comments", filled("x <!--a")),
    ("closed comments", filled("<!-- a -->\n")),
    ("processing instructions", filled("x<?")),
    ("declarations", filled("x<!A ")),
    ("autolinks", filled("<a:b>")),
    ("inline tags", filled("<a>")),
    ("backticks of every length", (1...720).map { "e" + String(repeating: "`", count: $0) }.joined()),
    ("brackets", paragraphs(of: "[", each: 1999)),
    ("open links", paragraphs(of: "[a](", each: 1999)),
    ("open pointed links", paragraphs(of: "[a](<b", each: 1999)),
    ("links", paragraphs(of: "[a](b)", each: 1999)),
    ("links with breaks inside", paragraphs(of: "[a](b\n'c')", each: 1000)),
    ("lazy links", paragraphs(of: "> x\n   [a](b)\n", each: 900)),
    ("pictures in pictures", String(repeating: "![", count: 90) + "a" + String(repeating: "](b)", count: 90)),
    ("parentheses", paragraphs(of: "[a](((((((((((", each: 1999)),
    ("definitions", filled("[a]: /u\n\n")),
    (
      "a definition used often",
      "[a]: /" + String(repeating: "u", count: 1000) + "\n\n" + paragraphs(of: "[a] ", each: 1000)
    ),
    (
      "a long title used often",
      "[a]: /u '" + filled("u\n", suffix: "'\n\n" + String(repeating: "[a]\n\n", count: 20_000))
    ),
    ("entities", filled("&amp;")),
    ("backslashes", filled("\\[")),
    ("blank lines", filled("\n")),
    ("blanks", filled(" ")),
    ("carriage returns", filled("\r")),
    ("list items", filled("- [x] a\n")),
    ("waivers", "# Exit criteria\n" + filled("- [-] (waived (waived\n")),
    ("one long waiver", "# Exit criteria\n- [-] " + filled("(waived ")),
    ("pipes", "[a](b)|\n-|\n" + filled("|a")),
    (
      "a table with one short row each",
      "|[a]" + String(repeating: "|a", count: 500) + "\n" + String(repeating: "|-", count: 501) + "\n" + filled("a\n")
    ),
    ("tables", filled("|[a](b)|\n|-|\n\n")),
    ("delimiter rows", "[x](y)\n" + filled("|-|-\n")),
    ("headings", filled("# a\n")),
    ("Exit criteria over and over", filled("# Exit criteria\n")),
    ("html blocks", filled("<div>\n\n")),
    ("fences", filled("```\n")),
  ]

  @Test("No input takes long", arguments: pathological.map(NamedText.init))
  func time(input: NamedText) {
    let text = String(decoding: input.text.utf8.prefix(Self.limit), as: UTF8.self)
    let elapsed = ThreadTime.measure { _ = ReadBody(text) }
    #expect(elapsed < .seconds(5) * Sanitizer.slowness, "\(input.name)")
  }

  // MARK: Whatever comes

  static let snippets = [
    "## Exit criteria\n", "- [x] a\n", "- [-] b (waived by T until b0: c)\n", "> ", "\t", "    ", "[a](b)",
    "![p](q.png)", "[r]", "[r]: /u\n",
    "<b>", "<!--", "-->", "| a | b |\n", "|---|---|\n", "`", "```\n", "**", "_", "\n\n", "\r\n", "\r", "é",
    "😀", "\\", "&amp;", "<https://a.b>", "[](", "javascript:x", "#", "===\n", "1. ", "- ", "* * *\n",
    "\u{FEFF}", "\u{A0}", "(waived", "Exit criteria:", "**Exit criteria**\n", "##Exit criteria\n", "☐ ", "• ",
    "\\[ \\] ",
    "[[", "]]", "- plain\n",
    "until", "]", ")",
    "\"", "<", ">", "|", "x\ny\nz\n", "\n\nprose\nprose\n\nprose\n\n", "\n\n| r\n| r\n\n", "\n\n    [c](d)\n",
    "\n\n  - [ ] t\n",
    "\r\rprose\rprose\n\n",
  ]

  @Test("Three thousand random bodies are read without a crash, and every range lies in its file on whole characters")
  func random() throws {
    var random = SeededGenerator(seed: 2026)
    for _ in 0..<Effort.rounds(3000) {
      var text = ""
      for _ in 0..<(random.next() % 24 + 1) { text += Self.snippets[Int(random.next() % UInt64(Self.snippets.count))] }
      let read = ReadBody(text)
      let isSame = read.isSameWithAllProse
      #expect(isSame, "\(text.debugDescription)")
      let links = read.reading.body.links.map(\.range)
      let criteria = read.reading.criteria.flatMap { [$0.range] + ($0.waiver.map { [$0.range] } ?? []) }
      let fixes = read.reading.findings.flatMap { $0.fixes.flatMap { $0.edits.map(\.range) } }
      for range in links + criteria + fixes + read.reading.findings.map(\.range) {
        #expect(
          range.start >= 18 && range.start <= range.end && Int(range.end) <= read.bytes.count,
          "\(text.debugDescription)")
        let covered = read.bytes[range.offsets]
        #expect(String(validating: covered, as: UTF8.self) != nil, "\(text.debugDescription)")
      }
      for link in read.reading.body.links {
        let first = read.slice(link.range).utf8.first.map { Unicode.Scalar($0) }
        #expect(first == "[" || first == "<" || first == "!", "\(text.debugDescription) \(link)")
      }
    }
  }
}

extension ReadBody {
  /// Whether leaving out plain prose changed nothing.
  fileprivate var isSameWithAllProse: Bool {
    let whole = bytes.withUnsafeBufferPointer {
      BodyReader.read($0, from: 18, file: FileID(3), chip: "custom-1", skipsProse: false)
    }
    return whole.body.links == reading.body.links && whole.body.toDos == reading.body.toDos
      && whole.criteria == reading.criteria && whole.criteriaHeading == reading.criteriaHeading
      && whole.findings == reading.findings
  }
}

/// A text of which a log shows the name alone: some are a quarter of a megabyte long.
struct NamedText: CustomTestStringConvertible {
  let name: String
  let text: String

  var testDescription: String { name }
}
