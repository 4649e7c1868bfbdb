import TapeoutModel
import Testing

@Suite("Places and names")
struct SourceTests {
  @Test(
    "Lines and columns count as editors do",
    arguments: [
      ("a\nb", 2, 2, 1), ("a\r\nb", 3, 2, 1), ("a\rb", 2, 2, 1), ("\u{FEFF}ab", 4, 1, 2), ("é!", 2, 1, 2),
      ("a\u{2028}b", 4, 1, 3), ("a\u{85}b", 3, 1, 3), ("", 0, 1, 1), ("ab", 99, 1, 3), ("a\n", 2, 2, 1),
    ])
  func position(_ text: String, _ offset: Int, _ line: Int, _ column: Int) {
    #expect(SourcePosition(offset: offset, in: Array(text.utf8)) == SourcePosition(line: line, column: column))
  }

  @Test(
    "The word that was probably meant is found, and nothing is found for what is far off",
    arguments: [
      ("forcast", "forecast"), ("forecats", "forecast"), ("basline", "baseline"), ("Forecast", "forecast"),
      ("xyz", nil), ("a", nil),
      ("actaul", "actual"),
    ] as [(String, String?)])
  func suggestions(_ word: String, _ meant: String?) {
    #expect(suggestion(for: word, among: ["actual", "baseline", "forecast"]) == meant)
  }

  @Test(
    "Ids are lower-case letters, digits and hyphens",
    arguments: [
      ("tape-out", true), ("a0", true), ("", false), ("-a", false), ("a-", false), ("Tape", false), ("a_b", false),
      ("ａ", false),
      ("a/b", false), ("k\u{301}", false), ("\u{212A}", false), (String(repeating: "a", count: 101), false),
    ])
  func ids(_ text: String, _ isValid: Bool) {
    #expect(ContentID.isValid(text) == isValid)
  }

  @Test(
    "The id that was meant is offered",
    arguments: [
      ("Tape Out.md", "tape-out"), ("A0__tapeout", "a0-tapeout"), ("--", nil), ("tape-out/", "tape-out"), ("日本", nil),
    ] as [(String, String?)])
  func repair(_ text: String, _ id: String?) {
    #expect(ContentID.repaired(text, allowsSlash: false) == id)
  }

  @Test("Files are ordered by their bytes, whatever order they came in")
  func order() {
    let names = ["b.md", "a-b.md", "a.md", "B.md", "é.md", "z.md"]
    let set = SourceSet(names.map { SourceFile(path: $0, text: "") })
    let again = SourceSet(names.reversed().map { SourceFile(path: $0, text: "") })
    #expect(set.files.map(\.path) == ["B.md", "a-b.md", "a.md", "b.md", "z.md", "é.md"])
    #expect(set.files.map(\.path) == again.files.map(\.path))
  }

  @Test("The built-in kinds are named once, and their phases stand in order")
  func kinds() {
    let names = MilestoneKind.builtIn.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy(ContentID.isValid))
    #expect(
      MilestoneKind.builtIn.filter(\.isGate).map(\.name).sorted() == [
        "architecture-freeze", "bring-up", "delivery", "first-silicon", "import-approval", "launch", "netlist-handoff",
        "production-release", "qualification", "rtl-freeze", "tape-out",
      ])
    #expect(
      Phase.allCases.map(\.rawValue) == [
        "concept", "front-end", "supply", "regulatory", "physical", "gate", "tape-out", "mask", "fab", "package",
        "test",
        "bring-up", "qualification", "production", "launch",
      ])
  }
}
