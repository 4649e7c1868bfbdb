import TapeoutModel
@testable import TapeoutTemplates
import Testing

@testable import TapeoutSite

@Suite("Template rendering")
struct TemplateRenderingTests {
  private struct Thing: TemplateContext {
    var name: String?
    var things: [Inner] = []
    var isLate = false

    struct Inner: TemplateContext {
      var name: String?
      static let fields = FieldTable<Inner>("inner", ["name": .text("The name") { $0.name }])
    }

    static let fields = FieldTable<Thing>(
      "thing",
      [
        "name": .text("The name") { $0.name }, "owner": .text("The owner") { _ in "Program owner" },
        "html": .markup("The name in bold") { $0.name.map { "<b>\($0)</b>" } },
        "things": .list("What it holds") { $0.things },
        "first": .one("The first of them") { $0.things.first },
        "isLate": .flag("Whether it is late") { $0.isLate },
      ])
  }

  private func render(_ template: String, _ thing: Thing) -> String {
    var compiler = TemplateCompiler(["thing": Array(template.utf8), "part": Array("({{.name}})".utf8)])
    let range = compiler.compile("thing", Thing.fields.shape)
    var html = Markup()
    compiler.program.render(range, thing, into: &html)
    return html.html
  }

  private let full = Thing(name: "<A>", things: [Thing.Inner(name: "x"), Thing.Inner(name: nil)], isLate: true)

  @Test(
    "Sections, lists, flags and partials",
    arguments: [
      ("{{.name}}|{{{.html}}}", "&lt;A&gt;|<b>&lt;A&gt;</b>"),
      ("{{#.name}}[{{.}}]{{/.name}}{{^.name}}none{{/.name}}", "[&lt;A&gt;]"),
      ("{{#.things}}{{.name}},{{/.things}}", "x,,"),
      ("{{#.hasThings}}some{{/.hasThings}}{{^.hasThings}}none{{/.hasThings}}", "some"),
      ("{{#.isLate}}late{{/.isLate}}{{^.isLate}}fine{{/.isLate}}", "late"), ("{{#.first}}{{.name}}{{/.first}}", "x"),
      ("{{>part}}{{#.things}}{{>part}}{{/.things}}", "(&lt;A&gt;)(x)()"), ("a{{! b }}c", "ac"),
      ("{{ .name }}", "&lt;A&gt;"),
      ("{ {{.name}} }", "{ &lt;A&gt; }"),
    ])
  func renders(template: String, expected: String) {
    #expect(render(template, full) == expected)
  }

  @Test(
    "What is not there renders as nothing: no name climbs to the context around",
    arguments: [
      ("{{.name}}", ""), ("{{{.html}}}", ""), ("{{#.name}}x{{/.name}}{{^.name}}none{{/.name}}", "none"),
      ("{{#.things}}x{{/.things}}", ""),
      ("{{#.first}}x{{/.first}}{{^.first}}none{{/.first}}", "none"),
      ("{{^.things}}{{.owner}}{{/.things}}", "Program owner"),
      ("{{owner}}", ""), ("{{#.things}}{{.owner}}{{/.things}}", ""),
    ])
  func absent(template: String, expected: String) {
    #expect(render(template, Thing()) == expected)
    let holding = Thing(things: [Thing.Inner(name: nil)])
    #expect(render("{{#.things}}[{{.name}}{{.owner}}{{owner}}]{{/.things}}", holding) == "[]")
  }

  @Test("Lines that hold nothing but tags leave no empty lines, and other spaces stay")
  func lines() {
    #expect(render("a\n{{#.isLate}}\n  b\n{{/.isLate}}\nc\n", full) == "a\n  b\nc\n")
    #expect(render("a\r\n  {{! b }}  \r\nc", full) == "a\r\nc")
    #expect(render("{{#.things}}\n{{.name}}\n{{/.things}}\n", full) == "x\n\n")
    #expect(render("a {{! b }}\nc", full) == "a \nc")
  }

  @Test("Text is escaped whatever the braces say")
  func braces() {
    #expect(render("{{{.name}}}", full) == "&lt;A&gt;")
  }
}
