/// The stylesheet as it is published.
enum Stylesheet {
  /// Leaves out comments, the spaces at both ends of a line, and the line ends: nothing that could change its meaning.
  static func compact(_ css: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(css.count)
    var index = 0
    var quote: UInt8?
    var isLineStart = true
    while index < css.count {
      let byte = css[index]
      if let open = quote {
        result.append(byte)
        if byte == UInt8(ascii: "\\"), index + 1 < css.count {
          index += 1
          result.append(css[index])
        } else if byte == open {
          quote = nil
        }
      } else if css[index...].starts(with: [UInt8(ascii: "/"), UInt8(ascii: "*")]) {
        index += 2
        while index < css.count, !css[index...].starts(with: [UInt8(ascii: "*"), UInt8(ascii: "/")]) { index += 1 }
        index += 1
        // Without a comment between them, two words would be one.
        if let last = result.last, last.isWordByte, index + 1 < css.count, css[index + 1].isWordByte {
          result += Array("/**/".utf8)
        }
      } else if byte == 0x0A || byte == 0x0D {
        while let last = result.last, last == 0x20 || last == 0x09 { result.removeLast() }
        // A line may end between two words of a selector or a value.
        if let last = result.last, !"{};,>".utf8.contains(last) { result.append(0x20) }
        isLineStart = true
      } else if isLineStart, byte == 0x20 || byte == 0x09 {
        // Indentation.
      } else {
        isLineStart = false
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
        result.append(byte)
      }
      index += 1
    }
    return result + [0x0A]
  }
}

extension UInt8 {
  /// Whether it may be part of a name or number: everything but what ends one for certain.
  fileprivate var isWordByte: Bool { self > 0x20 && !"{};,>:()".utf8.contains(self) }
}
