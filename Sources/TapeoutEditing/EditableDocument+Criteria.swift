package import TapeoutModel
import TapeoutParser

/// The exit criteria of a milestone's body.
extension EditableDocument {
  /// The criteria as they stand now.
  package var criteria: [ExitCriterion] { milestone?.criteria ?? [] }

  private var milestone: Milestone? { PlanPart(path: path, bytes: bytes, kinds: PlanKinds(of: nil)).milestone }

  /// The criterion that a person means: by its text, or by a part of it that no other holds.
  ///
  /// - Throws: where there is none, or more than one.
  package func criterion(_ text: String) throws(EditRefusal) -> Int {
    let all = criteria
    let exact = all.indices.filter { all[$0].text == text }
    let wanted = Array(text.lowercased().utf8)
    let matches = exact.isEmpty ? all.indices.filter { Array(all[$0].text.lowercased().utf8).contains(wanted) } : exact
    if matches.count == 1 { return matches[0] }
    let list = (matches.isEmpty ? Array(all.indices) : matches).map { "“\(all[$0].text)”" }.joined(separator: ", ")
    throw EditRefusal(
      matches.isEmpty
        ? "\(path) has no exit criterion “\(text)”." : "\(matches.count) exit criteria of \(path) hold “\(text)”.",
      advice: list.isEmpty ? "Write its exit criteria first." : "Name one of: \(list).")
  }

  /// Marks a criterion as met, as open again, or as failing.
  package func marking(_ index: Int, as state: ExitCriterion.State) throws(EditRefusal) -> ContentEdit {
    let criterion = criteria[index]
    let box = try box(of: criterion)
    let mark = ContentEdit(replacing: (box + 1)..<(box + 2), with: state.mark)
    guard let waiver = criterion.waiver, waiver.range.start > criterion.range.start, state != .waived else {
      return mark
    }
    // The waiver goes with the state that it explains, and the blanks before it.
    var start = Int(waiver.range.start)
    while start > box + 3, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    let kept = Array(bytes[(box + 2)..<start])
    return ContentEdit(replacing: (box + 1)..<Int(waiver.range.end), with: Array(state.mark.utf8) + kept)
  }

  /// Waives a criterion: somebody accepts it unmet, until a date or a milestone, for a reason.
  package func waiving(
    _ index: Int, by: String, until: String, because reason: String
  ) throws(EditRefusal) -> ContentEdit {
    for (text, name) in [(by, "who waives it"), (until, "until when"), (reason, "why")] {
      guard text.unicodeScalars.contains(where: { $0 != " " }), !text.unicodeScalars.contains(where: \.isHidden) else {
        throw EditRefusal("A waiver says \(name) in one line of text.")
      }
    }
    let criterion = criteria[index]
    let box = try box(of: criterion)
    let waiver = "(waived by \(by) until \(until): \(reason))"
    if let old = criterion.waiver, old.range.start > criterion.range.start {
      let kept = Array(bytes[(box + 2)..<Int(old.range.start)])
      return try verified(
        [ContentEdit(replacing: (box + 1)..<Int(old.range.end), with: Array("-".utf8) + kept + Array(waiver.utf8))],
        of: index, by: by, until: until, reason: reason)
    }
    let ends = [endOfParagraph(criterion), visibleEnd(Int(criterion.range.end))]
    return try verified(
      ends.map { end in
        let kept = Array(bytes[(box + 2)..<end])
        return ContentEdit(replacing: (box + 1)..<end, with: Array("-".utf8) + kept + Array(" \(waiver)".utf8))
      }, of: index, by: by, until: until, reason: reason)
  }

  /// Adds an open criterion behind the last one, or with a heading at the end of the file.
  package func addingCriterion(_ text: String) throws(EditRefusal) -> ContentEdit {
    guard text.unicodeScalars.contains(where: { $0 != " " }), !text.unicodeScalars.contains(where: \.isHidden) else {
      throw EditRefusal("An exit criterion is one line of text.")
    }
    guard let last = criteria.last else {
      if criteriaHeadingEnd == nil {
        let isEnded = bytes.last == 0x0A || bytes.last == 0x0D
        let gap = isEnded ? lineEnd : lineEnd + lineEnd
        return ContentEdit(
          inserting: "\(gap)## Exit criteria\(lineEnd)\(lineEnd)- [ ] \(text)\(lineEnd)", at: bytes.count)
      }
      let end = endOfLine(criteriaHeadingEnd ?? bytes.count)
      return ContentEdit(inserting: "\(lineEnd)\(lineEnd)- [ ] \(text)", at: end)
    }
    let box = try box(of: last)
    let start = startOfLine(box)
    // The same bullet; behind a number, the same number: Markdown counts by itself.
    let bullet = Array(bytes[start..<box])
    let end = endOfParagraph(last)
    return ContentEdit(replacing: end..<end, with: Array(lineEnd.utf8) + bullet + Array("[ ] \(text)".utf8))
  }

  private var criteriaHeadingEnd: Int? { milestone?.criteriaHeading.map { Int($0.end) } }

  // MARK: Places

  /// The offset of a criterion's box, where it is one of the four.
  private func box(of criterion: ExitCriterion) throws(EditRefusal) -> Int {
    let start = Int(criterion.range.start)
    guard start + 2 < bytes.count, bytes[start] == UInt8(ascii: "["), bytes[start + 2] == UInt8(ascii: "]") else {
      throw EditRefusal(
        "The box before “\(criterion.text)” is none of [ ], [x], [!] and [-].",
        advice: "Run `tapeout check --fix unknown-checkbox` first.")
    }
    return start
  }

  private func visibleEnd(_ end: Int) -> Int {
    var end = end
    while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return end
  }

  /// Where the paragraph that a criterion begins probably ends: before a blank line or one that begins something else.
  private func endOfParagraph(_ criterion: ExitCriterion) -> Int {
    var end = endOfLine(Int(criterion.range.end))
    while true {
      let next = nextLine(end)
      guard next > end, next < bytes.count else { break }
      let line = bytes[next..<endOfLine(next)].drop { $0 == 0x20 || $0 == 0x09 }
      guard let first = line.first, !"-*+#>|`~".utf8.contains(first), !(0x30...0x39).contains(first) else { break }
      end = endOfLine(next)
    }
    return visibleEnd(end)
  }

  /// The first of some edits after which the criterion is waived as was meant, and the others are as before.
  private func verified(
    _ edits: [ContentEdit], of index: Int, by: String, until: String, reason: String
  ) throws(EditRefusal) -> ContentEdit {
    let before = criteria
    for edit in edits {
      var changed = self
      guard (try? changed.apply(edit)) != nil else { continue }
      let after = changed.criteria
      guard after.count == before.count, after[index].text == before[index].text, let waiver = after[index].waiver,
        waiver.by == by.trimmed, waiver.reason == reason.trimmed, waiver.until != nil
      else { continue }
      let others = before.indices.filter { $0 != index }
      if others.allSatisfy({ before[$0].text == after[$0].text && before[$0].state == after[$0].state }) { return edit }
    }
    throw EditRefusal(
      "The waiver “by \(by) until \(until): \(reason)” cannot be read back.",
      advice: "Write who without “until” and a colon, when as a date or a milestone, and parentheses in pairs.")
  }
}

extension String {
  fileprivate var trimmed: String {
    var scalars = unicodeScalars[...]
    let blank: Unicode.Scalar = " "
    while scalars.first == blank { scalars.removeFirst() }
    while scalars.last == blank { scalars.removeLast() }
    return String(scalars)
  }
}

extension ExitCriterion.State {
  package var mark: String {
    switch self {
    case .open: " "
    case .met: "x"
    case .failing: "!"
    case .waived: "-"
    }
  }
}
