import TapeoutModel
import TapeoutParser
import TapeoutTestSupport
import Testing

@Suite("Characters that nobody sees")
struct HiddenCharacterTests {
  private func findings(_ lines: String) async -> (found: [Finding], result: ReadResult) {
    let result = await ContentFixture(
      milestone: "---\ntitle: Tape-out\nkind: tape-out\nowner: Somebody\n\(lines)\n---\n"
    ).read()
    return (result.findings.filter { $0.rule == "hidden-character" }, result)
  }

  @Test(
    "Each is named and pointed at, and deleting them leaves the text that was meant",
    arguments: [
      ("A\u{202E}B", "U+202E (right-to-left override)"), ("A\u{61C}B", "U+061C (arabic letter mark)"),
      ("A\u{200B}B", "U+200B (zero width space)"), ("A\u{200D}B", "U+200D (zero width joiner)"),
      ("A\u{200C}B", "U+200C (zero width non-joiner)"), ("A\u{AD}B", "U+00AD (soft hyphen)"),
      ("A\u{2060}B", "U+2060 (word joiner)"), ("AB\u{FEFF}", "U+FEFF (zero width no-break space)"),
      ("A\u{200F}B", "U+200F (right-to-left mark)"), ("A\u{2066}B", "U+2066 (left-to-right isolate)"),
      ("A\u{E0041}B", "U+E0041 (tag)"), ("A\u{FE0F}B", "U+FE0F (variation selector-16)"),
      ("A\u{E0100}B", "U+E0100 (variation selector-17)"), ("AB \u{FE0F}", "U+FE0F (variation selector-16)"),
      ("A\u{3164}B", "U+3164 (hangul filler)"), ("A\u{34F}B", "U+034F (combining grapheme joiner)"),
    ])
  func each(text: String, name: String) async throws {
    let (found, result) = await findings("reason: Ä\(text)")
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(finding.headline == "`reason` holds a character that nobody sees: \(name)")
    #expect(
      result.text(finding.range).unicodeScalars.count == 1 && result.text(finding.range).hiddenCharacters.count == 1
        || name.contains("FE0F"))
    let position = result.sources.position(finding.range.start, in: finding.range.file)
    #expect(position.line == 5)
    let fixed = result.applying(try #require(finding.fixes.first))
    #expect(fixed.contains("reason: ÄAB") && fixed.hiddenCharacters.isEmpty)
  }

  @Test("Several have one finding, at the first of them")
  func several() async throws {
    let (found, result) = await findings("reason: A\u{200B}B\u{200B}C\u{202E}D\u{AD}E\u{2060}F")
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(
      finding.headline == "`reason` holds 5 characters that nobody sees: U+200B (zero width space), "
        + "U+202E (right-to-left override), U+00AD (soft hyphen) and 1 more")
    #expect(result.sources.position(finding.range.start, in: finding.range.file).column == 10)
    #expect(result.applying(try #require(finding.fixes.first)).contains("reason: ABCDEF\n"))
  }

  @Test("One that is spelled as an escape is found, too, and the whole text pointed at")
  func escaped() async throws {
    let (found, result) = await findings("reason: \"A\\u202EB\"")
    let finding = try #require(found.first)
    #expect(result.text(finding.range) == "\"A\\u202EB\"" && finding.fixes.isEmpty)
  }

  @Test(
    "They are found in titles, names, lists, facts and reasons",
    arguments: [
      "stepping: A\u{200B}0", "tags: [one, t\u{200B}wo]", "history:\n  2026-01-02: 2026-03-04 La\u{200B}te",
      "source:\n  - {title: A\u{200B} paper, url: https://example.com/a, as_of: 2025-12-31}",
    ])
  func places(lines: String) async {
    #expect(await findings(lines).found.count == 1)
  }

  @Test("In other files, too")
  func files() async {
    let result = await ContentFixture([
      "program.md": "---\ntitle: Pro\u{200B}gram\nlaunch: 2026\n---\n",
      "partners/acme.md": "---\ntitle: Ac\u{200B}me\nrole: customer\n---\n",
      "chips/custom-1/chip.md": "---\ntitle: Ch\u{200B}ip\nkind: custom\nfacts:\n  Die\u{200B} area: 800\n---\n",
      "chips/custom-1/risks/yield.md": "---\ntitle: Yie\u{200B}ld\n---\n",
    ]).read()
    #expect(result.findings.filter { $0.rule == "hidden-character" }.count == 5)
  }

  @Test(
    "What scripts and emoji are written with is none of them",
    arguments: [
      "☎\u{FE0F} 👩\u{200D}💻 #\u{FE0F}\u{20E3} 👍🏽", "می\u{200C}خواهم", "क्\u{200D}ष", "葛\u{E0100}", "אב\u{200F} 12",
      "عربي\u{61C}",
      "naïve façade – “quoted” … 5 µm", "a\u{A0}b\u{2009}c", "ᠠ\u{180B}",
    ])
  func fine(text: String) async {
    #expect(await findings("reason: \(text)").found.isEmpty)
  }
}
