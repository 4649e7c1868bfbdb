import TapeoutModel
import TapeoutParser
import TapeoutTestSupport
import Testing

@Suite("Front matter that is there, but not read")
struct FrontMatterGuessTests {
  private static let fields = "title: N\nkind: review\nforecast: 2026-10-01\n"

  @Test(
    "A fix makes the fields read, and is offered only where it does",
    arguments: [
      ("\n---\n\(fields)---\nText\n", 1), ("\n\n  \n---\n\(fields)---\n", 1), (" ---\n\(fields)---\n", 1),
      ("\u{200B}---\n\(fields)---\n", 1), ("----\n\(fields)----\n", 1), ("–––\n\(fields)–––\n", 1),
      ("***\n\(fields)***\n", 1), ("----\n\(fields)---\n", 1), ("```yaml\n\(fields)```\n", 1),
      ("\(fields)---\nText\n", 1),
      ("+++\ntitle = \"N\"\n+++\n", 0), ("{\"title\": \"N\"}\n", 0), ("# Title\n\n---\n\(fields)---\n", 0),
      (fields, 0), ("", 0), ("Just text.\n", 0), ("\n---\n\(fields)", 0), ("* * *\nText\n", 0),
    ])
  func fixes(_ text: String, _ count: Int) async {
    let result = await ContentFixture(milestone: text).read()
    #expect(result.findings.map(\.rule) == ["missing-front-matter"])
    let fixes = result.findings.flatMap(\.fixes)
    #expect(fixes.count == count)
    for fix in fixes {
      let again = await ContentFixture(milestone: result.applying(fix)).read()
      #expect(again.summary == [])
      #expect(again.plan.milestones[0].forecast?.value.description == "2026-10-01")
    }
  }

  @Test("A Git LFS pointer is named, and has no fix")
  func pointer() async {
    let text = "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "a", count: 64))\nsize 12\n"
    let result = await ContentFixture(milestone: text).read()
    #expect(result.findings.map(\.rule) == ["unreadable-file"])
    #expect(result.findings[0].headline.contains("Git LFS"))
    #expect(result.findings[0].fixes == [])
  }
}
