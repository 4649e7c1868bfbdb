package import TapeoutModel
package import TapeoutParser

/// One content file that is being changed: its bytes, and where everything stands in its front matter.
///
/// Each question answers with a ``ContentEdit``, which changes the bytes that it means and no others: comments, order,
/// quotes, line ends, indentation and blank lines stay.
package struct EditableDocument: Sendable {
  /// From the root.
  package let path: String
  package private(set) var bytes: [UInt8]
  let table: FieldTable
  private(set) var outline: FrontMatterOutline

  /// - Throws: where no content lies at the path, or its front matter cannot be read to its end: bytes that are not
  ///   understood are not changed.
  ///
  /// - Parameter fields: of the program's own, which a milestone may have.
  package init(path: String, bytes: [UInt8], adding fields: [OwnField] = []) throws(EditRefusal) {
    guard let table = FieldTable(at: path, adding: fields) else {
      throw EditRefusal("\(path) is no content file, so it has no fields to change.")
    }
    self.path = path
    self.bytes = bytes
    self.table = table
    outline = try EditableDocument.outline(of: bytes, path)
  }

  private static func outline(of bytes: [UInt8], _ path: String) throws(EditRefusal) -> FrontMatterOutline {
    do throws(FrontMatterOutline.Unreadable) {
      return try FrontMatterOutline(bytes)
    } catch {
      throw EditRefusal(
        "\(path) is not changed, because it cannot be read whole: \(error.finding.headline).",
        advice: "Run `tapeout check` and mend the file first.")
    }
  }

  /// Makes an edit. Where the file could no longer be read, it stays as it was.
  package mutating func apply(_ edit: ContentEdit) throws(EditRefusal) {
    let changed = edit.applied(to: bytes)
    outline = try EditableDocument.outline(of: changed, path)
    bytes = changed
  }

  /// The value of a field; nil where it is not written.
  package func value(of field: String) -> FrontMatterOutline.Value? {
    outline.root?.entries.first { $0.key == field }?.value
  }

  /// Whether a field's map has such an entry.
  package func holds(_ key: String, of field: String) -> Bool {
    value(of: field)?.entries.contains { $0.key == key } ?? false
  }

  /// The fields that a file at a path may have, in their order; none where no content lies.
  package static func fieldNames(at path: String) -> [String] { FieldTable(at: path)?.names ?? [] }

  // MARK: Lines

  /// As the front matter's first line ends.
  var lineEnd: String {
    let end = outline.range.lowerBound
    guard end > 0, bytes[end - 1] == 0x0A else { return end > 0 ? "\r" : "\n" }
    return end > 1 && bytes[end - 2] == 0x0D ? "\r\n" : "\n"
  }

  func startOfLine(_ offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    return start
  }

  /// The offset of the line end behind an offset; the file's end where there is none.
  func endOfLine(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  /// The first offset of the line behind an offset.
  func nextLine(_ offset: Int) -> Int {
    var next = endOfLine(offset)
    if next < bytes.count, bytes[next] == 0x0D { next += 1 }
    if next < bytes.count, bytes[next] == 0x0A { next += 1 }
    return next
  }

  // MARK: Places

  /// Where a value's last visible byte ends: line breaks behind a block scalar are not part of it.
  func contentEnd(of value: FrontMatterOutline.Value) -> Int {
    switch value.kind {
    case .block: return blockScalarEnd(value)
    case .map where !isFlow(value):
      return value.entries.last.map { contentEnd(of: $0.value, behind: $0) } ?? value.range.upperBound
    case .list where !isFlow(value): return value.items.last.map(contentEnd) ?? value.range.upperBound
    default: return value.range.upperBound
    }
  }

  private func contentEnd(of value: FrontMatterOutline.Value, behind entry: FrontMatterOutline.Entry) -> Int {
    value.isEmpty ? (colon(behind: entry.keyRange) ?? entry.keyRange.upperBound - 1) + 1 : contentEnd(of: value)
  }

  /// Where the last visible byte of a field or an entry ends.
  func contentEnd(of entry: FrontMatterOutline.Entry) -> Int { contentEnd(of: entry.value, behind: entry) }

  private func blockScalarEnd(_ value: FrontMatterOutline.Value) -> Int {
    var end = min(value.range.upperBound, outline.range.upperBound)
    let header = value.range.lowerBound..<endOfLine(value.range.lowerBound)
    // With a plus sign the blank lines behind it are its own: all but the last line's end.
    let keeps = bytes[header].prefix { $0 != UInt8(ascii: "#") }.contains(UInt8(ascii: "+"))
    func dropLineEnd() {
      if end > header.upperBound, bytes[end - 1] == 0x0A { end -= 1 }
      if end > header.upperBound, bytes[end - 1] == 0x0D { end -= 1 }
    }
    if keeps {
      dropLineEnd()
    } else {
      while end > header.upperBound, bytes[end - 1] <= 0x20 { end -= 1 }
    }
    return end
  }

  /// Whether a collection stands in brackets or braces.
  func isFlow(_ value: FrontMatterOutline.Value) -> Bool {
    guard value.range.lowerBound < bytes.count else { return false }
    return bytes[value.range.lowerBound] == (value.kind == .list ? UInt8(ascii: "[") : UInt8(ascii: "{"))
  }

  /// The colon behind a key; nil where none was written (`{a, b}`).
  func colon(behind key: Range<Int>) -> Int? {
    var place = key.upperBound
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    return place < bytes.count && bytes[place] == UInt8(ascii: ":") ? place : nil
  }
}
