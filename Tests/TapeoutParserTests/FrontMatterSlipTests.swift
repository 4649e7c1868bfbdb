import TapeoutModel
import TapeoutParser
import TapeoutTestSupport
import Testing

@Suite("The slips that people make in YAML")
struct FrontMatterSlipTests {
  struct Slip: CustomTestStringConvertible, Sendable {
    let line: String
    let rule: RuleName
    /// Line 4 is the spoilt one.
    let column: Int
    let headline: String
    /// The line after the first fix; nil where none is offered.
    let mended: String?

    init(_ line: String, _ rule: RuleName, _ column: Int, _ headline: String, mended: String? = nil) {
      self.line = line
      self.rule = rule
      self.column = column
      self.headline = headline
      self.mended = mended
    }

    var testDescription: String { line }
  }

  @Test(
    "Each gets plain words, its place and a fix, and the fields after it are still read",
    arguments: [
      Slip(
        "owner: Lead: physical", "yaml-syntax", 12,
        "A colon followed by a space inside a plain text starts a new field for YAML",
        mended: "owner: \"Lead: physical\""),
      Slip(
        "reason: see bug #3 now", "comment-in-text", 17,
        "YAML takes the text from this # on for a comment, so only “see bug” is read",
        mended: "reason: \"see bug #3 now\""),
      Slip(
        "\towner: Lead", "yaml-syntax", 1, "A tab indents this line, and YAML knows only spaces",
        mended: "  owner: Lead"),
      Slip("owner:Lead", "yaml-syntax", 6, "There is no space after the colon of `owner:`", mended: "owner: Lead"),
      Slip(
        "owner = Lead", "yaml-syntax", 7, "A field is written with a colon, not with an equals sign",
        mended: "owner: Lead"),
      Slip(
        "owner: @lead", "yaml-syntax", 8, "A value may not start with @ unless it is in quotes",
        mended: "owner: \"@lead\""),
      Slip(
        "reason: %5 slower", "yaml-syntax", 9, "A value may not start with % unless it is in quotes",
        mended: "reason: \"%5 slower\""),
      Slip(
        "owner: “Lead”", "curly-quotes", 8, "Typographic quotes enclose this value, and YAML takes them for part of it",
        mended: "owner: \"Lead\""),
      Slip(
        "owner: “Lead: chip”", "yaml-syntax", 13,
        "A colon followed by a space inside a plain text starts a new field for YAML", mended: "owner: \"Lead: chip\""),
      Slip("owner: [Lead]", "wrong-type", 8, "`owner` takes one text, not a list", mended: "owner: Lead"),
      Slip("owner: \"Lead", "yaml-syntax", 8, "The quote that opens here is never closed", mended: "owner: \"Lead\""),
      Slip(
        "owner: \"Lead\" of chips", "yaml-syntax", 14, "Text follows the closing quote of this value",
        mended: "owner: \"Lead\\\" of chips\""),
      Slip(
        "owner: [Lead", "yaml-syntax", 8, "The [ that opens here does not enclose the whole value",
        mended: "owner: \"[Lead\""),
      Slip(
        "owner: *lead", "yaml-syntax", 8, "A value that starts with * is a YAML alias, and aliases are not read",
        mended: "owner: \"*lead\""),
      Slip(
        "owner: &lead x", "yaml-syntax", 8, "A value that starts with & is a YAML anchor, and anchors are not read",
        mended: "owner: \"&lead x\""),
      Slip(
        "owner: !lead x", "yaml-syntax", 8, "A value that starts with ! is a YAML tag, and tags are not read",
        mended: "owner: \"!lead x\""),
      Slip(
        "owner: \u{1B}[31mLead", "yaml-syntax", 8, "An invisible control character stands in this line",
        mended: "owner: [31mLead"),
      Slip(
        "owner: Lé\u{9B}ad", "yaml-syntax", 10, "An invisible control character stands in this line",
        mended: "owner: Léad"),
      Slip("the lead decides", "yaml-syntax", 1, "This line has no `name:` before its text"),
      Slip("  owner: Lead", "yaml-syntax", 1, "The indentation of `owner:` fits no field above it"),
      Slip("<<: {owner: Lead}", "yaml-syntax", 1, "The merge key << is not read"),
      Slip("[a, b]: Lead", "yaml-syntax", 1, "A list or a map cannot be the name of a field"),
    ])
  func slip(_ slip: Slip) async throws {
    let fixture = ContentFixture(
      milestone: "---\ntitle: Tape-out\nkind: tape-out\n\(slip.line)\nbaseline: 2026-02-30\n---\n")
    let result = await fixture.read()
    let path = "Content/chips/custom-1/milestones/tape-out.md"
    #expect(
      result.summary == [
        "\(slip.rule) \(path):4:\(slip.column) \(slip.headline)",
        "invalid-date \(path):5:11 There is no 2026-02-30: February 2026 has 28 days",
      ])
    let finding = try #require(result.findings.first)
    #expect(finding.advice != nil)
    let mended = finding.fixes.first.map { result.applying($0).split(separator: "\n")[3] }
    #expect(mended.map(String.init) == slip.mended)
  }
}
