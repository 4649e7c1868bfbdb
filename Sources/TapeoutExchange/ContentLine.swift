import TapeoutModel

/// Content lines of RFC 5545, section 3.1: `NAME:value`, ended by CRLF, none longer than 75 octets.
extension [UInt8] {
  /// A line whose value is no text: as it is.
  mutating func appendLine(_ name: String, _ value: String) {
    let start = count
    append(name)
    append(UInt8(ascii: ":"))
    append(value)
    fold(from: start)
  }

  /// A line with a text of one line or several: each is escaped, and one whatever it holds.
  mutating func appendTextLine(_ name: String, _ lines: [String]) {
    appendTexts(name, lines, between: "\\n")
  }

  /// A line with a list of texts.
  mutating func appendListLine(_ name: String, _ texts: [String]) {
    appendTexts(name, texts, between: ",")
  }

  private mutating func appendTexts(_ name: String, _ texts: [String], between separator: String) {
    let start = count
    append(name)
    append(UInt8(ascii: ":"))
    for (index, text) in texts.enumerated() {
      if index > 0 { append(separator) }
      appendEscaped(text)
    }
    fold(from: start)
  }

  /// A line short enough to need no fold.
  mutating func appendDayLine(_ name: String, _ day: Day, _ time: String = "") {
    append(name)
    append(day, hyphens: false)
    append(time)
    append("\r\n")
  }

  /// RFC 5545, section 3.3.11.
  private mutating func appendEscaped(_ text: String) {
    let text = text.oneLine
    if text.isAll({ $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }) {
      return append(text)
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","):
        append(UInt8(ascii: "\\"))
        append(byte)
      default: append(byte)
      }
    }
  }

  /// Breaks what was appended since `start` into lines of at most 75 octets, between scalars: a line that goes on begins
  /// with a space, which counts.
  private mutating func fold(from start: Int) {
    guard count - start > 75 else { return append("\r\n") }
    let line = Array(self[start...])
    removeSubrange(start...)
    var begin = 0
    var room = 75
    while line.count - begin > room {
      var end = begin + room
      // Not before the second, third or fourth byte of a scalar.
      while line[end] & 0xC0 == 0x80 { end -= 1 }
      append(contentsOf: line[begin..<end])
      append("\r\n ")
      begin = end
      room = 74
    }
    append(contentsOf: line[begin...])
    append("\r\n")
  }
}
