extension String {
  /// The text as HTML, in an element as well as in a quoted attribute.
  ///
  /// Works on bytes: by characters, a `<` before a combining mark is another character, and passes. Control
  /// characters, which HTML forbids, become U+FFFD.
  package var escapedForHTML: String {
    var result = ""
    appendEscaped(to: &result)
    return result
  }

  /// Stretches that stay as they are, which is most of all text, are copied whole.
  func appendEscaped(to result: inout String) {
    var text = self
    text.withUTF8 { bytes in
      var copied = 0
      var index = 0
      while index < bytes.count {
        guard let escaped = escape(bytes, index) else {
          index += 1
          continue
        }
        result += String(decoding: UnsafeBufferPointer(rebasing: bytes[copied..<index]), as: UTF8.self)
        result += escaped.text
        index += escaped.length
        copied = index
      }
      result += copied == 0 ? self : String(decoding: UnsafeBufferPointer(rebasing: bytes[copied...]), as: UTF8.self)
    }
  }
}

/// What stands for the scalar at `index`, and its length in bytes; nil where it stands for itself.
@inline(__always)
private func escape(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (text: String, length: Int)? {
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
