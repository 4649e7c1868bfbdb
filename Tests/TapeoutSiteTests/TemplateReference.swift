@testable import TapeoutSite
@testable import TapeoutTemplates

/// What Templates/README.md says about contexts, from the tables that rendering and the linter use.
enum TemplateReference {
  /// What the written introduction ends with.
  static let heading = "## Contexts\n"

  static var text: String {
    var shapes: [(shape: ContextShape, template: String?)] = TemplateSet.pages.map { ($0.shape, $0.name) }
    var known = Set(shapes.map(\.shape.name))
    var index = 0
    while index < shapes.count {
      for inner in shapes[index].shape.inner where known.insert(inner.name).inserted { shapes.append((inner, nil)) }
      index += 1
    }
    var text = heading
    text += "\nOf pages, each the context of one template:\n"
    for (shape, template) in shapes { if let template { text += section(shape, of: template) } }
    text += "\nOf what they hold, in sections:\n"
    for (shape, template) in shapes.sorted(by: { $0.shape.name < $1.shape.name }) where template == nil {
      text += section(shape, of: nil)
    }
    return text
  }

  private static func section(_ shape: ContextShape, of template: String?) -> String {
    var text = "\n### \(shape.name)\n\n"
    if let template { text += "`\(template).mustache`\n\n" }
    text += "| field | kind | meaning |\n|---|---|---|\n"
    for field in shape.fields { text += "| `.\(field.name)` | \(kind(field.kind)) | \(field.meaning) |\n" }
    return text
  }

  private static func kind(_ kind: FieldKind) -> String {
    switch kind {
    case .text: "text"
    case .link: "address"
    case .markup: "HTML"
    case .flag: "flag"
    case .list(let shape): "list of [\(shape().name)](#\(shape().name))"
    case .one(let shape): "[\(shape().name)](#\(shape().name))"
    }
  }
}
