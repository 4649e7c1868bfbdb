/// Where in the HTML of a template a value would stand: followed through the template's text byte by byte, as a browser
/// reads it (HTML Living Standard, section 13.2.5).
public struct MarkupPosition: Hashable, Sendable {
  public enum Place: Hashable, Sendable {
    /// Between tags.
    case text
    /// In a tag, where a name or a value without quotes would stand.
    case tag
    /// In the quoted value of an attribute.
    case value(attribute: String)
    /// In a script, a style sheet, a comment and the like, where escaping does not help.
    case raw(String)
  }

  public enum State: Hashable, Sendable {
    case text
    /// After `<`, after `</`, after `<!` or `<?`.
    case tagOpen, endTagOpen, declaration
    case comment, tagName, inTag, attributeName, afterAttributeName, beforeValue, unquoted
    case value(quote: UInt8)
    /// In an element whose content is no HTML, with escaped text or without.
    case raw, escapableRaw
  }

  /// What a section that may or may not be there leaves open for the byte behind it.
  public enum Seam: Hashable, Sendable {
    case none
    /// A name has to end here.
    case endsName
    /// A name has ended here, and takes no value.
    case takesNoValue
  }

  public var state = State.text
  public var element: [UInt8] = []
  public var attribute: [UInt8] = []
  /// What is written before the first value in an attribute that holds an address.
  public var prefix: [UInt8] = []
  public var seam = Seam.none
  /// No longer certain how a browser reads on: no value may follow.
  public private(set) var isLost = false
  private var isEndTag = false
  /// The bytes just passed, in lower case.
  private var recent: [UInt8] = []

  public var place: Place {
    if isLost { return .raw("place that browsers read in several ways") }
    switch state {
    case .text, .escapableRaw: return .text
    case .value: return .value(attribute: String(decoding: attribute, as: UTF8.self))
    case .raw: return .raw(String(decoding: element, as: UTF8.self))
    case .comment: return .raw("comment")
    default: return .tag
    }
  }

  public mutating func pass(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes { pass(byte) }
  }

  private mutating func pass(_ byte: UInt8) {
    let isSpace = byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    let isEnd = byte == UInt8(ascii: ">")
    let byte = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    crossSeam(byte, isSpace: isSpace)
    switch state {
    case .text:
      if byte == UInt8(ascii: "<") { state = .tagOpen }
    case .tagOpen:
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): begin(.tagName, isEndTag: false, byte)
      case UInt8(ascii: "/"): state = .endTagOpen
      case UInt8(ascii: "!"), UInt8(ascii: "?"): begin(.declaration, isEndTag: false, nil)
      case UInt8(ascii: "<"): break
      default: state = .text
      }
    case .endTagOpen:
      if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) {
        begin(.tagName, isEndTag: true, byte)
      } else {
        begin(isEnd ? .text : .declaration, isEndTag: true, nil)
      }
    case .declaration:
      recent.append(byte)
      if recent == Array("--".utf8) { state = .comment } else if isEnd { leaveTag() }
    case .comment:
      if isEnd, recent.suffix(2) == Array("--".utf8)[...] || recent.suffix(3) == Array("--!".utf8)[...] {
        leaveTag()
      } else {
        remember(byte)
      }
    case .raw, .escapableRaw:
      let endsName = isSpace || isEnd || byte == UInt8(ascii: "/")
      if endsName, recent.suffix(element.count + 2) == (Array("</".utf8) + element)[...] {
        isEndTag = true
        state = .inTag
        if isEnd { leaveTag() }
      } else {
        remember(byte)
        // From here on a browser may not see the end of the script where it seems to be.
        if state == .raw, recent.suffix(4) == Array("<!--".utf8)[...] { isLost = true }
      }
    case .tagName:
      if isSpace || byte == UInt8(ascii: "/") {
        state = .inTag
      } else if isEnd {
        leaveTag()
      } else {
        element.append(byte)
      }
    case .inTag, .afterAttributeName:
      if isEnd {
        leaveTag()
      } else if byte == UInt8(ascii: "="), state == .afterAttributeName {
        state = .beforeValue
      } else if byte == UInt8(ascii: "/") {
        leaveAttribute()
      } else if !isSpace {
        leaveAttribute()
        state = .attributeName
        attribute = [byte]
      }
    case .attributeName:
      if byte == UInt8(ascii: "=") {
        state = .beforeValue
      } else if isSpace {
        state = .afterAttributeName
      } else if isEnd {
        leaveTag()
      } else if byte == UInt8(ascii: "/") {
        leaveAttribute()
      } else {
        attribute.append(byte)
      }
    case .beforeValue:
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        state = .value(quote: byte)
      } else if isEnd {
        leaveTag()
      } else if !isSpace {
        state = .unquoted
      }
    case .unquoted:
      if isSpace { leaveAttribute() } else if isEnd { leaveTag() }
    case .value(let quote):
      if byte == quote { leaveAttribute() } else if isAddress { prefix.append(byte) }
    }
  }

  private mutating func crossSeam(_ byte: UInt8, isSpace: Bool) {
    guard seam != .none else { return }
    let endsTag = byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    if isSpace {
      seam = .takesNoValue
    } else {
      if seam == .endsName ? !endsTag : byte == UInt8(ascii: "=") { isLost = true }
      seam = .none
    }
  }

  private mutating func begin(_ next: State, isEndTag: Bool, _ byte: UInt8?) {
    state = next
    self.isEndTag = isEndTag
    element = byte.map { [$0] } ?? []
    recent = []
  }

  private mutating func remember(_ byte: UInt8) {
    recent.append(byte)
    if recent.count > 32 { recent.removeFirst(16) }
  }

  private mutating func leaveAttribute() {
    state = .inTag
    attribute = []
    prefix = []
  }

  private mutating func leaveTag() {
    let name = String(decoding: element, as: UTF8.self)
    leaveAttribute()
    recent = []
    if isEndTag {
      state = .text
    } else if ["script", "style", "iframe", "noembed", "noframes", "noscript", "xmp"].contains(name) {
      state = .raw
      return
    } else if ["title", "textarea"].contains(name) {
      state = .escapableRaw
      return
    } else {
      if name == "plaintext" { isLost = true }
      state = .text
    }
    isEndTag = false
    element = []
  }
}
