import TapeoutEditing
import TapeoutModel
import TapeoutParser

/// One change of one file of random bytes, as `tapeout set` makes them.
///
/// The first three bytes choose the kind of file, the change and the field. The rest of the first line is a name, a tab
/// and a text. The file follows.
enum FuzzedEdit {
  private static let paths = [
    "Content/chips/custom-1/milestones/tape-out.md", "Content/program.md", "Content/chips/custom-1/chip.md",
    "Content/partners/tsmc.md", "Content/chips/custom-1/risks/respin.md", "Content/reports/2026-01-15.md",
  ]

  static func run(_ bytes: [UInt8]) throws {
    guard bytes.count > 3 else { return }
    let end = bytes[3...].firstIndex(of: 0x0A) ?? bytes.endIndex
    let words = bytes[3..<end].split(separator: 0x09, maxSplits: 1, omittingEmptySubsequences: false)
    let key = String(decoding: words[0], as: UTF8.self)
    let text = words.count > 1 ? String(decoding: words[1], as: UTF8.self) : ""
    let path = paths[Int(bytes[0]) % paths.count]
    let file = Array(bytes[end...].dropFirst())
    guard let document = try? EditableDocument(path: path, bytes: file) else { return }
    try require(document.bytes == file, "a file is changed by being opened")
    guard let fields = FieldTable(at: path)?.entries else { return }
    let field = fields[Int(bytes[2]) % fields.count]
    try make(Int(bytes[1]) % 8, of: field, key, text, in: document)
  }

  private static func make(
    _ change: Int, of field: FieldTable.Entry, _ key: String, _ text: String, in document: EditableDocument
  ) throws {
    let name = field.name
    switch change {
    case 0:
      guard let after = try made(in: document, { try $0.setting(name, to: text) }, of: name) else { return }
      guard case .value = field.shape else { return }
      try require(after.value(of: name)?.text == text, "\(name) reads otherwise than it was set")
      guard let again = try made(in: after, { try $0.setting(name, to: text) }, of: name) else { return }
      try require(again.bytes == after.bytes, "setting \(name) again changes the file again")
    case 1:
      guard let after = try made(in: document, { try $0.removing(name) }, of: name) else { return }
      try require(after.value(of: name) == nil, "\(name) is there after it was removed")
    case 2:
      guard let after = try made(in: document, { try $0.settingEntry(key, of: name, to: text) }, of: name) else {
        return
      }
      let written = after.value(of: name)?.entries.first { $0.key == key }?.value.text
      try require(written == text, "\(key) of \(name) reads otherwise than it was set")
    case 3:
      guard let after = try made(in: document, { try $0.removingEntry(key, of: name) }, of: name) else { return }
      try require(!after.holds(key, of: name), "\(key) is in \(name) after it was removed")
    case 4:
      guard let after = try made(in: document, { try $0.addingItem(text, to: name) }, of: name) else { return }
      guard let value = after.value(of: name) else { throw FuzzTarget.Violation("\(name) is gone") }
      try require(([value] + value.items).contains { $0.text == text }, "an item of \(name) reads otherwise")
    case 5: _ = try made(in: document, { try $0.removingItem(text, from: name) }, of: name)
    default: try makeCriterion(change == 6, key, text, in: document)
    }
  }

  /// Adds a criterion, or marks one in each way.
  private static func makeCriterion(_ isNew: Bool, _ key: String, _ text: String, in document: EditableDocument) throws
  {
    let before = document.criteria
    if isNew {
      guard let after = try made(in: document, { try $0.addingCriterion(text) }, of: nil) else { return }
      try requireSameFields(document, after, but: nil)
      return
    }
    guard let index = try? document.criterion(key) else { return }
    for state in [ExitCriterion.State.open, .met, .failing] {
      guard let after = try made(in: document, { try $0.marking(index, as: state) }, of: nil) else { continue }
      try require(after.criteria.count == before.count, "marking a criterion makes \(after.criteria.count) of them")
      try require(after.criteria[index].state == state, "a criterion is not in the state that it was marked as")
    }
    let wish: (EditableDocument) throws -> ContentEdit = {
      try $0.waiving(index, by: "Ada", until: "2026-04-02", because: text)
    }
    guard let after = try made(in: document, wish, of: nil) else { return }
    try require(after.criteria[index].waiver?.by == "Ada", "a waived criterion is not waived")
  }

  /// The document after an edit that obeys the laws of all edits; nil where it was refused.
  private static func made(
    in document: EditableDocument, _ wish: (EditableDocument) throws -> ContentEdit, of field: String?
  ) throws -> EditableDocument? {
    guard let edit = try? wish(document) else { return nil }
    let before = document.bytes
    try require(
      0 <= edit.range.lowerBound && edit.range.upperBound <= before.count,
      "an edit at \(edit.range) of a file of \(before.count) bytes")
    try require(try edit == wish(document), "the same wish makes two edits")
    var after = document
    guard (try? after.apply(edit)) != nil else {
      try require(after.bytes == before, "an edit that was refused changed the file")
      return nil
    }
    try require(after.bytes == edit.applied(to: before), "an edit changes other bytes than it says")
    try require(edit.inverse(in: before).applied(to: after.bytes) == before, "an edit cannot be taken back")
    if let field {
      try requireSameFields(document, after, but: field)
      let body = before[bodyStart(before)...]
      try require(after.bytes.suffix(body.count).elementsEqual(body), "an edit of \(field) changes the text")
    }
    return after
  }

  private static func bodyStart(_ bytes: [UInt8]) -> Int {
    (try? FrontMatterOutline(bytes))?.bodyStart ?? bytes.count
  }

  private static func requireSameFields(
    _ before: EditableDocument, _ after: EditableDocument, but field: String?
  ) throws {
    try require(
      described(before.bytes, but: field) == described(after.bytes, but: field),
      "an edit\(field.map { " of \($0)" } ?? "") changes another field")
  }

  private static func described(_ bytes: [UInt8], but field: String?) -> [String] {
    let entries = (try? FrontMatterOutline(bytes))?.root?.entries ?? []
    return entries.filter { $0.key != field }.map { "\($0.key): \(described($0.value))" }
  }

  private static func described(_ value: FrontMatterOutline.Value) -> String {
    switch value.kind {
    case .list: "[" + value.items.map(described).joined(separator: "|") + "]"
    case .map: "{" + value.entries.map { "\($0.key)=\(described($0.value))" }.joined(separator: "|") + "}"
    default: "<\(value.text)>"
    }
  }
}
