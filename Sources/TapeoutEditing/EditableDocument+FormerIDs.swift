import TapeoutModel
import TapeoutParser

extension EditableDocument {
  /// Changes the list below `renamed:`, or adds it. The edits count from the file as it is, and do not overlap.
  ///
  /// - Parameters:
  ///   - old: the id that is given up now; nil where none is.
  ///   - isNew: whether an id, as it is written from now on, is the one that is taken now: it is no former one any more.
  ///   - respelling: how an id that stays is written from now on.
  func changingFormerIDs(
    adding old: String?, dropping isNew: (String) -> Bool, respelling: (String) -> String
  ) throws(EditRefusal) -> [ContentEdit] {
    let field = "renamed"
    guard let value = rootEntry(field)?.value, !value.isNothing else {
      return try old.map { text throws(EditRefusal) in [try addingItem(text, to: field)] } ?? []
    }
    guard value.kind == .list else {
      let kept = respelling(value.text)
      let texts = (isNew(kept) ? [] : [kept]) + (old.map { [$0] } ?? [])
      if texts == [value.text] { return [] }
      return [texts.isEmpty ? try removing(field) : try setting(field, to: texts.joined(separator: ", "))]
    }
    var edits: [ContentEdit] = []
    var added = old
    for item in value.items {
      let text = respelling(item.text)
      let written: String
      if isNew(text) {
        // Its place in the list goes to the id that is given up: one edit, and the list keeps its form.
        guard let next = added else { return [try removingItem(item.text, from: field)] }
        written = next
        added = nil
      } else {
        written = text
      }
      guard written != item.text else { continue }
      edits.append(
        ContentEdit(
          replacing: item.range, with: YAMLScalar.written(written, as: .text, isInFlow: isFlow(value))))
    }
    if let added { edits.append(try addingItem(added, to: field)) }
    return edits
  }
}
