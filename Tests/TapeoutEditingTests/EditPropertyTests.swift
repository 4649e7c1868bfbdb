import TapeoutEditing
import TapeoutParser
import TapeoutTestSupport
import Testing

@Suite("Edits of random files")
struct EditPropertyTests {
  /// Every field with all that it holds, in the order of the file.
  private func fields(_ bytes: [UInt8]) throws -> [(key: String, value: String)] {
    try FrontMatterOutline(bytes).root?.entries.map { ($0.key, described($0.value)) } ?? []
  }

  private func described(_ value: FrontMatterOutline.Value) -> String {
    switch value.kind {
    case .list: "[" + value.items.map(described).joined(separator: "|") + "]"
    case .map: "{" + value.entries.map { "\($0.key)=\(described($0.value))" }.joined(separator: "|") + "}"
    default: "<\(value.text)>"
    }
  }

  private func comments(_ bytes: [UInt8]) -> Int { String(decoding: bytes, as: UTF8.self).ranges(of: "# ").count }

  private func show(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self).debugDescription }

  /// Makes an edit and holds it against the laws that every edit obeys.
  @discardableResult
  private func make(
    _ edit: ContentEdit, of field: String, in document: inout EditableDocument
  ) throws -> [UInt8] {
    let before = document.bytes
    try document.apply(edit)
    let after = document.bytes
    #expect(edit.inverse(in: before).applied(to: after) == before)
    let others = try fields(before).filter { $0.key != field }.map { "\($0)" }
    #expect(try fields(after).filter { $0.key != field }.map { "\($0)" } == others, "\(show(before))\n\(show(after))")
    let outline = try FrontMatterOutline(before)
    #expect(before[outline.bodyStart...].elementsEqual(after.suffix(before.count - outline.bodyStart)))
    return after
  }

  private func forRandomFiles(
    seed: UInt64, count: Int,
    _ hold: (RandomDocument, inout EditableDocument, inout SeededGenerator) throws -> Void
  ) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<count {
      let file = RandomDocument(&random)
      var document = try EditableDocument(path: file.path, bytes: file.bytes)
      try hold(file, &document, &random)
    }
  }

  @Test("A field that is set reads as that value, every other as before, and nothing else changes")
  func setting() throws {
    try forRandomFiles(seed: 1, count: 4000) { file, document, random in
      let table = FieldTable(at: file.path)!
      let values = table.entries.filter { if case .value = $0.shape { true } else { false } }
      let field = values.randomElement(using: &random)!
      let text = RandomDocument.texts.randomElement(using: &random)!
      let old = document.value(of: field.name)
      let after = try make(document.setting(field.name, to: text), of: field.name, in: &document)
      #expect(document.value(of: field.name)?.text == text, "\(show(file.bytes))\n\(show(after))")
      if old?.kind != .block { #expect(comments(after) >= comments(file.bytes), "\(show(file.bytes))\n\(show(after))") }
      #expect(try document.setting(field.name, to: text).applied(to: after) == after)
      if let old, old.kind == .plain, !old.text.isEmpty, file.bytes[old.range].elementsEqual(old.text.utf8),
        case .value(let spelling) = field.shape, !YAMLScalar.needsQuotes(old.text, as: spelling)
      {
        try document.apply(document.setting(field.name, to: old.text))
        #expect(show(document.bytes) == show(file.bytes), "\(show(file.bytes))\n\(show(document.bytes))")
      } else if old == nil {
        try make(document.removing(field.name), of: field.name, in: &document)
        #expect(
          show(document.bytes) == show(file.bytes), "\(show(file.bytes))\n\(show(after))\n\(show(document.bytes))")
      }
    }
  }

  @Test("A field that is removed is gone, and every other is as it was")
  func removing() throws {
    try forRandomFiles(seed: 2, count: 3000) { file, document, random in
      let field = FieldTable(at: file.path)!.names.randomElement(using: &random)!
      try make(document.removing(field), of: field, in: &document)
      #expect(document.value(of: field) == nil)
    }
  }

  @Test("An entry of a map that is set reads as that value, its neighbours as before; taken out again nothing is left")
  func entries() throws {
    try forRandomFiles(seed: 3, count: 4000) { file, document, random in
      let maps = FieldTable(at: file.path)!.entries.filter { if case .map = $0.shape { true } else { false } }
      guard let field = maps.randomElement(using: &random)?.name else { return }
      let old = document.value(of: field)
      guard old == nil || old?.kind == .map || old?.text == "" else { return }
      let key = ["tape-out", "2026-01-02", "2025-12-31", "on", "other/x", "zebra"].randomElement(using: &random)!
      let text = RandomDocument.texts.randomElement(using: &random)!
      let neighbours = old?.entries.filter { $0.key != key }.map { $0.key + described($0.value) } ?? []
      let after = try make(document.settingEntry(key, of: field, to: text), of: field, in: &document)
      let new = document.value(of: field)?.entries ?? []
      let written = new.first { $0.key == key }?.value.text
      #expect(written == text, "\(show(file.bytes))\n\(show(after))")
      #expect(new.filter { $0.key != key }.map { $0.key + described($0.value) } == neighbours)
      #expect(comments(after) >= comments(file.bytes))
      try make(document.removingEntry(key, of: field), of: field, in: &document)
      if old == nil || old!.entries.count > 0 && !old!.entries.contains(where: { $0.key == key }) {
        #expect(
          show(document.bytes) == show(file.bytes), "\(show(file.bytes))\n\(show(after))\n\(show(document.bytes))")
      }
    }
  }

  @Test("A text that is added to a list stands at its end; taken out again nothing is left")
  func items() throws {
    try forRandomFiles(seed: 4, count: 3000) { file, document, random in
      let lists = FieldTable(at: file.path)!.entries.filter { $0.shape == .texts }
      guard let field = lists.randomElement(using: &random)?.name else { return }
      let old = document.value(of: field)
      let before = old.map { $0.kind == .list ? $0.items.map(\.text) : $0.text.isEmpty ? [] : [$0.text] } ?? []
      let after = try make(document.addingItem("former-id", to: field), of: field, in: &document)
      #expect(
        document.value(of: field)?.items.map(\.text) == before + ["former-id"], "\(show(file.bytes))\n\(show(after))")
      try make(document.removingItem("former-id", from: field), of: field, in: &document)
      if old == nil || old?.kind == .list { #expect(show(document.bytes) == show(file.bytes)) }
    }
  }

  @Test("What is written reads as it was meant, inside brackets and outside, and in quotes only where they are needed")
  func scalars() throws {
    // Quoted although libyaml reads them here: nothing for our reader, marks of documents, invisible characters.
    let careful = ["~", "null", "“quoted”", "---", "... x", "tab\there"]
    for text in RandomDocument.texts {
      for (isInFlow, spelling) in [
        (false, FieldTable.Spelling.text), (true, .text), (false, .notation), (true, .notation),
      ] {
        let written = YAMLScalar.written(text, as: spelling, isInFlow: isInFlow)
        let body = isInFlow ? "{title: \(written), x: y}" : "title: \(written)"
        let value = try FrontMatterOutline(Array("---\n\(body)\n---\n".utf8)).root?.entries.first?.value
        #expect(value?.text == text, "\(written)")
        guard written != text else { continue }
        let plain = isInFlow ? "{title: \(text), x: y}" : "title: \(text)"
        let unquoted = try? FrontMatterOutline(Array("---\n\(plain)\n---\n".utf8)).root?.entries.first?.value
        let readsAlike = unquoted?.kind == .plain && unquoted?.text == text && unquoted?.isEmpty == false
        #expect(!readsAlike || spelling == .text || isInFlow || careful.contains(text), "in quotes: \(text)")
      }
    }
  }

  @Test("Texts that other readers of YAML take for something else are quoted as texts, not as notations")
  func resolved() {
    for text in [
      "yes", "No", "ON", "y", "1e3", "12", "0x1F", "1_000", "1:30", "2026-04-02", "2026-4-2", ".5", "-.inf", "=",
      "true",
    ] {
      #expect(YAMLScalar.written(text, as: .text) == "\"\(text)\"")
      #expect(YAMLScalar.written(text, as: .notation) == text)
    }
    for text in ["2026-W14", "2026-Q2", "A0", "1.2.3", "e3", "0xyz", "60%", "1d..2d", "yes and no", "12 days"] {
      #expect(YAMLScalar.written(text, as: .text) == text)
    }
  }

  @Test("A field or an entry that is written twice is not changed: only the first is read, and the other would be next")
  func twice() throws {
    let text = "---\ntitle: A\nowner: Bo\nowner: Cy\nafter: {kickoff: 1w, kickoff: 2w, tape-out: 1d}\n---\n"
    let path = "Content/chips/custom-1/milestones/tape-out.md"
    let document = try EditableDocument(path: path, bytes: Array(text.utf8))
    for wish in [
      { try $0.setting("owner", to: "Di") }, { try $0.removing("owner") },
      { try $0.settingEntry("kickoff", of: "after", to: "3w") }, { try $0.removingEntry("kickoff", of: "after") },
    ] as [(EditableDocument) throws -> ContentEdit] {
      #expect(throws: EditRefusal.self) { try wish(document) }
    }
    #expect(try document.removingEntry("tape-out", of: "after").range.isEmpty == false)
    #expect(try document.setting("title", to: "B").bytes == Array("B".utf8))
  }
}
