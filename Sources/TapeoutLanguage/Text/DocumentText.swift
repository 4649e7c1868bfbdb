import TapeoutModel

/// How columns are counted: what client and server agree on when they start.
package enum PositionEncoding: String, Sendable {
  /// Every client knows it.
  case utf16 = "utf-16"
  case utf8 = "utf-8"
  case utf32 = "utf-32"

  /// The units of a scalar that begins with this byte.
  fileprivate func width(_ lead: UInt8) -> Int {
    switch self {
    case .utf8: 1
    case .utf16: lead >= 0xF0 ? 2 : 1
    case .utf32: 1
    }
  }
}

/// A place in a document as the protocol counts it: both from 0.
package struct TextPosition: Hashable, Comparable, Sendable {
  package var line: Int
  package var character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  package static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.character) < (right.line, right.character)
  }
}

/// The text of one document with its lines: lines end at LF, CRLF or CR.
package struct DocumentText: Sendable {
  package private(set) var bytes: [UInt8]
  package let encoding: PositionEncoding
  /// The offset of each line's first byte; never empty.
  private var starts: [Int]
  /// The bytes of a byte-order mark that take no column: editors take it off a file and do not send it.
  private let hiddenStart: Int

  /// - Parameter isOpen: whether an editor sent the text: whatever is in it then takes a column.
  package init(_ bytes: [UInt8], encoding: PositionEncoding, isOpen: Bool) {
    self.bytes = bytes
    self.encoding = encoding
    hiddenStart = !isOpen && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    starts = DocumentText.lineStarts(bytes)
  }

  private static func lineStarts(_ bytes: [UInt8]) -> [Int] {
    var starts = [0]
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        let byte = bytes[index]
        if byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)) {
          starts.append(index + 1)
        }
      }
    }
    return starts
  }

  package var lineCount: Int { starts.count }

  /// The bytes of a line, counted from 0, without what ends it.
  package func line(_ line: Int) -> Range<Int> {
    let start = line == 0 ? hiddenStart : starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    if line + 1 < starts.count {
      if end > start, bytes[end - 1] == 0x0A { end -= 1 }
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    }
    return min(start, end)..<end
  }

  /// The line of a byte offset, counted from 0.
  package func lineNumber(at offset: Int) -> Int { max(starts.indices.firstPlace { starts[$0] > offset }, 1) - 1 }

  /// The byte offset of a position. One behind the end of its line or of the text counts as that end, one within a
  /// character as its beginning.
  package func offset(_ position: TextPosition) -> Int {
    guard position.line < starts.count else { return bytes.count }
    let line = line(max(position.line, 0))
    var offset = line.lowerBound
    if encoding == .utf8 {
      offset += min(max(position.character, 0), line.count)
      while offset > line.lowerBound, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      return offset
    }
    var left = position.character
    while offset < line.upperBound {
      let width = encoding.width(bytes[offset])
      if left < width { break }
      left -= width
      offset += 1
      while offset < line.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  /// The position of a byte offset.
  package func position(_ offset: Int) -> TextPosition {
    let offset = min(max(offset, 0), bytes.count)
    let number = lineNumber(at: offset)
    let start = line(number).lowerBound
    guard start < offset else { return TextPosition(line: number, character: 0) }
    if encoding == .utf8 { return TextPosition(line: number, character: offset - start) }
    var units = 0
    for byte in bytes[start..<offset] where byte & 0xC0 != 0x80 { units += encoding.width(byte) }
    return TextPosition(line: number, character: units)
  }

  package func positions(_ range: Range<Int>) -> Range<TextPosition> {
    let start = position(range.lowerBound)
    return start..<max(start, position(range.upperBound))
  }

  /// The text of a stretch.
  package subscript(range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// Puts a text in the place of a stretch.
  package mutating func replace(_ range: Range<TextPosition>, with text: String) {
    let start = offset(range.lowerBound)
    bytes.replaceSubrange(start..<max(start, offset(range.upperBound)), with: Array(text.utf8))
    starts = DocumentText.lineStarts(bytes)
  }
}
