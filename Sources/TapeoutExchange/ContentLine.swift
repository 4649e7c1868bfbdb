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
    appendTextLine(name) { bytes in
      for index in lines.indices {
        if index > 0 { bytes.append("\\n") }
        bytes.appendEscaped(lines[index])
      }
    }
  }

  /// A line whose text is written piece by piece: what comes from a file through ``appendEscaped(_:)``.
  mutating func appendTextLine(_ name: String, _ write: (inout [UInt8]) -> Void) {
    let start = count
    append(name)
    append(UInt8(ascii: ":"))
    write(&self)
    fold(from: start)
  }

  /// Appends a line that holds a day and is short enough to need no fold.
  mutating func appendDayLine(_ name: String, _ day: Day) {
    append(name)
    append(day: day, hyphens: false)
    append("\r\n")
  }

  /// Appends a line that holds a moment in UTC.
  ///
  /// - Parameter second: seconds since the beginning of the day.
  mutating func appendMomentLine(_ name: String, day: Day, second: Int) {
    append(name)
    append(day: day, hyphens: false)
    append(UInt8(ascii: "T"))
    for number in [second / 3600, second / 60 % 60, second % 60] {
      if number < 10 { append(UInt8(ascii: "0")) }
      append(number)
    }
    append("Z\r\n")
  }

  /// A text, or what follows in a text, on one line and as RFC 5545, section 3.3.11, spells it.
  mutating func appendEscaped(_ text: String) {
    if text.isAll(\.standsForItself) { return append(text) }
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      if scalar.properties.isVariationSelector, !(previous?.takesVariation(scalar) ?? false) { continue }
      switch scalar.onOneLine {
      case .leftOut: break
      case .space: if last != UInt8(ascii: " ") { append(UInt8(ascii: " ")) }
      case .kept:
        if scalar == "\\" || scalar == ";" || scalar == "," { append(UInt8(ascii: "\\")) }
        append(contentsOf: scalar.utf8)
      }
    }
  }

  private static let lineBreak = Array("\r\n ".utf8)

  /// Breaks what was appended since `start` into lines of at most 75 octets, between scalars: a line that goes on begins
  /// with a space, which counts.
  private mutating func fold(from start: Int) {
    var begin = start
    var room = 75
    while count - begin > room {
      var end = begin + room
      // Not before the second, third or fourth byte of a scalar.
      while self[end] & 0xC0 == 0x80 { end -= 1 }
      insert(contentsOf: [UInt8].lineBreak, at: end)
      begin = end + [UInt8].lineBreak.count
      room = 74
    }
    append("\r\n")
  }
}

extension UInt8 {
  /// Whether it may be written into a text as it is.
  fileprivate var standsForItself: Bool {
    switch self {
    case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","): false
    default: self >= 0x20 && self < 0x7F
    }
  }
}
