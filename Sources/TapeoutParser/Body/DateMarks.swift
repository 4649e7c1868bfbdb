import TapeoutModel

/// Puts days in rendered HTML, such as `2026-03-05`, into `<time>`, so that no line ends within one.
enum DateMarks {
  private static let length = 10

  /// - Parameter html: as libcmark writes it: `<` and `>` only around tags.
  /// - Complexity: linear.
  static func mark(_ html: String) -> String {
    var html = html
    return html.withUTF8 { bytes in
      var result: [UInt8] = []
      var taken = 0
      var index = 0
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "<") {
          index = endOfTag(bytes, index)
        } else if let day = day(bytes, index) {
          result += bytes[taken..<index]
          result += "<time>\(day)</time>".utf8
          index += length
          taken = index
        } else {
          index += 1
        }
      }
      guard taken > 0 else { return String(decoding: bytes, as: UTF8.self) }
      result += bytes[taken...]
      return String(decoding: result, as: UTF8.self)
    }
  }

  /// The place after a tag; after the whole element where it is code, which is shown to the letter.
  private static func endOfTag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let isCode = bytes[start...].starts(with: "<code".utf8)
    var index = start + 1
    while index < bytes.count {
      if isCode ? bytes[index...].starts(with: "</code>".utf8) : bytes[index] == UInt8(ascii: ">") { return index + 1 }
      index += 1
    }
    return bytes.count
  }

  /// The day that is written at `start`, nothing of a longer word or number.
  private static func day(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Day? {
    let end = start + length
    guard end <= bytes.count, isDigit(bytes[start]), bytes[start + 4] == UInt8(ascii: "-"),
      bytes[start + 7] == UInt8(ascii: "-"), start == 0 || !joins(bytes[start - 1]),
      end == bytes.count || !joins(bytes[end])
    else { return nil }
    var numbers: [Int] = []
    for part in [start..<(start + 4), (start + 5)..<(start + 7), (start + 8)..<end] {
      guard part.allSatisfy({ isDigit(bytes[$0]) }) else { return nil }
      numbers.append(part.reduce(0) { $0 * 10 + Int(bytes[$1] - UInt8(ascii: "0")) })
    }
    return Day(year: numbers[0], month: numbers[1], day: numbers[2])
  }

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
