/// Lines of a text, and what they begin with.
enum TextLines {
  /// Without their ends: line feeds, carriage returns, or both.
  static func ranges(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for place in bytes.indices where bytes[place] == 0x0A || bytes[place] == 0x0D {
      // A line feed behind a carriage return ends no other line.
      if bytes[place] == 0x0A, place > 0, bytes[place - 1] == 0x0D {
        start = place + 1
        continue
      }
      lines.append(start..<place)
      start = place + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    return lines
  }

  /// Columns of blanks at the beginning; a tab reaches to the next fourth column.
  static func indent(of line: ArraySlice<UInt8>) -> Int {
    var column = 0
    for byte in line {
      switch byte {
      case 0x20: column += 1
      case 0x09: column += 4 - column % 4
      default: return column
      }
    }
    return column
  }

  /// Bytes of a word processor’s bullet at the beginning; nil where there is none.
  static func bulletLength(_ line: ArraySlice<UInt8>) -> Int? {
    let bullets = ["•", "‣", "◦", "▪", "▫", "●", "○", "–", "·", "∙", "■"]
    return bullets.first { line.starts(with: $0.utf8) }?.utf8.count
  }
}

extension ArraySlice<UInt8> {
  /// Without blanks at its ends.
  var trimmed: ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    let rest = drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return rest }
    return rest[...last]
  }
}
