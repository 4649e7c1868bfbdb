import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Paper")
struct PaperRulesTests {
  @Test(
    "A title in a style sheet cannot end its string",
    arguments: [
      ("Chip", "\"Chip\""), ("a\"}b", "\"a\\22 }b\""), ("a\\b", "\"a\\5c b\""), ("a\nb", "\"a\\a b\""),
      ("</style>", "\"\\3c /style>\""),
      ("定制", "\"定制\""),
    ])
  func quoting(text: String, css: String) {
    #expect(PaperRules.quoted(text) == css)
  }

  @Test("Every page says the program, the report's date and its number; those of a chip name the chip")
  func rules() async throws {
    var builder = PlanBuilder()
    builder.add("c/a", forecast: "2026-03-01")
    let fixture = TrendFixture(builder, on: "2026-01-15")
    let css = try await fixture.page("print.css")
    #expect(css.holds("content:\"page \" counter(page) \" of \" counter(pages)"))
    #expect(css.holds("@page p-c{@bottom-left{content:\"Program · c · as of 2026-01-15\""))
    for (path, name) in [("chips/c.html", "p-c"), ("chips/c/a.html", "p-c"), ("calendar.html", "s-calendar")] {
      #expect(try await fixture.page(path).holds("<body class=\"\(name)\">"))
      #expect(css.holds(".\(name){page:\(name)}"))
    }
    #expect(try await fixture.page("index.html").holds("<body class=\"s-portfolio pf\">"))
  }
}
