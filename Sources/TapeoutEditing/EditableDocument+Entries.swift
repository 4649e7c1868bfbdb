import TapeoutParser

/// Entries of a map, be it the front matter itself or a map below one of its fields.
extension EditableDocument {
  typealias Value = FrontMatterOutline.Value
  typealias Entry = FrontMatterOutline.Entry

  /// Where a new entry goes.
  enum Place {
    case behind(Entry)
    case before(Entry)
  }

  /// A new entry, written on a line of its own or between commas, as its neighbours are.
  ///
  /// - Parameter lines: the entry; further lines of a block are indented already, relative to it.
  func inserting(_ lines: [String], at place: Place, in map: Value) -> ContentEdit {
    if isFlow(map) {
      let text = lines.joined(separator: " ")
      switch place {
      case .behind(let entry): return ContentEdit(inserting: ", " + text, at: flowEnd(of: entry))
      case .before(let entry): return ContentEdit(inserting: text + ", ", at: entry.keyRange.lowerBound)
      }
    }
    switch place {
    case .before(let entry):
      let start = startOfLine(entry.keyRange.lowerBound)
      return ContentEdit(inserting: block(lines, indented: indentation(of: entry)), at: start)
    case .behind(let entry):
      let end = contentEnd(of: entry)
      let next = nextLine(end)
      // The closing line of the front matter follows, so there is a line end.
      return ContentEdit(inserting: block(lines, indented: indentation(of: entry)), at: next)
    }
  }

  /// Whole lines, each with its end.
  func block(_ lines: [String], indented indentation: String) -> String {
    lines.map { indentation + $0 + lineEnd }.joined()
  }

  /// What stands before an entry's key on its line: blanks, or nothing.
  func indentation(of entry: Entry) -> String {
    let start = startOfLine(entry.keyRange.lowerBound)
    return String(decoding: bytes[start..<entry.keyRange.lowerBound].prefix { $0 == 0x20 }, as: UTF8.self)
  }

  /// Takes an entry out: its lines, or its part between the commas.
  func removing(_ index: Int, from map: Value) -> ContentEdit {
    let entry = map.entries[index]
    if isFlow(map) {
      return removingPart(
        flowPart(entry), behind: index > 0 ? flowPart(map.entries[index - 1]) : nil,
        before: index + 1 < map.entries.count ? flowPart(map.entries[index + 1]) : nil)
    }
    let start = startOfLine(entry.keyRange.lowerBound)
    var end = nextLine(contentEnd(of: entry))
    if index > 0, keepsBlankLines(map.entries[index - 1].value) {
      // They would become part of the text before them.
      while end < outline.range.upperBound, endOfLine(end) == end { end = nextLine(end) }
    }
    return ContentEdit(replacing: start..<end, with: "")
  }

  /// Whether blank lines behind a value belong to it: it ends in a block scalar with a plus sign.
  private func keepsBlankLines(_ value: Value) -> Bool {
    var last = value
    while let inner = last.entries.last?.value ?? last.items.last { last = inner }
    guard last.kind == .block else { return false }
    let header = bytes[last.range.lowerBound..<endOfLine(last.range.lowerBound)]
    return header.prefix { $0 != UInt8(ascii: "#") }.contains(UInt8(ascii: "+"))
  }

  /// Takes a part of a flow collection out, with one of the commas around it.
  func removingPart(_ part: Range<Int>, behind previous: Range<Int>?, before next: Range<Int>?) -> ContentEdit {
    if let previous { return ContentEdit(replacing: previous.upperBound..<part.upperBound, with: "") }
    return ContentEdit(replacing: part.lowerBound..<(next?.lowerBound ?? part.upperBound), with: "")
  }

  private func flowPart(_ entry: Entry) -> Range<Int> { entry.keyRange.lowerBound..<flowEnd(of: entry) }

  private func flowEnd(of entry: Entry) -> Int {
    entry.value.isEmpty
      ? (colon(behind: entry.keyRange).map { $0 + 1 } ?? entry.keyRange.upperBound) : entry.value.range.upperBound
  }

  /// Puts a scalar in the place of an entry's value.
  ///
  /// - Parameter isInFlow: whether the entry stands in braces.
  func replacing(
    _ entry: Entry, with text: String, as spelling: FieldTable.Spelling, isInFlow: Bool
  ) -> ContentEdit {
    replacing(entry, withWritten: written(text, as: spelling, isInFlow: isInFlow, inPlaceOf: entry.value))
  }

  /// The same with what is to be written as it stands.
  func replacing(_ entry: Entry, withWritten text: String) -> ContentEdit {
    let value = entry.value
    if value.isEmpty {
      guard let colon = colon(behind: entry.keyRange) else {
        return ContentEdit(inserting: ": " + text, at: entry.keyRange.upperBound)
      }
      return ContentEdit(inserting: " " + text, at: colon + 1)
    }
    if !value.isScalar, !isFlow(value), let colon = colon(behind: entry.keyRange) {
      return ContentEdit(replacing: (colon + 1)..<contentEnd(of: value), with: " " + text)
    }
    return ContentEdit(replacing: value.range.lowerBound..<contentEnd(of: value), with: text)
  }

  /// Quotes that the writer chose stay; others stand exactly where YAML needs them.
  private func written(
    _ text: String, as spelling: FieldTable.Spelling, isInFlow: Bool, inPlaceOf old: Value
  ) -> String {
    guard old.kind == .quoted, !YAMLScalar.needsQuotes(old.text, as: spelling, isInFlow: isInFlow) else {
      return YAMLScalar.written(text, as: spelling, isInFlow: isInFlow)
    }
    let isSingle = bytes[old.range.lowerBound] == UInt8(ascii: "'")
    return (isSingle ? YAMLScalar.singleQuoted(text) : nil) ?? YAMLScalar.doubleQuoted(text)
  }
}
