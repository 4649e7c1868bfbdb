extension [UInt8] {
  /// The text as HTML, in an element as well as in a quoted attribute.
  ///
  /// Works on bytes: by characters, a `<` before a combining mark is another character, and passes. Control
  /// characters, which HTML forbids, become U+FFFD.
  mutating func append(escaped text: String) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { append(escaped: $0) }
    guard done == nil else { return }
    var text = text
    text.withUTF8 { append(escaped: $0) }
  }

  /// Stretches that stay as they are, which is most of all text, are copied whole.
  private mutating func append(escaped text: UnsafeBufferPointer<UInt8>) {
    var copied = 0
    var index = 0
    while index < text.count {
      if index + 16 <= text.count, !text.reachesZero(index, count: 16, distanceFromSpecial) {
        index += 16
        continue
      }
      let end = Swift.min(index + 16, text.count)
      while index < end {
        guard distanceFromSpecial(text[index]) == 0, let escaped = escape(text, index) else {
          index += 1
          continue
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<index]))
        append(escaped.text)
        index += escaped.length
        copied = index
      }
    }
    append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...]))
  }
}

/// Zero for a byte that may be, or begin, what cannot stand on a page as it is.
@inline(__always)
private func distanceFromSpecial(_ byte: UInt8) -> UInt8 {
  // `&` and `'` differ in one bit, `<` and `>` in another.
  var least = min(byte & 0xE0, byte ^ UInt8(ascii: "\""), byte ^ 0x7F)
  least = min(least, (byte & 0xFE) ^ UInt8(ascii: "&"), (byte | 0x02) ^ UInt8(ascii: ">"))
  return min(least, byte ^ 0xC2, byte ^ 0xEF)
}

/// What stands for the scalar at `index`, and its length in bytes; nil where it stands for itself.
private func escape(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (text: StaticString, length: Int)? {
  switch bytes[index] {
  case UInt8(ascii: "&"): ("&amp;", 1)
  case UInt8(ascii: "<"): ("&lt;", 1)
  case UInt8(ascii: ">"): ("&gt;", 1)
  case UInt8(ascii: "\""): ("&quot;", 1)
  case UInt8(ascii: "'"): ("&#39;", 1)
  case UInt8(ascii: "\t"), UInt8(ascii: "\n"): nil
  case 0...0x1F, 0x7F: ("\u{FFFD}", 1)
  // U+0080 to U+009F; a string's bytes are valid, so the others of the scalar are there.
  case 0xC2: bytes[index + 1] < 0xA0 ? ("\u{FFFD}", 2) : nil
  // U+FFFE and U+FFFF.
  case 0xEF: bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE ? ("\u{FFFD}", 3) : nil
  default: nil
  }
}
