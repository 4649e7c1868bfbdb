import TapeoutModel
@testable import TapeoutTemplates
import Testing

@testable import TapeoutSite

@Suite("Template linter")
struct TemplateLinterTests {
  @Test("Ours have no finding")
  func clean() {
    #expect(TemplateSet().summary.isEmpty)
  }

  @Test(
    "A name is a field of the context at hand, with its dot",
    arguments: [
      ("<p>{{.titel}}</p>", "1:4 The context not-found has no field .titel"),
      ("a\n\n  {{title}}", "3:3 The name title does not begin with a dot"),
      ("{{.}}", "1:1 {{.}} would be all of the context not-found, which is no text"),
      ("{{}}", "1:1 This tag names nothing"), ("{{#}}{{/}}", "1:1 This tag names nothing"),
      ("{{.links.title}}", "1:1 The context not-found has no field .links.title"),
      ("{{uppercased(.title)}}", "1:1 Functions are not used here: uppercased(.title)"),
      ("{{#owner}}x{{/owner}}", "1:1 The name owner does not begin with a dot"),
      ("{{^owner}}x{{/owner}}", "1:1 The name owner does not begin with a dot"),
      ("{{..title}}", "1:1 The context not-found has no field ..title"),
      ("é {{.title }}", "1:3 The context not-found has no field .title"),
    ])
  func names(text: String, expected: String) {
    let found = TemplateSet(with: ["notfound.mustache": text]).summary
    #expect(
      found.contains { $0.utf8.starts(with: "template-name Templates/notfound.mustache:\(expected)".utf8) }, "\(found)")
  }

  @Test(
    "What is not closed, or not ours, is told at its place",
    arguments: [
      ("<p>{{.home", "1:4 This tag is never closed"), ("<p>{{.home\n{{.home}}", "1:4 This tag is never closed"),
      ("{{{.home}}", "1:1 This tag is never closed"),
      ("a\n{{#.links}}b", "2:1 The section .links is never closed"),
      ("a\r\n{{#.links}}b", "2:1 The section .links is never closed"),
      ("{{/.links}}", "1:1 No section .links is open here"),
      ("{{#.links}}{{/.rows}}{{/.links}}", "1:12 No section .rows is open here"),
      ("{{&.home}}", "1:1 Tags with & are not used here"), ("{{=<% %>=}}", "1:1 Tags with = are not used here"),
      ("{{%CONTENT_TYPE:TEXT}}", "1:1 Tags with % are not used here"),
      ("{{<layout}}{{/layout}}", "1:1 Tags with < are not used here"),
      ("{{$block}}{{/block}}", "1:1 Tags with $ are not used here"),
      ("{{*x}}", "1:1 Tags with * are not used here"),
    ])
  func syntax(text: String, expected: String) {
    let found = TemplateSet(with: ["notfound.mustache": text]).summary
    #expect(
      found.contains { $0.utf8.starts(with: "template-syntax Templates/notfound.mustache:\(expected)".utf8) },
      "\(found)")
  }

  @Test("Bytes that are no UTF-8 are told where they are")
  func encoding() {
    let file = SourceFile(path: "Templates/notfound.mustache", bytes: Array("a\né".utf8) + [0xFF, 0x61])
    let found = TemplateSet(replacing: [("notfound.mustache", file)]).summary
    #expect(found == ["template-syntax Templates/notfound.mustache:2:2 The template is not UTF-8 from here"])
  }

  @Test(
    "Partials exist, stand between tags, and never include themselves",
    arguments: [
      ("<p>{{>fots}}", "", "1:4 There is no template fots"),
      ("{{>rowz}}", "", "1:1 There is no template rowz; did you mean rows?"),
      ("{{>}}", "", "1:1 This tag includes nothing"), ("{{>*home}}", "", "1:1 There is no template *home"),
      ("{{>own}}", "{{>own}}", "1:1 own includes itself: own → own"),
      ("{{>own}}", "{{>notfound}}", "1:1 notfound includes itself: notfound → own → notfound"),
      ("{{#.home}}{{>own}}{{/.home}}", "x", "1:11 A partial cannot stand in a section of text"),
    ])
  func partials(text: String, own: String, expected: String) {
    let found = TemplateSet(with: ["notfound.mustache": text, "own.mustache": own]).summary
    #expect(
      found.contains { $0.utf8.starts(with: "template-partial Templates/".utf8) && $0.utf8.contains(expected) },
      "\(found)")
  }

  @Test(
    "A value stands where escaping is enough: in text and in quotes, not in scripts, names or addresses from text",
    arguments: [
      "<script>{{.description}}</script>", "<style>{{.description}}</style>", "<!-- {{.description}} -->",
      "<p style=\"{{.description}}\">", "<p onclick=\"{{.description}}\">", "<p ONCLICK=\"{{.description}}\">",
      "<p onclick = \"{{.description}}\">", "<p title={{.description}}>", "<p {{.description}}>", "<{{.description}}>",
      "</{{.description}}>", "<!{{.description}}>", "<p title= {{.description}}>", "<p a=b{{.description}}>",
      "<a href=\"{{.description}}\">", "<a href=\"java{{.description}}\">", "<a href=\"javascript:{{.style}}\">",
      "<a href='{{.style}}{{.description}}:'></a><a href='{{.description}}'>", "<img src=\"{{.title}}\">",
      "<iframe srcdoc=\"{{.title}}\">", "<a href=\"{{.style}}{{.title}}\">", "<form action=\"{{.title}}\">",
      "<a href=\"{{{.content}}}\">", "<p title=\"{{{.content}}}\">", "{{{.title}}}", "{{.content}}", "{{.links}}",
      "{{.isPortfolio}}", "{{{.links}}}", "<title>{{{.content}}}</title>",
      "<a x = \">\" onclick=\"{{.title}}\">", "<a x=\">\" onclick=\"{{.title}}\">", "<a x='>' onclick='{{.title}}'>",
      "<a/onclick=\"{{.title}}\">", "<a\u{C}onclick=\"{{.title}}\">", "<p title=\"a\"onclick=\"{{.title}}\">",
      "<textarea><a title=\"</textarea><script>{{.title}}</script>", "<script><!-- <script> </script> {{.title}}",
      "<!--><script>{{.title}}</script>", "<!---><script>{{.title}}</script>", "<!-- --!><script>{{.title}}</script>",
      "<?x><script>{{.title}}</script>", "</ ><script>{{.title}}</script>",
      "<noscript>{{.title}}</noscript>",
      "<SCRIPT >{{.title}}</SCRIPT>", "<script>a</scripty>{{.title}}</script>", "<plaintext>{{.title}}",
      "<{{! }}script>{{.title}}</script>", "<scr{{! }}ipt>{{.title}}</script>", "<!-{{! }}- {{.title}} -->",
    ])
  func slots(text: String) {
    let found = TemplateSet(with: ["layout.mustache": text]).summary
    #expect(found.contains { $0.utf8.starts(with: "template-slot Templates/layout.mustache:1:".utf8) }, "\(found)")
  }

  @Test(
    "What is safe is not refused",
    arguments: [
      "<p title=\"{{.title}}\">{{.title}}</p>", "<p title='{{.title}}'>", "<a href=\"{{.home}}\">",
      "<title>{{.title}}</title>",
      "<a href=\"#{{.title}}\">", "<a href=\"https://example.com/?q={{.title}}\">", "<a href=\"mailto:{{.title}}\">",
      "<p data-day=\"{{.statusDate}}\" class=\"a {{.title}}\">", "{{{.content}}}", "<div>{{{.content}}}</div>",
      "<p{{#.isPortfolio}} class=\"a\"{{/.isPortfolio}}>", "<p{{#.isPortfolio}} hidden{{/.isPortfolio}}>{{.title}}",
      "<p id=\"a\"{{#.isPortfolio}} hidden{{/.isPortfolio}} class=\"{{.title}}\">",
      "<p class=\"a{{#.isPortfolio}} b{{/.isPortfolio}}\">", "{{#.notice}}<p>{{.}}</p>{{/.notice}}",
      "{{^.hasLinks}}{{.title}}{{/.hasLinks}}", "{{#.links}}<a href=\"{{.href}}\">{{.title}}</a>{{/.links}}",
      "<script src=\"{{.script}}\"></script>", "a < b {{.title}} &amp; > c", "{ {{.title}} } }}", "{{! {{ }}{{.title}}",
      "<script>let a = '<p title=\"'</script>{{.title}}", "\u{FEFF}<p>{{ .title }}</p>\r\n",
      "<!doctype html>{{.title}}",
      "{{! }}\u{301}<p> }}{{.title}}", "{{.title}}\u{301}", "\u{600}{{.title}}", "{{^.links}}{{.title}}{{/.links}}",
      "<textarea></textarea >{{.title}}", "<svg><path d=\"M0 0\"/></svg>{{.title}}", "",
    ])
  func safe(text: String) {
    #expect(TemplateSet(with: ["layout.mustache": text]).summary.isEmpty)
  }

  @Test(
    "A section leaves the HTML where it found it",
    arguments: [
      "{{#.isPortfolio}}<script>{{/.isPortfolio}}{{^.isPortfolio}}x{{/.isPortfolio}}</script>",
      "<p title=\"{{#.isPortfolio}}\" onclick=\"{{/.isPortfolio}}{{.title}}\">",
      "<{{#.isPortfolio}}script{{/.isPortfolio}}>",
      "<a href=\"{{#.isPortfolio}}x/{{/.isPortfolio}}{{.title}}\">", "<p a={{#.isPortfolio}}\"x\"{{/.isPortfolio}}>",
      "<scrip{{#.isPortfolio}} x{{/.isPortfolio}}t>{{.title}}</script>",
      "<p o{{#.isPortfolio}} x{{/.isPortfolio}}nclick=\"{{.title}}\">",
      "<p onclick {{#.isPortfolio}}x{{/.isPortfolio}}=\"{{.title}}\">", "{{#.isPortfolio}}<!--{{/.isPortfolio}}-->",
      "<p {{#.links}}x{{/.links}}>",
    ])
  func sections(text: String) {
    let found = TemplateSet(with: ["layout.mustache": text]).summary
    #expect(found.contains { $0.utf8.starts(with: "template-slot Templates/layout.mustache:1:".utf8) }, "\(found)")
  }

  @Test(
    "A template ends where it began: between tags",
    arguments: ["<script>", "<p title=\"", "<p", "<", "<!--", "<style>a{}", "</p", "<title>"])
  func ends(text: String) {
    let found = TemplateSet(with: ["layout.mustache": "{{>own}}", "own.mustache": text]).summary
    #expect(
      found == [
        "template-slot Templates/own.mustache:1:\(text.utf8.count + 1) The template ends inside a tag, a quote or a script"
      ])
  }

  @Test("The same for a partial: it stands between tags", arguments: ["<script>", "<p title=\"", "<p ", "<!-- "])
  func partialPlaces(text: String) {
    let found = TemplateSet(with: ["layout.mustache": text + "{{>own}}", "own.mustache": "{{.title}}"]).summary
    #expect(found.contains { $0.utf8.contains("A partial may not stand inside a tag") }, "\(found)")
  }

  @Test("Nesting, size and number have bounds: no template fills the stack or the memory")
  func bounds() {
    let deep = String(repeating: "{{#.isPortfolio}}", count: 30_000)
    #expect(TemplateSet(with: ["layout.mustache": deep]).summary.contains { $0.utf8.contains("More than 24 sections") })
    let wrong = String(repeating: "{{x}}", count: 100_000)
    #expect(TemplateSet(with: ["layout.mustache": wrong]).findings.count == TemplateLinter.mostFindings)
    var files = [("layout.mustache", SourceFile(path: "Templates/layout.mustache", text: "{{>a0}}"))]
    for number in 0..<20 {
      let text = number == 19 ? "x" : String(repeating: "{{>a\(number + 1)}}", count: 10)
      files.append(("a\(number).mustache", SourceFile(path: "Templates/a\(number).mustache", text: text)))
    }
    #expect(TemplateSet(replacing: files).summary.contains { $0.utf8.contains("has more than 50000 tags") })
    files = [("layout.mustache", SourceFile(path: "Templates/layout.mustache", text: "{{>b0}}"))]
    for number in 0..<2_000 {
      let file = SourceFile(path: "Templates/b\(number).mustache", text: "{{>b\(number + 1)}}")
      files.append(("b\(number).mustache", file))
    }
    #expect(
      TemplateSet(replacing: files).summary.contains { $0.utf8.contains("More than 24 templates include each other") })
  }

  @Test("Two contexts of one name have the same fields, and none holds itself: a loop in a loop comes to an end")
  func shapes() {
    var names: [String: [String]] = [:]
    func visit(_ shape: ContextShape, within: [String]) {
      let fields = shape.fields.map(\.name)
      #expect(names[shape.name] ?? fields == fields, "two contexts are called \(shape.name)")
      names[shape.name] = fields
      #expect(!within.contains(shape.name), "\(within) → \(shape.name)")
      guard !within.contains(shape.name) else { return }
      for inner in shape.inner { visit(inner, within: within + [shape.name]) }
    }
    for page in TemplateSet.pages { visit(page.shape, within: []) }
  }
}

extension String.UTF8View {
  func contains(_ part: String) -> Bool { Array(self).firstRange(of: Array(part.utf8)) != nil }
}
