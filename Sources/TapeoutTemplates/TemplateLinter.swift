public import TapeoutModel

/// Holds templates against what their pages know, before anything is rendered: a misspelt name, or a missing
/// partial, would be rendered as nothing.
public struct TemplateLinter {
  public let sources: SourceSet
  /// Places of the templates in `sources`, by name.
  public let files: [String: FileID]

  public private(set) var findings: [Finding] = []
  /// Tags that a template has with all that it includes, by its name and the shape it was checked with: once is enough.
  private var sizes: [String: Int] = [:]
  /// The files that some page is made from.
  public private(set) var used: Set<FileID> = []

  /// Sections within each other, and templates that include each other: each costs depth of stack.
  public static let deepest = 24
  /// Tags of a page, partials counted wherever they stand: beyond it, ten small files could fill the memory.
  public static let mostTags = 50_000
  /// Whoever has more to mend begins with these.
  public static let mostFindings = 200

  /// Whether nothing more is reported, so that nobody need look for what was meant.
  var isFull: Bool { findings.count >= TemplateLinter.mostFindings }

  private init(_ sources: SourceSet, _ files: [String: FileID]) {
    self.sources = sources
    self.files = files
  }

  /// Checks the pages' templates and all that they include.
  ///
  /// - Parameter pages: the templates that are rendered, with what they may speak of.
  /// - Returns: what is wrong, in the order of files and places, and which files take part.
  public static func lint(
    _ sources: SourceSet, _ files: [String: FileID], pages: [(name: String, shape: ContextShape)]
  ) -> (findings: [Finding], used: Set<FileID>) {
    var linter = TemplateLinter(sources, files)
    for page in pages {
      if let file = files[page.name] { _ = linter.check(page.name, file, page.shape, within: []) }
    }
    let findings = linter.findings.sorted { ($0.range.file, $0.range.start) < ($1.range.file, $1.range.start) }
    return (findings, linter.used)
  }

  /// What the names in a stretch of a template mean.
  public enum Scope {
    case context(ContextShape)
    /// The text or markup of a section.
    case value(FieldKind)
  }

  private struct Section {
    var name: String
    var range: SourceRange
    var scope: Scope
    var start: MarkupPosition
    var repeats: Bool
  }

  /// - Returns: how many tags the template has with all that it includes.
  private mutating func check(_ name: String, _ file: FileID, _ shape: ContextShape, within: [String]) -> Int {
    used.insert(file)
    let key = "\(name) \(shape.name)"
    if let size = sizes[key] { return size }
    let bytes = sources[file].bytes
    guard String(validating: bytes, as: UTF8.self) != nil else {
      report(
        "template-syntax", SourceRange(file, bytes.validLength, bytes.validLength),
        "The template is not UTF-8 from here", "Save it as UTF-8.")
      return 0
    }
    var position = MarkupPosition()
    var sections: [Section] = []
    var size = 0
    for tag in TemplateTag.read(bytes) {
      let range = SourceRange(file, tag.range.lowerBound, tag.range.upperBound)
      guard tag.kind != .text else {
        position.pass(bytes[tag.range])
        continue
      }
      size += 1
      let scope = sections.last?.scope ?? .context(shape)
      switch tag.kind {
      case .text, .comment: break
      case .unclosed: report("template-syntax", range, "This tag is never closed", "Close it with }}.")
      case .refused(let sign):
        report(
          "template-syntax", range, "Tags with \(Character(Unicode.Scalar(sign))) are not used here",
          "Use names, sections, {{>partials}} and {{! comments}}.")
      case .variable, .markup: checkValue(tag, range, scope, position)
      case .section, .inverted:
        let kind = field(tag, range, scope)
        if sections.count == TemplateLinter.deepest {
          report(
            "template-syntax", range, "More than \(TemplateLinter.deepest) sections stand within each other here",
            "Close some first, or move the inner ones to a partial.")
          return size
        }
        let inner = kind.map { tag.kind == .inverted ? scope : $0.inside(scope) } ?? scope
        let repeats = if case .list = kind { true } else { false }
        sections.append(Section(name: tag.name, range: range, scope: inner, start: position, repeats: repeats))
      case .close:
        guard let last = sections.last, last.name == tag.name else {
          report(
            "template-syntax", range, "No section \(tag.shown) is open here",
            sections.last.map { "Close {{#\($0.name.shortened(to: 40))}} first." } ?? "Delete this tag.")
          continue
        }
        sections.removeLast()
        if let joined = position.joined(last.start, repeats: last.repeats) {
          position = joined
        } else {
          report(
            "template-slot", last.range, "The section \(tag.shown) begins and ends in different places of the HTML",
            "Open and close tags, quotes and comments on the same side of it.")
        }
      case .partial:
        size += checkPartial(tag, range, scope, position, within: within + [name])
      }
    }
    for open in sections {
      report(
        "template-syntax", open.range, "The section \(open.name.shortened(to: 40)) is never closed",
        "Close it with {{/\(open.name.shortened(to: 40))}}.")
    }
    if sections.isEmpty, position.state != .text {
      report(
        "template-slot", SourceRange(file, bytes.count, bytes.count),
        "The template ends inside a tag, a quote or a script", "Close it in the same file.")
    }
    sizes[key] = size
    if size > TemplateLinter.mostTags {
      report(
        "template-partial", SourceRange(startOf: file),
        "With its partials, \(name) has more than \(TemplateLinter.mostTags) tags", "Include less in each other.")
    }
    return min(size, TemplateLinter.mostTags + 1)
  }

  private mutating func checkPartial(
    _ tag: TemplateTag, _ range: SourceRange, _ scope: Scope, _ position: MarkupPosition, within: [String]
  ) -> Int {
    let name = tag.name
    guard let file = files[name] else {
      if isFull { return 0 }
      let meant = suggestion(for: name, among: files.keys.sorted { $0.precedesInBytes($1) })
      report(
        "template-partial", range,
        name.isEmpty
          ? "This tag includes nothing"
          : "There is no template \(tag.shown)\(meant.map { "; did you mean \($0)?" } ?? "")",
        "Create Templates/\(name.isEmpty ? "NAME" : tag.shown).mustache, or correct the name.")
      return 0
    }
    guard !within.contains(name) else {
      let ring = (within.drop { $0 != name } + [name]).joined(separator: " → ")
      report("template-partial", range, "\(name) includes itself: \(ring)", "Break the ring: it would never end.")
      return 0
    }
    guard within.count < TemplateLinter.deepest else {
      report(
        "template-partial", range, "More than \(TemplateLinter.deepest) templates include each other here",
        "Include less in each other.")
      return 0
    }
    guard position.state == .text else {
      report(
        "template-slot", range, "A partial may not stand inside a tag, a quote, a script or a comment",
        "Put it between tags.")
      return 0
    }
    guard case .context(let shape) = scope else {
      report("template-partial", range, "A partial cannot stand in a section of text", "Close the section first.")
      return 0
    }
    return check(name, file, shape, within: within)
  }

  public mutating func report(_ rule: RuleName, _ range: SourceRange, _ headline: String, _ advice: String) {
    if isFull { return }
    let finding = Finding(rule, at: range, headline, advice: advice)
    if !findings.contains(finding) { findings.append(finding) }
  }
}

extension TemplateTag {
  /// Its name for a sentence.
  public var shown: String { name.shortened(to: 40) }
}

extension FieldKind {
  /// What names mean in a section of it.
  fileprivate func inside(_ scope: TemplateLinter.Scope) -> TemplateLinter.Scope {
    switch self {
    case .flag: scope
    case .list(let shape), .one(let shape): .context(shape())
    case .text, .link, .markup: .value(self)
    }
  }
}

extension [UInt8] {
  /// Bytes from the beginning that are UTF-8.
  fileprivate var validLength: Int {
    var (decoder, bytes, length) = (UTF8(), makeIterator(), 0)
    while case .scalarValue(let scalar) = decoder.decode(&bytes) { length += UTF8.width(scalar) }
    return length
  }
}
