extension String {
  /// The text as HTML, in an element as well as in a quoted attribute.
  ///
  /// Works on bytes: by characters, a `<` before a combining mark is another character, and passes. Control
  /// characters, which HTML forbids, become U+FFFD.
  package var escapedForHTML: String {
    guard utf8.contains(where: \.needsCare) else { return self }
    var result = ""
    result.reserveCapacity(utf8.count + 16)
    appendEscaped(to: &result)
    return result
  }

  func appendEscaped(to result: inout String) {
    guard utf8.contains(where: \.needsCare) else {
      result += self
      return
    }
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}"..."\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}

extension UInt8 {
  /// Whether a scalar that begins with this byte may have to be written otherwise.
  fileprivate var needsCare: Bool {
    switch self {
    case 0...0x1F, 0x7F, 0xC2, 0xEF: true
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: false
    }
  }
}
