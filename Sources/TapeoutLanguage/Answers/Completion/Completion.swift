package import TapeoutJSON
import TapeoutModel
import TapeoutParser
import TapeoutRules

/// What may be typed at a place of one document.
struct Completion {
  let workspace: LanguageWorkspace
  let path: String
  let text: DocumentText
  let cursor: Cursor
  let mentions: Mentions
  /// The chip whose folder the document lies in; empty where it lies in none.
  let chip: String

  var snapshot: LanguageSnapshot { _read { yield workspace.snapshot } }
  var plan: Plan { _read { yield workspace.snapshot.plan } }

  init(_ workspace: LanguageWorkspace, _ path: String, _ text: DocumentText, at offset: Int) {
    self.workspace = workspace
    self.path = path
    self.text = text
    cursor = Cursor(text, at: offset)
    mentions = Mentions(path, text, cursor.tokens)
    chip = Target(path: path)?.chip ?? ""
  }

  /// What was typed before the cursor, of what would be replaced.
  var typed: String { text[cursor.range.lowerBound..<max(cursor.range.lowerBound, cursor.offset)] }

  var list: CompletionList {
    guard let table = FieldTable(at: path, adding: plan.program.fields) else { return CompletionList() }
    switch cursor.place {
    case .elsewhere: return CompletionList()
    case .body: return body
    case .name:
      switch FieldValue.record(table).value(at: cursor.path) {
      case .record(let fields), .records(let fields): return names(fields)
      case .map(let key, let value): return keys(key, value)
      default: return CompletionList()
      }
    case .value:
      var value = FieldValue.record(table).value(at: cursor.path)
      if case .list(let item)? = value { value = item }
      var list = value.map { values($0) } ?? CompletionList()
      // Right behind a colon, YAML wants a blank first.
      guard cursor.range.isEmpty, cursor.offset > 0, text.bytes[cursor.offset - 1] == UInt8(ascii: ":") else {
        return list
      }
      for index in list.items.indices {
        list.items[index].text = " " + (list.items[index].text ?? list.items[index].label)
      }
      return list
    }
  }

  // MARK: Names

  /// The names that stand beside the cursor's already.
  private var siblings: Set<String> {
    Set(
      cursor.tokens.tokens.filter { $0.role == .name && $0.path == cursor.path && $0.range != cursor.range }
        .map(\.text))
  }

  private func names(_ table: FieldTable) -> CompletionList {
    let taken = siblings
    let items = table.entries.filter { !taken.contains($0.name) }.map { entry in
      CompletionItem(
        label: entry.name, kind: .field,
        detail: entry.value.wording.replacing("`", with: "") + (entry.isRequired ? ", required" : ""),
        documentation: entry.summary, text: written(entry.name, holding: entry.value))
    }
    return CompletionList(items: items)
  }

  /// A name with its colon, and the beginning of what it holds, unless a colon is there.
  private func written(_ name: String, holding value: FieldValue) -> String {
    if cursor.isNamed { return name }
    switch value {
    case .map, .record, .records:
      if isInFlow { return "\(name): {" }
      let start = text.line(text.lineNumber(at: cursor.offset)).lowerBound
      let indentation = String(repeating: " ", count: max(0, cursor.range.lowerBound - start) + 2)
      return "\(name):\(lineEnd)\(indentation)" + (value.isList ? "- " : "")
    default: return "\(name): "
    }
  }

  /// Whether the cursor stands in braces: then something else stands before it on its line.
  var isInFlow: Bool {
    let start = text.line(text.lineNumber(at: cursor.range.lowerBound)).lowerBound
    return text.bytes[start..<cursor.range.lowerBound].contains { $0 == UInt8(ascii: "{") }
  }

  private var lineEnd: String {
    let end = text.line(0).upperBound
    guard end < text.bytes.count, text.bytes[end] == 0x0D else { return "\n" }
    return end + 1 < text.bytes.count && text.bytes[end + 1] == 0x0A ? "\r\n" : "\r"
  }

  /// Entries of a map.
  private func keys(_ key: FieldValue, _ value: FieldValue) -> CompletionList {
    var list: CompletionList
    switch key {
    case .milestone, .supposedOf: list = milestones(besides: siblings)
    case .day, .dayOrDays: list = dates(TypedDate(typed, isDay: true))
    case .rule: list = rules(besides: siblings)
    default: return CompletionList()
    }
    guard !cursor.isNamed else { return list }
    for index in list.items.indices {
      list.items[index].text = (list.items[index].text ?? list.items[index].label) + ": "
    }
    return list
  }

  private func rules(besides taken: Set<String>) -> CompletionList {
    let items = RuleSet.all.filter { !taken.contains($0.name.description) && !$0.isFixed }.map { rule in
      CompletionItem(
        label: rule.name.description, kind: .member, detail: "usually \(rule.defaultSeverity)",
        documentation: rule.explanation.what)
    }
    return CompletionList(items: items)
  }
}

extension FieldValue {
  fileprivate var isList: Bool { if case .records = self { true } else { false } }
}

extension LanguageWorkspace {
  /// `textDocument/completion`.
  package func completion(_ path: String, at position: TextPosition) -> JSONValue {
    guard let text = text(at: path) else { return .null }
    let completion = Completion(self, path, text, at: text.offset(position))
    return completion.list.json(text, replacing: completion.cursor.range, isMarkdown: client.hasMarkdownCompletion)
  }
}
