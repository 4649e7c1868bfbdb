public import TapeoutModel

extension TemplateLinter {
  public mutating func checkValue(_ tag: TemplateTag, _ range: SourceRange, _ scope: Scope, _ position: MarkupPosition)
  {
    guard let kind = field(tag, range, scope) else { return }
    let name = tag.name
    let isMarkup: Bool
    switch kind {
    case .flag, .list, .one:
      report("template-slot", range, "\(name) is no text to show", "Open a section: {{#\(name)}} … {{/\(name)}}.")
      return
    case .markup: isMarkup = true
    case .text, .link: isMarkup = false
    }
    if isMarkup != (tag.kind == .markup) {
      report(
        "template-slot", range,
        isMarkup
          ? "\(name) is HTML, and two braces would show its tags"
          : "\(name) is text from a file, and three braces would not escape it",
        isMarkup ? "Write {{{\(name)}}}." : "Write {{\(name)}}.")
      return
    }
    switch position.place {
    case .text:
      if isMarkup, position.state == .escapableRaw {
        report("template-slot", range, "HTML may not stand in a title or a text area", "Use a field that is text.")
      }
    case .tag:
      report("template-slot", range, "A value may not stand here in a tag", "Put it in quotes: name=\"{{\(name)}}\".")
    case .raw(let element):
      report(
        "template-slot", range, "A value may not stand in a \(element)",
        "Put it in an attribute, such as data-day, and let the script read it there.")
    case .value(let attribute):
      checkAttribute(attribute, name, range, kind, position)
    }
  }

  private mutating func checkAttribute(
    _ attribute: String, _ name: String, _ range: SourceRange, _ kind: FieldKind, _ position: MarkupPosition
  ) {
    if case .markup = kind {
      report("template-slot", range, "HTML may not stand in an attribute", "Use a field that is text.")
    } else if attribute == "style" || attribute == "srcdoc" || attribute.utf8.starts(with: "on".utf8) {
      report(
        "template-slot", range, "A value may not stand in the attribute \(attribute.shortened(to: 20))",
        attribute == "style" ? "Use a class, and give it its look in site.css." : "Let site.js add what is to happen.")
    } else if position.isAddress, position.hasUnsafeScheme {
      report(
        "template-slot", range, "A value may not stand in an address of this scheme",
        "Use https:, mailto: or a relative address.")
    } else if position.isAddress, !position.isAddressSettled {
      if case .link = kind, position.prefix.isEmpty { return }
      report(
        "template-slot", range, "\(name) is text, and an address has to begin with a field that is one",
        "Use a field such as .href, or begin with what settles where it leads, such as #.")
    }
  }

  /// The field that a name stands for; nil, with a finding, where there is none.
  public mutating func field(_ tag: TemplateTag, _ range: SourceRange, _ scope: Scope) -> FieldKind? {
    let name = tag.name
    guard !name.isEmpty else {
      report("template-name", range, "This tag names nothing", "Write the name of a field, with its dot.")
      return nil
    }
    switch scope {
    case .value(let kind):
      if name == "." { return kind }
      report(
        "template-name", range, "In a section of text, only {{.}} has a meaning",
        "Write {{.}}, or close the section before \(tag.shown).")
    case .context(let shape):
      let fields = shape.fields
      let isDotted = name.utf8.first == UInt8(ascii: ".")
      let own = isDotted ? String(decoding: name.utf8.dropFirst(), as: UTF8.self) : name
      if isDotted, let field = fields.first(where: { $0.name == own }) { return field.kind }
      reportUnknown(own, tag, range, shape, isDotted: isDotted)
    }
    return nil
  }

  private mutating func reportUnknown(
    _ own: String, _ tag: TemplateTag, _ range: SourceRange, _ shape: ContextShape, isDotted: Bool
  ) {
    if isFull { return }
    let names = shape.fields.map(\.name)
    if own.isEmpty {
      report(
        "template-name", range, "{{.}} would be all of the context \(shape.name), which is no text",
        "Name one of its fields.")
    } else if own.utf8.contains(UInt8(ascii: "(")) {
      report("template-name", range, "Functions are not used here: \(tag.shown)", "Write the name of a field.")
    } else if !isDotted {
      let advice =
        names.contains(own)
        ? "Write .\(own)." : "Write the dot: then it can only be a field of \(shape.name), the context at hand."
      report("template-name", range, "The name \(tag.shown) does not begin with a dot", advice)
    } else {
      let meant = suggestion(for: own, among: names).map { "; did you mean .\($0)?" } ?? ""
      report(
        "template-name", range, "The context \(shape.name) has no field \(tag.shown)\(meant)",
        "Use one of: \(names.map { ".\($0)" }.joined(separator: ", ")).")
    }
  }
}
