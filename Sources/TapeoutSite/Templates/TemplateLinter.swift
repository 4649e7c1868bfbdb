import TapeoutModel

/// Holds templates against what their pages know, before anything is rendered: Mustache itself renders a misspelt
/// name, or a missing partial, as nothing.
struct TemplateLinter {
  let sources: SourceSet
  /// Places of the templates in `sources`, by name.
  let files: [String: FileID]

  private var findings: [Finding] = []
  /// Partials that have been checked with a shape: once is enough.
  private var checked: Set<String> = []

  init(_ sources: SourceSet, _ files: [String: FileID]) {
    self.sources = sources
    self.files = files
  }

  /// What is wrong with the pages' templates and all that they include.
  ///
  /// - Parameter pages: the templates that are rendered, with what they may speak of.
  static func lint(_ sources: SourceSet, _ files: [String: FileID], pages: [(name: String, shape: ContextShape)])
    -> [Finding]
  {
    var linter = TemplateLinter(sources, files)
    for page in pages {
      if let file = files[page.name] { linter.check(page.name, file, page.shape, within: []) }
    }
    return linter.findings.sorted { ($0.range.file, $0.range.start) < ($1.range.file, $1.range.start) }
  }

  /// What the names in a stretch of a template mean.
  private enum Scope {
    case context(ContextShape)
    /// The text or markup of a section.
    case value(FieldKind)
  }

  private mutating func check(_ name: String, _ file: FileID, _ shape: ContextShape, within: [String]) {
    guard checked.insert("\(name) \(shape.name)").inserted else { return }
    let bytes = sources[file].bytes
    var position = MarkupPosition()
    var scopes: [(name: String, range: Range<Int>, scope: Scope)] = []
    var scope: Scope { scopes.last?.scope ?? .context(shape) }
    for tag in TemplateTag.read(bytes) {
      let range = SourceRange(file, tag.range.lowerBound, tag.range.upperBound)
      switch tag.kind {
      case .text: position.pass(bytes[tag.range])
      case .comment: break
      case .unclosed:
        report("template-syntax", range, "This tag is never closed", "Close it with }}.")
      case .refused(let sign):
        report(
          "template-syntax", range, "Tags with \(Character(Unicode.Scalar(sign))) are not used here",
          "Use names, sections, {{>partials}} and {{! comments}}.")
      case .variable, .markup:
        checkValue(tag, range, scope, position)
        position.passValue()
      case .section, .inverted:
        guard let kind = field(tag.name, range, scope) else {
          scopes.append((tag.name, tag.range, scope))
          continue
        }
        scopes.append((tag.name, tag.range, tag.kind == .inverted ? scope : inner(kind, scope)))
      case .close:
        if let last = scopes.last, last.name == tag.name {
          scopes.removeLast()
        } else {
          report(
            "template-syntax", range, "Nothing named \(tag.name) is open here",
            scopes.last.map { "Close {{#\($0.name)}} first." } ?? "Delete this tag.")
        }
      case .partial:
        checkPartial(tag.name, range, scope, within: within + [name])
      }
    }
    for open in scopes {
      report(
        "template-syntax", SourceRange(file, open.range.lowerBound, open.range.upperBound),
        "The section \(open.name) is never closed", "Close it with {{/\(open.name)}}.")
    }
  }

  private func inner(_ kind: FieldKind, _ scope: Scope) -> Scope {
    switch kind {
    case .flag: scope
    case .list(let shape), .one(let shape): .context(shape())
    case .text, .link, .markup: .value(kind)
    }
  }

  /// The field that a name stands for; nil, with a finding, where there is none.
  private mutating func field(_ name: String, _ range: SourceRange, _ scope: Scope) -> FieldKind? {
    switch scope {
    case .value(let kind):
      if name == "." { return kind }
      report(
        "template-name", range, "Inside a section of text, only {{.}} has a meaning",
        "Write {{.}}, or close the section before \(name).")
    case .context(let shape):
      let dot = UInt8(ascii: ".")
      guard name.utf8.first == dot, name.utf8.count > 1 else {
        report(
          "template-name", range, "The name \(name) does not begin with a dot",
          "Write .\(name): with the dot it can only be a field of the \(shape.name) at hand.")
        return nil
      }
      let own = String(decoding: name.utf8.dropFirst(), as: UTF8.self)
      let fields = shape.fields
      if let field = fields.first(where: { $0.name == own }) { return field.kind }
      let meant = suggestion(for: own, among: fields.map(\.name))
      report(
        "template-name", range, "A \(shape.name) has no field \(own)\(meant.map { "; did you mean .\($0)?" } ?? "")",
        "Use one of: \(fields.map { ".\($0.name)" }.joined(separator: ", ")).")
    }
    return nil
  }

  private mutating func checkValue(_ tag: TemplateTag, _ range: SourceRange, _ scope: Scope, _ position: MarkupPosition)
  {
    guard let kind = field(tag.name, range, scope) else { return }
    let isMarkup = if case .markup = kind { true } else { false }
    switch kind {
    case .flag, .list, .one:
      report(
        "template-slot", range, "\(tag.name) is no text to show", "Open a section: {{#\(tag.name)}} … {{/\(tag.name)}}."
      )
      return
    default: break
    }
    if isMarkup != (tag.kind == .markup) {
      report(
        "template-slot", range,
        isMarkup
          ? "\(tag.name) is HTML, and two braces would show its tags"
          : "\(tag.name) is text from a file, and three braces would not escape it",
        isMarkup ? "Write {{{\(tag.name)}}}." : "Write {{\(tag.name)}}.")
      return
    }
    switch position.place {
    case .text: return
    case .tag:
      report(
        "template-slot", range, "A value may not stand here in a tag", "Put it in quotes: name=\"{{\(tag.name)}}\".")
    case .raw(let element):
      report(
        "template-slot", range, "A value may not stand in a \(element)",
        "Put it in an attribute, such as data-day, and read it there.")
    case .value(let attribute, let isAtStart):
      if isMarkup {
        report("template-slot", range, "HTML may not stand in an attribute", "Use a field that is text.")
      } else if attribute == "style" || attribute == "srcdoc" || attribute.utf8.starts(with: "on".utf8) {
        report("template-slot", range, "A value may not stand in \(attribute)", "Use a class in site.css.")
      } else if ["href", "src", "action", "xlink:href", "data"].contains(attribute), isAtStart {
        if case .link = kind { return }
        report(
          "template-slot", range, "\(tag.name) is text, and an address needs a field that is one",
          "Use a field such as .href.")
      }
    }
  }

  private mutating func checkPartial(_ name: String, _ range: SourceRange, _ scope: Scope, within: [String]) {
    guard let file = files[name] else {
      let meant = suggestion(for: name, among: files.keys.sorted { $0.precedesInBytes($1) })
      report(
        "template-partial", range, "There is no template \(name)\(meant.map { "; did you mean \($0)?" } ?? "")",
        "Create Templates/\(name).mustache, or correct the name.")
      return
    }
    guard !within.contains(name) else {
      report(
        "template-partial", range, "\(name) includes itself: \((within + [name]).joined(separator: " → "))",
        "Break the ring: it would never end.")
      return
    }
    guard case .context(let shape) = scope else {
      report("template-partial", range, "A partial cannot stand in a section of text", "Close the section first.")
      return
    }
    check(name, file, shape, within: within)
  }

  private mutating func report(_ rule: RuleName, _ range: SourceRange, _ headline: String, _ advice: String) {
    let finding = Finding(rule, at: range, headline, advice: advice)
    if !findings.contains(finding) { findings.append(finding) }
  }
}
