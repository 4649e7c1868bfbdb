import TapeoutModel

/// Reads the fields of one file's front matter into typed values and collects what is wrong with them.
///
/// Every `read` method answers nil where there is no usable value; by then the finding is collected and the
/// field is marked as unread, so that no rule also calls it missing.
struct FieldReader {
  let file: FileID
  let bytes: UnsafeBufferPointer<UInt8>
  let tree: FrontMatterTree
  /// What the file is, for messages: `milestone`, `chip`.
  let noun: String
  var findings: [Finding]
  var unread: Set<String>
  /// Whether a field that nobody knows may be one of the program's own, which are not known either.
  var allowsUnknownFields = false
  /// Fields written without a value.
  private(set) var empty: [String: SourceRange] = [:]
  /// Their keys.
  private var emptyKeys: [String: Int] = [:]

  struct Field {
    let name: String
    let key: Int
    let value: Int
  }

  init(
    file: FileID, bytes: UnsafeBufferPointer<UInt8>, noun: String, recovered: FrontMatterRecovery.Result
  ) {
    self.file = file
    self.bytes = bytes
    self.noun = noun
    tree = recovered.tree
    findings = recovered.findings
    unread = recovered.unread
  }

  // MARK: Maps

  /// The fields of the front matter; what is unknown or written twice is reported and left out.
  mutating func fields(known: [String]) -> [Field] {
    guard !tree.nodes.isEmpty else { return [] }
    guard tree[0].kind == .map else {
      if tree[0].isScalar, tree[0].text.isEmpty { return [] }
      report(
        "wrong-type", at: range(0), "The front matter is not a list of fields",
        advice: "Write one `name: value` a line between the --- lines.")
      unread.formUnion(known)
      return []
    }
    return fields(of: 0, known: known, in: noun)
  }

  /// The fields of a map below the front matter, likewise. `place` names it in messages.
  mutating func fields(of map: Int, known: [String], in place: String) -> [Field] {
    var fields: [Field] = []
    fields.reserveCapacity(known.count)
    // What is written already is not meant a second time by a name that is unknown.
    var missing: SuggestionIndex?
    var budget = SuggestionIndex.budget
    for (key, value) in tree.entries(of: map) {
      let name = tree[key].text
      guard known.contains(name) else {
        if missing == nil {
          let written = Set(tree.entries(of: map).map { tree[$0.key].text })
          missing = SuggestionIndex(known.filter { !written.contains($0) })
        }
        unknownField(key, known, place, missing?.suggestion(for: name, budget: &budget))
        continue
      }
      if let first = fields.first(where: { $0.name == name })?.key ?? (map == 0 ? emptyKeys[name] : nil) {
        duplicate(name, key, first: first)
        continue
      }
      if isNull(value) {
        if map == 0 { (empty[name], emptyKeys[name]) = (range(key), key) }
        continue
      }
      fields.append(Field(name: name, key: key, value: value))
    }
    return fields
  }

  /// The keys and values of a map whose keys are free (`after`, `facts`), each key once.
  mutating func freeEntries(_ field: Field, of what: String) -> [Field] {
    guard tree[field.value].kind == .map else {
      wrongType(field.value, field.name, wants: what)
      return []
    }
    var entries: [Field] = []
    var keys: [String: Int] = [:]
    for (key, value) in tree.entries(of: field.value) {
      let name = tree[key].text
      if let first = keys.updateValue(key, forKey: name) {
        keys[name] = first
        duplicate(name, key, first: first)
        continue
      }
      entries.append(Field(name: name, key: key, value: value))
    }
    return entries
  }

  private mutating func duplicate(_ name: String, _ key: Int, first: Int) {
    report(
      "duplicate-key", at: range(key), "`\(name)` is written twice, and only the first one is read",
      advice: "Keep one of the two.", notes: [.init("first written here", at: range(first))])
  }

  private mutating func unknownField(_ key: Int, _ known: [String], _ place: String, _ meant: String?) {
    let name = tree[key].text
    if let meant { unread.insert(meant) }
    if meant == nil, allowsUnknownFields { return }
    let isDone = meant == nil && known.contains { $0 == "actual" } && Self.namesForDone.contains(name.lowercased())
    if isDone { unread.insert("actual") }
    report(
      "unknown-field", at: range(key),
      "A \(place) has no field `\(name)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""),
      advice: isDone
        ? "A milestone is done by its `actual`: write `actual:` with the day on which it happened."
        : meant.map { "Write `\($0)`." } ?? "Use one of: \(known.joined(separator: ", ")).",
      fixes: meant.map { [Fix("write \($0)", replace: range(key), with: $0)] } ?? [])
  }

  private static let namesForDone: Set = [
    "done", "complete", "completed", "completed_on", "finished", "finished_on", "closed", "done_on", "date_done", "end",
  ]

  /// Reports a required field that was not written, or was left empty.
  ///
  /// - Parameter isCertain: whether the example is the very value that belongs there: only then a fix writes it.
  mutating func require(_ name: String, _ isPresent: Bool, example: String, isCertain: Bool = false) {
    guard !isPresent, !unread.contains(name) else { return }
    if let place = empty[name] {
      report(
        "missing-field", at: place, "The \(noun)’s `\(name)` is empty",
        advice: "Write a value after the colon, such as `\(name): \(example)`.")
      return
    }
    let start = frontMatterStart
    report(
      "missing-field", at: SourceRange(file, start.opening.lowerBound, start.opening.upperBound),
      "The \(noun) has no `\(name)`", advice: "Add a line such as `\(name): \(example)` to the front matter.",
      fixes: isCertain
        ? [Fix("add \(name)", replace: SourceRange(file, start.next, start.next), with: "\(name): \(example)\n")] : [])
  }

  /// The opening `---` line and the offset of the line after it.
  private var frontMatterStart: (opening: Range<Int>, next: Int) {
    let start = bytes.count >= 3 && bytes[0] == 0xEF ? 3 : 0
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    var next = min(end + 1, bytes.count)
    if next < bytes.count, end < bytes.count, bytes[end] == 0x0D, bytes[next] == 0x0A { next += 1 }
    return (start..<end, next)
  }

  // MARK: Nodes

  func range(_ node: Int) -> SourceRange {
    SourceRange(file, Int(tree[node].start), Int(tree[node].end))
  }

  /// The colon behind a key, past any spaces; nil where none was written (`{a, b}`).
  func colon(after key: Int) -> Int? {
    var place = Int(tree[key].end)
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    return place < bytes.count && bytes[place] == UInt8(ascii: ":") ? place : nil
  }

  /// Nothing written, or one of YAML's words for nothing.
  func isNull(_ node: Int) -> Bool {
    guard tree[node].kind == .plain else { return false }
    let text = tree[node].text
    return text.isEmpty || text == "~" || text == "null"
  }

  /// The text of a scalar; a list or a map is reported.
  mutating func scalar(_ field: Field, wants: String) -> String? {
    let node = tree[field.value]
    guard node.isScalar else {
      wrongType(field.value, field.name, wants: wants)
      return nil
    }
    return unquoted(field.value)
  }

  /// The text without typographic quotes, which YAML takes for part of it.
  private mutating func unquoted(_ node: Int) -> String {
    let text = tree[node].text
    guard tree[node].kind == .plain, let first = text.unicodeScalars.first, (0x2018...0x201F).contains(first.value),
      let last = text.unicodeScalars.last, (0x2018...0x201F).contains(last.value), text.unicodeScalars.count > 1
    else { return text }
    let inner = String(String.UnicodeScalarView(text.unicodeScalars.dropFirst().dropLast()))
    report(
      "curly-quotes", at: range(node), "Typographic quotes enclose this value, and YAML takes them for part of it",
      advice: "Use straight quotes, or none.",
      fixes: [Fix("use straight quotes", replace: range(node), with: "\"\(escaped(inner))\"")])
    return inner
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  // MARK: Findings

  mutating func wrongType(_ node: Int, _ name: String, wants: String) {
    unread.insert(name)
    let found = tree[node]
    let children = Array(tree.children(of: node).prefix(2))
    var fixes: [Fix] = []
    if found.kind == .list, children.count == 1, tree[children[0]].isScalar {
      fixes = [Fix("write the value without the list", replace: range(node), with: text(of: children[0]))]
    }
    let kind = found.kind == .list ? "a list" : found.kind == .map ? "a map" : "one value"
    report(
      "wrong-type", at: range(node), "`\(name)` takes \(wants), not \(kind)",
      advice: "Write it as \(wants).", fixes: fixes)
  }

  /// The bytes of a node as they stand in the file.
  func text(of node: Int) -> String {
    String(decoding: bytes[Int(tree[node].start)..<Int(tree[node].end)], as: UTF8.self)
  }

  mutating func report(
    _ rule: RuleName, at range: SourceRange, _ headline: String, advice: String,
    notes: [Finding.Note] = [], fixes: [Fix] = []
  ) {
    findings.append(Finding(rule, at: range, headline, advice: advice, notes: notes, fixes: fixes))
  }

  /// Reports a value that could not be read, and remembers that the field was written.
  mutating func reject(
    _ rule: RuleName, _ field: Field, _ headline: String, advice: String, meant: String? = nil
  ) {
    unread.insert(field.name)
    let place = range(field.value)
    report(
      rule, at: place, headline, advice: advice,
      fixes: meant.map { [Fix("write \($0)", replace: place, with: $0)] } ?? [])
  }
}
