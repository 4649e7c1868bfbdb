/// Where in the HTML of a template a value would stand: followed through the template's text, byte by byte.
struct MarkupPosition: Sendable {
  enum Place: Hashable, Sendable {
    /// Between tags.
    case text
    /// In a tag, where an attribute's name or a value without quotes would stand.
    case tag
    /// In the quoted value of an attribute.
    case value(attribute: String, isAtStart: Bool)
    /// In a script, a style sheet or a comment, where escaping does not help.
    case raw(String)
  }

  private enum State {
    case text, tagName, inTag, attributeName, afterEquals, value(UInt8), raw, comment
  }

  private var state = State.text
  private var tag: [UInt8] = []
  private var attribute: [UInt8] = []
  private var valueLength = 0

  var place: Place {
    switch state {
    case .text: .text
    case .tagName, .inTag, .attributeName, .afterEquals: .tag
    case .value: .value(attribute: String(decoding: attribute, as: UTF8.self), isAtStart: valueLength == 0)
    case .raw: .raw(String(decoding: tag, as: UTF8.self))
    case .comment: .raw("comment")
    }
  }

  /// A value stands here: what follows is no longer the beginning.
  mutating func passValue() { valueLength += 1 }

  mutating func pass(_ bytes: ArraySlice<UInt8>) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      let isSpace = byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
      switch state {
      case .text:
        if bytes[index...].starts(with: Array("<!--".utf8)) {
          state = .comment
        } else if byte == UInt8(ascii: "<"), index + 1 < bytes.endIndex, bytes[index + 1] != UInt8(ascii: "/") {
          state = .tagName
          tag = []
        }
      case .comment:
        if bytes[index...].starts(with: Array("-->".utf8)) { state = .text }
      case .raw:
        if bytes[index...].starts(with: Array("</".utf8) + tag) { state = .text }
      case .tagName:
        if isSpace { state = .inTag } else if byte == UInt8(ascii: ">") { leaveTag() } else { tag.append(byte | 0x20) }
      case .inTag:
        if byte == UInt8(ascii: ">") {
          leaveTag()
        } else if !isSpace && byte != UInt8(ascii: "/") {
          state = .attributeName
          attribute = [byte | 0x20]
        }
      case .attributeName:
        if byte == UInt8(ascii: "=") {
          state = .afterEquals
        } else if byte == UInt8(ascii: ">") {
          leaveTag()
        } else if isSpace {
          state = .inTag
        } else {
          attribute.append(byte | 0x20)
        }
      case .afterEquals:
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          state = .value(byte)
          valueLength = 0
        } else if byte == UInt8(ascii: ">") {
          leaveTag()
        } else if isSpace {
          state = .inTag
        }
      case .value(let quote):
        if byte == quote { state = .inTag } else { valueLength += 1 }
      }
      index += 1
    }
  }

  private mutating func leaveTag() {
    let isRaw = ["script", "style", "textarea", "title"].contains(String(decoding: tag, as: UTF8.self))
    // Titles and text areas hold text that is escaped as any other.
    state = isRaw && tag.first == UInt8(ascii: "s") ? .raw : .text
  }
}
