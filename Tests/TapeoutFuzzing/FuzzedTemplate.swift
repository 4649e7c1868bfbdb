import TapeoutModel
import TapeoutTemplates

/// The template language alone, with a context that has a field of every kind and hostile words in each.
enum FuzzedTemplate {
  private static let hostile = "<x-pwned a=1>\"'\u{301}</script>-->"

  private struct Item: TemplateContext {
    let text: String

    static let fields = FieldTable<Item>(
      "item",
      [
        "title": .text("Words") { $0.text },
        "href": .link("An address") { _ in "chips/a.html?b&c" },
        "rows": .list("More of the same") { item in item.text.isEmpty ? [] : [Item(text: "")] },
      ])
  }

  private struct Page: TemplateContext {
    static let fields = FieldTable<Page>(
      "page",
      [
        "title": .text("Words") { _ in hostile },
        "nothing": .text("No words") { _ in nil },
        "href": .link("An address") { _ in "chips/a.html?b&c" },
        "body": .markup("HTML") { _ in "<p>One</p>" },
        "isOpen": .flag("Yes") { _ in true },
        "isShut": .flag("No") { _ in false },
        "rows": .list("Two items") { _ in [Item(text: hostile), Item(text: "")] },
        "first": .one("One item") { _ in Item(text: hostile) },
        "none": .one("No item") { _ -> Item? in nil },
      ])
  }

  /// Templates with NUL between them: a page, and what it may include as `a`, `b` and `c`.
  static func run(_ bytes: [UInt8]) throws {
    let names = ["page", "a", "b", "c"]
    let parts = bytes.split(separator: 0, maxSplits: names.count - 1, omittingEmptySubsequences: false).map(Array.init)
    for part in parts { try requireWhole(part) }
    let sources = SourceSet(zip(names, parts).map { SourceFile(path: "Templates/\($0).mustache", bytes: $1) })
    let places = Dictionary(uniqueKeysWithValues: sources.ids.map { (sources[$0].path, $0) })
    var files: [String: FileID] = [:]
    for name in names { files[name] = places["Templates/\(name).mustache"] }
    let shape = Page.fields.shape
    let findings = TemplateLinter.lint(sources, files, pages: [("page", shape)]).findings
    try findings.requirePlaces(in: sources)
    try require(
      findings == TemplateLinter.lint(sources, files, pages: [("page", shape)]).findings,
      "two readings come to different findings")
    guard findings.isEmpty else { return }
    let first = rendered(files.mapValues { sources[$0].bytes }, shape)
    try first.requireInert("the page")
    try require(first == rendered(files.mapValues { sources[$0].bytes }, shape), "two renderings differ")
  }

  private static func rendered(_ templates: [String: [UInt8]], _ shape: ContextShape) -> [UInt8] {
    var compiler = TemplateCompiler(templates)
    let page = compiler.compile("page", shape)
    var html = Markup()
    compiler.program.render(page, Page(), into: &html)
    return html.bytes
  }

  /// The reader loses no byte.
  private static func requireWhole(_ template: [UInt8]) throws {
    var end = 0
    for tag in TemplateTag.read(template) {
      try require(tag.range.lowerBound == end, "a tag begins at \(tag.range.lowerBound), not at \(end)")
      end = tag.range.upperBound
    }
    try require(end == template.count, "the tags end at \(end) of \(template.count)")
  }
}
