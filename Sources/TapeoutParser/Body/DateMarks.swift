import TapeoutModel

/// Puts days in rendered HTML, such as `2026-03-05`, into `<time>`, so that no line ends within one.
enum DateMarks {
  private static let length = 10

  /// - Parameter html: as libcmark writes it: `<` and `>` only around tags.
  /// - Complexity: linear.
  static func mark(_ html: [UInt8]) -> [UInt8] {
    html.withUnsafeBufferPointer { bytes in
      guard mayHoldDay(bytes) else { return html }
      var result: [UInt8] = []
      var taken = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte == UInt8(ascii: "<") {
          index = endOfTag(bytes, index)
        } else if isDigit(byte), isDay(bytes, index) {
          result += bytes[taken..<index]
          result += "<time>".utf8
          result += bytes[index..<(index + length)]
          result += "</time>".utf8
          index += length
          taken = index
        } else {
          index += 1
        }
      }
      return taken > 0 ? result + bytes[taken...] : html
    }
  }

  /// Whether there are two hyphens where a day has them: in most texts there are none.
  private static func mayHoldDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 4
    while place + 6 <= bytes.count {
      if bytes[place] == UInt8(ascii: "-"), bytes[place + 3] == UInt8(ascii: "-"), isDigit(bytes[place - 1]) {
        return true
      }
      place += 1
    }
    return false
  }

  /// The place after a tag; after the whole element where it is code, which is shown to the letter.
  private static func endOfTag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let isCode = bytes.holds("<code", at: start)
    var index = start + 1
    while index < bytes.count {
      if isCode {
        if bytes[index] == UInt8(ascii: "<"), bytes.holds("</code>", at: index) { return index + 1 }
      } else if bytes[index] == UInt8(ascii: ">") {
        return index + 1
      }
      index += 1
    }
    return bytes.count
  }

  /// Whether a day is written at `start`, nothing of a longer word or number.
  private static func isDay(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    let end = start + length
    guard end <= bytes.count, bytes[start + 4] == UInt8(ascii: "-"),
      bytes[start + 7] == UInt8(ascii: "-"), start == 0 || !joins(bytes[start - 1]),
      end == bytes.count || !joins(bytes[end])
    else { return false }
    var numbers = (0, 0, 0)
    func read(_ part: Range<Int>, _ number: inout Int) -> Bool {
      for place in part {
        guard isDigit(bytes[place]) else { return false }
        number = number * 10 + Int(bytes[place] - UInt8(ascii: "0"))
      }
      return true
    }
    guard read(start..<(start + 4), &numbers.0), read((start + 5)..<(start + 7), &numbers.1),
      read((start + 8)..<end, &numbers.2)
    else { return false }
    return Day(year: numbers.0, month: numbers.1, day: numbers.2) != nil
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Whether a byte beside a date would make it part of something else.
  private static func joins(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "/"), 0x80...:
      true
    default: isDigit(byte)
    }
  }
}
