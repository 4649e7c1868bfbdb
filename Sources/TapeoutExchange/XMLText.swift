import TapeoutModel

extension [UInt8] {
  /// The text in an XML element or a quoted attribute: on one line, without what XML 1.0 forbids.
  mutating func append(xml text: String) {
    let text = text.oneLine
    if text.isAll({ !$0.isXML }) { return append(text) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\""): append("&quot;")
      case UInt8(ascii: "'"): append("&#39;")
      default: append(byte)
      }
    }
  }

  /// `<name>text</name>`
  mutating func append(element name: String, _ text: String) {
    append("<\(name)>")
    append(xml: text)
    append("</\(name)>\n")
  }
}

extension UInt8 {
  /// Whether it means something to XML.
  fileprivate var isXML: Bool {
    self == UInt8(ascii: "&") || self == UInt8(ascii: "<") || self == UInt8(ascii: ">") || self == UInt8(ascii: "\"")
      || self == UInt8(ascii: "'")
  }
}
