import TapeoutModel
import TapeoutParser

extension EditableDocument {
  // MARK: Fields

  /// Gives a field another value, or adds it where it is not written.
  ///
  /// Of a field that lists texts (`tags`), commas part the items.
  ///
  /// - Throws: where such a file has no such field, or it holds more than one value can say.
  package func setting(_ field: String, to text: String) throws(EditRefusal) -> ContentEdit {
    let entry = try known(field)
    let spelling: FieldTable.Spelling
    switch entry.shape {
    case .value(let written): spelling = written
    case .texts: return settingList(field, to: items(of: text))
    case .map:
      throw EditRefusal(
        "`\(field)` holds a map, so one of its entries is set at a time.",
        advice: "Name the entry behind a dot, such as `\(field).\(field.exampleKey)=…`.")
    case .nested:
      throw EditRefusal(
        "`\(field)` holds maps of its own, which are not changed from here.", advice: "Edit \(path) by hand.")
    }
    let isInFlow = outline.root.map(isFlow) ?? false
    if let old = rootEntry(field) {
      if old.value.isScalar, old.value.kind != .plain || !old.value.isEmpty,
        old.value.text.utf8.elementsEqual(text.utf8),
        !old.value.isNothing
      {
        return unchanged
      }
      return replacing(old, with: text, as: spelling, isInFlow: isInFlow)
    }
    return adding(field, lines: ["\(field): \(YAMLScalar.written(text, as: spelling, isInFlow: isInFlow))"])
  }

  /// Takes a field out, with its lines. Where it is not written, nothing changes.
  package func removing(_ field: String) throws(EditRefusal) -> ContentEdit {
    _ = try known(field)
    guard let root = outline.root, let index = root.entries.firstIndex(where: { $0.key == field }) else {
      return unchanged
    }
    return removing(index, from: root)
  }

  /// An edit that changes nothing.
  var unchanged: ContentEdit { ContentEdit(inserting: "", at: outline.range.lowerBound) }

  // MARK: Maps

  /// Gives an entry of a map another value, or adds it: days in their order, other names at the end.
  package func settingEntry(_ key: String, of field: String, to text: String) throws(EditRefusal) -> ContentEdit {
    let spelling = try mapSpelling(field)
    guard let old = rootEntry(field), old.value.kind == .map, !old.value.entries.isEmpty else {
      return try addingMap(to: field, key: key, text: text, spelled: spelling)
    }
    try requireOnce(key, in: old.value)
    let isInFlow = isFlow(old.value)
    if let entry = old.value.entries.first(where: { $0.key == key }) {
      if entry.value.isScalar, !entry.value.isEmpty, entry.value.text.utf8.elementsEqual(text.utf8) { return unchanged }
      return replacing(entry, with: text, as: spelling.values, isInFlow: isInFlow)
    }
    let line = self.entry(key, text, spelled: spelling, isInFlow: isInFlow)
    let entries = old.value.entries
    if spelling.keys == .notation, let later = entries.first(where: { key.precedesInBytes($0.key) }) {
      return inserting([line], at: .before(later), in: old.value)
    }
    return inserting([line], at: .behind(entries[entries.count - 1]), in: old.value)
  }

  /// Takes an entry out, and the field with its last one.
  package func removingEntry(_ key: String, of field: String) throws(EditRefusal) -> ContentEdit {
    _ = try mapSpelling(field)
    guard let old = rootEntry(field), let index = old.value.entries.firstIndex(where: { $0.key == key }) else {
      return unchanged
    }
    try requireOnce(key, in: old.value)
    return old.value.entries.count == 1 ? try removing(field) : removing(index, from: old.value)
  }

  private func addingMap(
    to field: String, key: String, text: String, spelled spelling: MapSpelling
  ) throws(EditRefusal) -> ContentEdit {
    let isInFlow = outline.root.map(isFlow) ?? false
    let line = entry(key, text, spelled: spelling, isInFlow: isInFlow)
    guard let old = rootEntry(field) else {
      return adding(field, lines: isInFlow ? ["\(field): {\(line)}"] : ["\(field):", "  " + line])
    }
    guard old.value.isNothing || old.value.kind == .map else {
      throw EditRefusal("`\(field)` of \(path) holds no map.", advice: "Run `tapeout check` and mend it first.")
    }
    if isInFlow { return replacing(old, withWritten: "{\(line)}") }
    let block = lineEnd + indentation(of: old) + "  " + line
    guard let colon = colon(behind: old.keyRange) else { return unchanged }
    if old.value.isEmpty {
      // Behind a comment on the field's line.
      return ContentEdit(inserting: block, at: endOfLine(colon))
    }
    return ContentEdit(replacing: (colon + 1)..<old.value.range.upperBound, with: block)
  }

  private func entry(_ key: String, _ text: String, spelled spelling: MapSpelling, isInFlow: Bool) -> String {
    YAMLScalar.written(key, as: spelling.keys, isInFlow: isInFlow) + ": "
      + YAMLScalar.written(text, as: spelling.values, isInFlow: isInFlow)
  }

  private typealias MapSpelling = (keys: FieldTable.Spelling, values: FieldTable.Spelling)

  private func mapSpelling(_ field: String) throws(EditRefusal) -> MapSpelling {
    guard case .map(let keys, let values) = try known(field).shape else {
      throw EditRefusal(
        "`\(field)` holds no map, so it has no entries.", advice: "Set it as a whole: `\(field)=…`.")
    }
    return (keys, values)
  }

  // MARK: Lists

  /// Adds a text to a list, at its end; nothing where it holds it already.
  package func addingItem(_ text: String, to field: String) throws(EditRefusal) -> ContentEdit {
    guard case .texts = try known(field).shape else { throw EditRefusal("`\(field)` holds no list.") }
    guard let old = rootEntry(field), !old.value.isNothing else { return settingList(field, to: [text]) }
    let value = old.value
    if value.isScalar {
      return value.text == text ? unchanged : settingList(field, to: [value.text, text])
    }
    guard value.kind == .list else { throw EditRefusal("`\(field)` of \(path) holds no list.") }
    if value.items.contains(where: { $0.text == text }) { return unchanged }
    guard let last = value.items.last else { return settingList(field, to: [text]) }
    if isFlow(value) {
      return ContentEdit(
        inserting: ", " + YAMLScalar.written(text, as: .text, isInFlow: true), at: last.range.upperBound)
    }
    let start = startOfLine(last.range.lowerBound)
    let indentation = String(decoding: bytes[start...].prefix { $0 == 0x20 }, as: UTF8.self)
    return ContentEdit(
      inserting: "\(indentation)- \(YAMLScalar.written(text, as: .text))\(lineEnd)", at: nextLine(contentEnd(of: last)))
  }

  /// Takes a text out of a list, and the field with its last one.
  package func removingItem(_ text: String, from field: String) throws(EditRefusal) -> ContentEdit {
    guard let value = rootEntry(field)?.value else { return unchanged }
    if value.isScalar { return value.text == text ? try removing(field) : unchanged }
    guard let index = value.items.firstIndex(where: { $0.text == text }) else { return unchanged }
    if value.items.count == 1 { return try removing(field) }
    let item = value.items[index]
    if isFlow(value) {
      return removingPart(
        item.range, behind: index > 0 ? value.items[index - 1].range : nil,
        before: index + 1 < value.items.count ? value.items[index + 1].range : nil)
    }
    return ContentEdit(replacing: startOfLine(item.range.lowerBound)..<nextLine(contentEnd(of: item)), with: "")
  }

  private func settingList(_ field: String, to items: [String]) -> ContentEdit {
    let list = "[" + items.map { YAMLScalar.written($0, as: .text, isInFlow: true) }.joined(separator: ", ") + "]"
    if let old = rootEntry(field) {
      let written = old.value.isScalar ? [old.value.text] : old.value.items.map(\.text)
      return !old.value.isNothing && written == items ? unchanged : replacing(old, withWritten: list)
    }
    return adding(field, lines: ["\(field): \(list)"])
  }

  private func items(of text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: ",")).map { part in
      var part = part
      while let first = part.first, first == 0x20 { part.removeFirst() }
      while let last = part.last, last == 0x20 { part.removeLast() }
      return String(Substring(part))
    }.filter { !$0.isEmpty }
  }

  // MARK: Places

  private func known(_ field: String) throws(EditRefusal) -> FieldTable.Entry {
    if let entry = table[field] {
      try requireOnce(field, in: outline.root)
      return entry
    }
    let meant = suggestion(for: field, among: table.names)
    throw EditRefusal(
      "A \(table.noun) has no field `\(field)`.",
      advice: meant.map { "Did you mean `\($0)`?" } ?? "Use one of: \(table.names.joined(separator: ", ")).")
  }

  /// Of two that are written only the first is read: a change of it would be none, or bring back the other.
  private func requireOnce(_ key: String, in map: FrontMatterOutline.Value?) throws(EditRefusal) {
    guard let entries = map?.entries, entries.count(where: { $0.key == key }) > 1 else { return }
    throw EditRefusal("`\(key)` is written twice in \(path).", advice: "Keep one of the two by hand first.")
  }

  func rootEntry(_ field: String) -> Entry? { outline.root?.entries.first { $0.key == field } }

  /// A new field, behind the last one that goes before it in the order of the content format.
  private func adding(_ field: String, lines: [String]) -> ContentEdit {
    guard let root = outline.root, let first = root.entries.first else {
      if let root = outline.root, isFlow(root) {
        return ContentEdit(inserting: lines.joined(separator: " "), at: root.range.lowerBound + 1)
      }
      return ContentEdit(inserting: block(lines, indented: ""), at: outline.range.upperBound)
    }
    let order = table.names.firstIndex(of: field) ?? table.names.count
    var best: (order: Int, entry: Entry)?
    for entry in root.entries {
      guard let place = table.names.firstIndex(of: entry.key), place < order, place > best?.order ?? -1 else {
        continue
      }
      best = (place, entry)
    }
    return inserting(lines, at: best.map { .behind($0.entry) } ?? .before(first), in: root)
  }
}

extension FrontMatterOutline.Value {
  /// Nothing written, one of YAML's words for nothing, or an empty collection.
  var isNothing: Bool {
    switch kind {
    case .plain: text.isEmpty || text == "~" || text == "null"
    case .list: items.isEmpty
    case .map: entries.isEmpty
    case .quoted, .block: false
    }
  }
}

extension String {
  /// A key that an entry of such a field may have, for messages.
  fileprivate var exampleKey: String {
    switch self {
    case "history", "rebaselined", "holidays": "2026-01-15"
    case "thresholds": "late"
    case "rules": "no-baseline"
    case "facts": "Purpose"
    default: "tape-out"
    }
  }
}
