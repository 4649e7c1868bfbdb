import TapeoutTemplates

extension Markup {
  /// What a reader sees of it: without tags, entities read.
  var plainText: String {
    var text: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "<") {
        // Markup made here has `>` in no attribute.
        index = bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.index(before: bytes.endIndex)
      } else if byte == UInt8(ascii: "&"), let (scalar, length) = Markup.entity(bytes[index...]) {
        text.append(scalar)
        index += length - 1
      } else {
        text.append(byte)
      }
      index += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The entities that escaping writes, and their lengths.
  private static func entity(_ bytes: ArraySlice<UInt8>) -> (UInt8, Int)? {
    for (name, byte) in [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")]
      as [(String, Unicode.Scalar)]
    where bytes.starts(with: name.utf8) {
      return (UInt8(ascii: byte), name.utf8.count)
    }
    return nil
  }
}
