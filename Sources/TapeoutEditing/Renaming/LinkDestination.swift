/// What looks like the destination of a link, a picture or a link definition in Markdown (CommonMark 0.30, section 6.3).
struct LinkDestination {
  /// In the file, without angle brackets.
  let range: Range<Int>
  /// With what is escaped read.
  let text: String
  /// Whether it says what it means, byte by byte.
  let isPlain: Bool
  /// From the first number sign or question mark on, as written.
  let rest: String

  /// Everything behind `](` and `]:`, also in code: only Markdown's reader knows what is a link.
  static func all(in bytes: [UInt8], from start: Int) -> [LinkDestination] {
    var found: [LinkDestination] = []
    var index = start
    while index + 1 < bytes.count {
      defer { index += 1 }
      guard bytes[index] == UInt8(ascii: "]") else { continue }
      let isDefinition = bytes[index + 1] == UInt8(ascii: ":")
      guard isDefinition || bytes[index + 1] == UInt8(ascii: "(") else { continue }
      if let range = range(in: bytes, from: blanksEnd(in: bytes, from: index + 2)) {
        found.append(LinkDestination(bytes, range))
        index = range.upperBound - 1
      }
    }
    return found
  }

  /// Whether there is anything that looks like one.
  static func any(in bytes: [UInt8], from start: Int) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while index + 1 < bytes.count {
        if bytes[index] == UInt8(ascii: "]"),
          bytes[index + 1] == UInt8(ascii: "(") || bytes[index + 1] == UInt8(ascii: ":")
        {
          return true
        }
        index += 1
      }
      return false
    }
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.range = range
    let written = bytes[range]
    isPlain = !written.contains(UInt8(ascii: "\\")) && !written.contains(UInt8(ascii: "&"))
    text = String(decoding: LinkDestination.read(written), as: UTF8.self)
    let end = written.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") } ?? written.endIndex
    rest = String(decoding: written[end...], as: UTF8.self)
  }

  /// Blanks and line breaks, and the marks of a quote that a line begins with.
  private static func blanksEnd(in bytes: [UInt8], from start: Int) -> Int {
    var index = start
    var isLineStart = false
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09: break
      case 0x0A, 0x0D: isLineStart = true
      case UInt8(ascii: ">") where isLineStart: break
      default: return index
      }
      index += 1
    }
    return index
  }

  private static func range(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    guard start < bytes.count else { return nil }
    let isAngled = bytes[start] == UInt8(ascii: "<")
    let first = isAngled ? start + 1 : start
    var depth = 0
    var index = first
    loop: while index < bytes.count {
      switch bytes[index] {
      case 0x0A, 0x0D: break loop
      case UInt8(ascii: ">") where isAngled: break loop
      case 0...0x20 where !isAngled: break loop
      case 0x7F where !isAngled: break loop
      case UInt8(ascii: "\\") where index + 1 < bytes.count && bytes[index + 1] > 0x20: index += 1
      case UInt8(ascii: "(") where !isAngled: depth += 1
      case UInt8(ascii: ")") where !isAngled:
        depth -= 1
        if depth < 0 { break loop }
      default: break
      }
      index += 1
    }
    return index > first ? first..<min(index, bytes.count) : nil
  }

  /// Takes the backslashes from before punctuation, and reads `&amp;`; other entities stay as they are, so that what
  /// holds one is taken for no link that can be followed.
  private static func read(_ written: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var index = written.startIndex
    while index < written.endIndex {
      if written[index] == UInt8(ascii: "\\"), index + 1 < written.endIndex, isPunctuation(written[index + 1]) {
        index += 1
      } else if written[index...].starts(with: "&amp;".utf8) {
        bytes.append(UInt8(ascii: "&"))
        index += 5
        continue
      }
      bytes.append(written[index])
      index += 1
    }
    return bytes
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
