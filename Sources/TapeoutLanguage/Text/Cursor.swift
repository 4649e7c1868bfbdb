import TapeoutParser

/// What stands at a place of a document: a name or a value of the front matter, or the text below it.
package struct Cursor {
  package enum Place: Hashable, Sendable {
    case name, value, body
    /// The lines `---`, and everything where no content lies.
    case elsewhere
  }

  package let place: Place
  /// The names that lead there; of a value, its own name comes last.
  package let path: [String]
  /// What is typed there, to be replaced.
  package let range: Range<Int>
  package let text: String
  /// Whether a colon follows a name.
  package let isNamed: Bool
  package let offset: Int
  package let tokens: FrontMatterTokens

  package init(_ text: DocumentText, at offset: Int) {
    let tokens = FrontMatterTokens(text)
    guard let front = tokens.range, offset >= front.lowerBound else {
      self.init(.elsewhere, at: offset, tokens)
      return
    }
    if let body = tokens.bodyStart, offset >= front.upperBound {
      self.init(offset >= body ? .body : .elsewhere, at: offset, tokens)
      return
    }
    if let token = tokens.token(at: offset) {
      self.init(
        token.role == .name ? .name : .value, path: token.path, token.range, token.text, isNamed: token.isNamed,
        at: offset, tokens)
      return
    }
    // A line without anything at the cursor: a name may be typed, as deep as the cursor stands.
    let line = text.line(text.lineNumber(at: offset))
    guard text.bytes[line.lowerBound..<max(line.lowerBound, offset)].allSatisfy({ $0 == 0x20 }) else {
      self.init(.elsewhere, at: offset, tokens)
      return
    }
    let path = tokens.path(before: line.lowerBound, indentedLessThan: offset - line.lowerBound, in: text)
    self.init(.name, path: path, at: offset, tokens)
  }

  private init(
    _ place: Place, path: [String] = [], _ range: Range<Int>? = nil, _ text: String = "", isNamed: Bool = false,
    at offset: Int, _ tokens: FrontMatterTokens
  ) {
    self.place = place
    self.path = path
    self.range = range ?? offset..<offset
    self.text = text
    self.isNamed = isNamed
    self.offset = offset
    self.tokens = tokens
  }
}

extension Cursor {
  /// Whether it stands in the title of the file, which stands for what the file is about.
  var isTitle: Bool { place == .value && path == ["title"] }
}

extension FrontMatterTokens {
  /// The token that holds an offset or ends at it; an empty one only where no other does.
  package func token(at offset: Int) -> Token? {
    let found = tokens.filter { $0.range.lowerBound <= offset && offset <= $0.range.upperBound }
    return found.last { !$0.range.isEmpty } ?? found.last
  }

  /// The names that a new name belongs below.
  ///
  /// - Parameter indentation: the column where it is typed.
  fileprivate func path(before offset: Int, indentedLessThan indentation: Int, in text: DocumentText) -> [String] {
    guard indentation > 0 else { return [] }
    var limit = indentation
    for token in tokens.reversed() where token.role == .name && token.range.lowerBound < offset && token.isNamed {
      let line = text.line(text.lineNumber(at: token.range.lowerBound))
      let own = text.bytes[line].prefix { $0 == 0x20 || $0 == UInt8(ascii: "-") }.count
      // The first name of its line, indented less than what is typed.
      guard own < limit, token.range.lowerBound - line.lowerBound <= own + 1 else { continue }
      limit = own
      return token.path + [token.text]
    }
    return []
  }
}
