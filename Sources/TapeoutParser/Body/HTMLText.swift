/// HTML being written: trusted pieces as they are, everything else escaped.
struct HTMLText {
  private(set) var bytes: [UInt8] = []

  mutating func markup(_ markup: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  mutating func number(_ number: Int) {
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Text that a file holds. Works on bytes, so that no combining mark or joiner can hide a `<` or a quote.
  mutating func text(_ text: some Sequence<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): markup("&amp;")
      case UInt8(ascii: "<"): markup("&lt;")
      case UInt8(ascii: ">"): markup("&gt;")
      case UInt8(ascii: "\""): markup("&quot;")
      case UInt8(ascii: "'"): markup("&#39;")
      default: bytes.append(byte)
      }
    }
  }

  /// Gives the bytes, with the NUL that C wants at their end, and begins anew.
  mutating func take() -> [CChar] {
    var text = bytes.map(CChar.init(bitPattern:))
    text.append(0)
    bytes.removeAll(keepingCapacity: true)
    return text
  }
}
