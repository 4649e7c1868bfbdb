extension Markup {
  /// The text, escaped, with every ISO date in `<time>`, which never wraps.
  public init(datesIn text: String) {
    self.init()
    let bytes = Array(text.utf8)
    var start = 0
    var index = 0
    func isWord(_ place: Int) -> Bool {
      guard bytes.indices.contains(place) else { return false }
      let byte = bytes[place]
      return byte >= 0x80 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_")
        || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
        || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }
    while index + Markup.dateShape.count <= bytes.count {
      let end = index + Markup.dateShape.count
      let isDate = zip(bytes[index..<end], Markup.dateShape).allSatisfy { byte, isDigit in
        isDigit ? byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") : byte == UInt8(ascii: "-")
      }
      guard isDate, !isWord(index - 1), !isWord(end) else {
        index += 1
        continue
      }
      self.text(String(decoding: bytes[start..<index], as: UTF8.self))
      self += "<time>\(String(decoding: bytes[index..<end], as: UTF8.self))</time>"
      (start, index) = (end, end)
    }
    self.text(String(decoding: bytes[start...], as: UTF8.self))
  }

  /// `2026-06-12`: where it has digits.
  private static let dateShape = [true, true, true, true, false, true, true, false, true, true]
}
