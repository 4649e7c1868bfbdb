/// Names and values of a file's front matter with their places, found line by line.
///
/// Unlike the parser, it reads what is half typed: a name without a colon, a bracket that is still open, a quote without
/// its end. It finds fault with nothing.
package struct FrontMatterTokens {
  package enum Role: Hashable, Sendable {
    /// The name of a field, or of an entry of a map.
    case name
    /// A value behind a colon, or an item of a list.
    case value
  }

  package struct Token: Hashable, Sendable {
    package let role: Role
    /// The names that lead to it; of a value, its own name comes last.
    package let path: [String]
    /// Without quotes; empty where nothing was typed yet.
    package let range: Range<Int>
    package let text: String
    /// Whether a colon follows a name.
    package var isNamed = false
  }

  package private(set) var tokens: [Token] = []
  /// The stretch between the opening and the closing line; nil where there is no opening line.
  package private(set) var range: Range<Int>?
  /// Where the body begins; nil where the front matter never ends.
  package private(set) var bodyStart: Int?

  private let bytes: [UInt8]

  package init(_ text: DocumentText) {
    bytes = text.bytes
    var first = text.line(0)
    if bytes[first].starts(with: [0xEF, 0xBB, 0xBF]) { first = (first.lowerBound + 3)..<first.upperBound }
    guard FrontMatterTokens.isDelimiter(bytes[first]) else { return }
    var last = 1
    while last < text.lineCount, !FrontMatterTokens.isDelimiter(bytes[text.line(last)]) { last += 1 }
    let start = text.lineCount > 1 ? text.line(1).lowerBound : bytes.count
    range = start..<(last < text.lineCount ? text.line(last).lowerBound : bytes.count)
    if last < text.lineCount {
      bodyStart = last + 1 < text.lineCount ? text.line(last + 1).lowerBound : bytes.count
    }
    read(lines: (1..<max(last, 1)).map { text.line($0) })
  }

  private static func isDelimiter(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "---".utf8) && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  // MARK: Lines

  private struct Level {
    let indentation: Int
    let name: String
  }

  private mutating func read(lines: [Range<Int>]) {
    var levels: [Level] = []
    /// A text over several lines goes on as long as lines are indented more than this.
    var blockIndentation: Int?
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      var start = line.lowerBound
      while start < line.upperBound, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
      if start == line.upperBound || bytes[start] == UInt8(ascii: "#") { continue }
      var indentation = start - line.lowerBound
      if let block = blockIndentation {
        if indentation > block { continue }
        blockIndentation = nil
      }
      // An item of a list counts as indented by its hyphen, also where the hyphen is not.
      var isItem = false
      while start < line.upperBound, bytes[start] == UInt8(ascii: "-"),
        start + 1 == line.upperBound || bytes[start + 1] == 0x20
      {
        isItem = true
        levels.removeAll { $0.indentation > indentation }
        start += 1
        while start < line.upperBound, bytes[start] == 0x20 { start += 1 }
        indentation = start - line.lowerBound
      }
      if !isItem { levels.removeAll { $0.indentation >= indentation } }
      let path = levels.map(\.name)
      guard let key = key(start..<line.upperBound) else {
        if isItem {
          if isFlow(at: start) {
            _ = flow(from: start, to: line.upperBound, path: path)
          } else {
            add(.value, of: path, scalar(start..<line.upperBound))
          }
        } else {
          add(.name, of: path, start..<trimmed(start..<line.upperBound))
        }
        continue
      }
      add(.name, of: path, key.name, isNamed: true)
      let name = tokens[tokens.count - 1].text
      levels.append(Level(indentation: indentation, name: name))
      var value = key.colon + 1
      while value < line.upperBound, bytes[value] == 0x20 || bytes[value] == 0x09 { value += 1 }
      if isFlow(at: value), value < line.upperBound {
        var end = line.upperBound
        while index < lines.count, !isClosed(value..<end), isIndented(lines[index], beyond: indentation) {
          end = lines[index].upperBound
          index += 1
        }
        _ = flow(from: value, to: end, path: path + [name])
        continue
      }
      let scalar = scalar(value..<line.upperBound)
      if let first = bytes[scalar].first, first == UInt8(ascii: "|") || first == UInt8(ascii: ">") {
        blockIndentation = indentation
      } else if !scalar.isEmpty || !isFollowed(by: indentation, lines, index) {
        add(.value, of: path + [name], scalar)
        if !scalar.isEmpty { blockIndentation = indentation }
      }
    }
  }

  /// Whether lines that are indented more, or items of a list, come next: then the field has no value on its own line.
  private func isFollowed(by indentation: Int, _ lines: [Range<Int>], _ index: Int) -> Bool {
    for line in lines[index...] {
      var start = line.lowerBound
      while start < line.upperBound, bytes[start] == 0x20 { start += 1 }
      if start == line.upperBound || bytes[start] == UInt8(ascii: "#") { continue }
      let own = start - line.lowerBound
      return own > indentation || (own == indentation && bytes[start] == UInt8(ascii: "-"))
    }
    return false
  }

  private func isIndented(_ line: Range<Int>, beyond indentation: Int) -> Bool {
    let blanks = bytes[line].prefix { $0 == 0x20 }.count
    return blanks == line.count || blanks > indentation
      || bytes[line].dropFirst(blanks).first.map { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") } ?? false
  }

  /// A name with the colon that follows it; nil where the stretch begins with none.
  private func key(_ range: Range<Int>) -> (name: Range<Int>, colon: Int)? {
    guard let first = bytes[range].first else { return nil }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard let end = bytes[(range.lowerBound + 1)..<range.upperBound].firstIndex(of: first) else { return nil }
      var colon = end + 1
      while colon < range.upperBound, bytes[colon] == 0x20 { colon += 1 }
      guard colon < range.upperBound, bytes[colon] == UInt8(ascii: ":") else { return nil }
      return ((range.lowerBound + 1)..<end, colon)
    }
    guard !isFlow(at: range.lowerBound) else { return nil }
    for index in range where bytes[index] == UInt8(ascii: ":") {
      guard index + 1 == range.upperBound || bytes[index + 1] == 0x20 || bytes[index + 1] == 0x09 else { continue }
      return (range.lowerBound..<trimmed(range.lowerBound..<index), index)
    }
    return nil
  }

  /// The visible part of a value: without a comment, blanks at its end, and quotes.
  private func scalar(_ range: Range<Int>) -> Range<Int> {
    guard let first = bytes[range].first else { return range }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      let inside = (range.lowerBound + 1)..<range.upperBound
      let end = bytes[inside].firstIndex(of: first) ?? trimmed(inside)
      return inside.lowerBound..<max(inside.lowerBound, end)
    }
    var end = range.upperBound
    for index in range where bytes[index] == UInt8(ascii: "#") {
      guard index == range.lowerBound || bytes[index - 1] == 0x20 else { continue }
      end = index
      break
    }
    return range.lowerBound..<trimmed(range.lowerBound..<end)
  }

  private func trimmed(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] <= 0x20 { end -= 1 }
    return end
  }

  private mutating func add(_ role: Role, of path: [String], _ range: Range<Int>, isNamed: Bool = false) {
    tokens.append(
      Token(
        role: role, path: path, range: range, text: String(decoding: bytes[range], as: UTF8.self), isNamed: isNamed))
  }

  // MARK: Braces and brackets

  private func isFlow(at offset: Int) -> Bool {
    offset < bytes.count && (bytes[offset] == UInt8(ascii: "{") || bytes[offset] == UInt8(ascii: "["))
  }

  private func isClosed(_ range: Range<Int>) -> Bool {
    var depth = 0
    var quote: UInt8?
    for byte in bytes[range] {
      if let open = quote {
        if byte == open { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
      }
    }
    return depth <= 0
  }

  /// Collections within each other: more than any field needs.
  private static let deepest = 16

  /// Reads a collection in braces or brackets.
  private mutating func flow(from start: Int, to end: Int, path: [String]) -> Int {
    /// Open collections: whether each is a map, and the path of what it holds.
    var open: [(isMap: Bool, path: [String])] = []
    /// The name whose value comes next.
    var name: String?
    var place = start
    /// Whether an item or a name may be typed here: behind a bracket or a comma.
    var expects = true
    func skipBlanks() {
      while place < end, bytes[place] <= 0x20 { place += 1 }
    }
    while place < end {
      let blank = place
      skipBlanks()
      if place == end { break }
      switch bytes[place] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard open.count < FrontMatterTokens.deepest else { return end }
        let own = (open.last?.path ?? path) + (name.map { [$0] } ?? [])
        open.append((bytes[place] == UInt8(ascii: "{"), own))
        name = nil
        expects = true
        place += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if expects, let last = open.last {
          addEmpty(isName: last.isMap && name == nil, of: last.path, name, at: min(blank + 1, place))
        }
        open.removeLast()
        name = nil
        expects = false
        place += 1
        if open.isEmpty { return place }
      case UInt8(ascii: ","):
        if expects, let last = open.last, name != nil {
          addEmpty(isName: false, of: last.path, name, at: min(blank + 1, place))
        }
        name = nil
        expects = true
        place += 1
      case UInt8(ascii: "#") where place > start && bytes[place - 1] <= 0x20:
        while place < end, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
      default:
        guard let last = open.last else { return place }
        let (range, next) = flowScalar(place..<end)
        place = max(next, place + 1)
        var colon = next
        while colon < end, bytes[colon] == 0x20 { colon += 1 }
        let hasColon = colon < end && bytes[colon] == UInt8(ascii: ":")
        if last.isMap, name == nil {
          add(.name, of: last.path, range, isNamed: hasColon)
          if hasColon {
            name = String(decoding: bytes[range], as: UTF8.self)
            place = colon + 1
          }
          expects = hasColon
        } else {
          add(.value, of: last.path + (name.map { [$0] } ?? []), range)
          name = nil
          expects = false
        }
      }
    }
    // Where nothing follows, it is typed at the end.
    if expects, let last = open.last { addEmpty(isName: last.isMap && name == nil, of: last.path, name, at: end) }
    return end
  }

  private mutating func addEmpty(isName: Bool, of path: [String], _ name: String?, at place: Int) {
    add(isName ? .name : .value, of: path + (name.map { [$0] } ?? []), place..<place)
  }

  /// A scalar in a collection without its quotes, and where it ends with them.
  private func flowScalar(_ range: Range<Int>) -> (range: Range<Int>, next: Int) {
    let first = bytes[range.lowerBound]
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      let inside = (range.lowerBound + 1)..<range.upperBound
      let end = bytes[inside].firstIndex(of: first) ?? range.upperBound
      return (inside.lowerBound..<end, min(end + 1, range.upperBound))
    }
    var end = range.lowerBound
    while end < range.upperBound {
      let byte = bytes[end]
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
        || byte == 0x0A || byte == 0x0D
      {
        break
      }
      if byte == UInt8(ascii: ":"), end + 1 == range.upperBound || bytes[end + 1] <= 0x20 { break }
      end += 1
    }
    return (range.lowerBound..<trimmed(range.lowerBound..<end), end)
  }
}
