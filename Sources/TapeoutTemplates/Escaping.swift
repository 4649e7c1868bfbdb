extension [UInt8] {
  /// The text as HTML, in an element as well as in a quoted attribute.
  ///
  /// Works on bytes: by characters, a `<` before a combining mark is another character, and passes. Control
  /// characters, which HTML forbids, and controls of direction become U+FFFD.
  public mutating func append(escaped text: String) {
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
      guard isSpecial(text[index]), let escaped = escape(text, index) else {
        index += 1
        continue
      }
      append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<index]))
      append(escaped.text)
      index += escaped.length
      copied = index
    }
    append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...]))
  }
}

/// Whether a byte may be, or begin, what cannot stand on a page as it is.
@inline(__always)
private func isSpecial(_ byte: UInt8) -> Bool { specialBytes.utf8Start[Int(byte)] == UInt8(ascii: "x") }

/// An `x` for each such byte, 32 a line: controls and DEL, `"`, `&`, `'`, `<`, `>`, and the leads of U+0080 to U+009F,
/// of controls of direction and of U+FFFE and U+FFFF. A text is looked at byte by byte, and one look-up costs less than so many comparisons.
private let specialBytes: StaticString = """
  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\
  ..x...xx....................x.x.\
  ................................\
  ...............................x\
  ................................\
  ................................\
  ..x.............................\
  ..x............x................
  """

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
  // U+202A to U+202E and U+2066 to U+2069 turn what is read, also behind the text they stand in.
  case 0xE2:
    (bytes[index + 1] == 0x80 && 0xAA...0xAE ~= bytes[index + 2])
      || (bytes[index + 1] == 0x81 && 0xA6...0xA9 ~= bytes[index + 2]) ? ("\u{FFFD}", 3) : nil
  // U+FFFE and U+FFFF.
  case 0xEF: bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE ? ("\u{FFFD}", 3) : nil
  default: nil
  }
}
