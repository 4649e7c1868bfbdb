import TapeoutJSON
import TapeoutModel
import TapeoutParser

/// A part of a document that has a name.
struct DocumentSymbol {
  enum Kind: Int {
    case module = 2
    case namespace = 3
    case property = 7
    case constant = 14
    case string = 15
    case boolean = 17
    case key = 20
    case event = 24
  }

  var name: String
  var detail = ""
  var kind: Kind
  /// The whole of it.
  var range: Range<Int>
  /// What is marked when somebody goes there.
  var nameRange: Range<Int>
  var children: [DocumentSymbol] = []

  /// Itself and all below it.
  var all: [DocumentSymbol] { [self] + children.flatMap(\.all) }

  func json(_ text: DocumentText) -> JSONValue {
    [
      "name": .string(name), "detail": detail.isEmpty ? nil : .string(detail), "kind": .integer(kind.rawValue),
      "range": text.json(range), "selectionRange": text.json(nameRange),
      "children": children.isEmpty ? nil : .array(children.map { $0.json(text) }),
    ]
  }
}

/// The fields and headings of a document.
struct DocumentOutline {
  private(set) var symbols: [DocumentSymbol] = []
  let frontMatter: Range<Int>?

  init(_ path: String, _ text: DocumentText) {
    let tokens = FrontMatterTokens(text)
    frontMatter = tokens.range
    readFields(tokens, text)
    if let start = tokens.bodyStart { readHeadings(path, text, from: start) }
  }

  private mutating func readFields(_ tokens: FrontMatterTokens, _ text: DocumentText) {
    for token in tokens.tokens where !token.text.isEmpty {
      let isShown = token.role == .name && token.isNamed
      if isShown, token.path.isEmpty {
        symbols.append(
          DocumentSymbol(name: token.text, kind: .property, range: token.range, nameRange: token.range))
        continue
      }
      guard let field = symbols.indices.last, token.path.first == symbols[field].name else { continue }
      let end = max(symbols[field].range.upperBound, token.range.upperBound)
      symbols[field].range = symbols[field].range.lowerBound..<end
      if token.path.count == 1 {
        if isShown {
          symbols[field].children.append(
            DocumentSymbol(name: token.text, kind: .key, range: token.range, nameRange: token.range))
        } else if symbols[field].detail.isEmpty {
          symbols[field].detail = token.text
        }
      } else if let entry = symbols[field].children.indices.last,
        token.path[1] == symbols[field].children[entry].name
      {
        let own = symbols[field].children[entry].range
        symbols[field].children[entry].range = own.lowerBound..<max(own.upperBound, token.range.upperBound)
        if token.role == .value, token.path.count == 2 { symbols[field].children[entry].detail = token.text }
      }
    }
  }

  private mutating func readHeadings(_ path: String, _ text: DocumentText, from start: Int) {
    var headings: [(level: Int, symbol: DocumentSymbol)] = []
    var fence: UInt8?
    for number in text.lineNumber(at: start)..<text.lineCount {
      let line = text.line(number)
      let trimmed = text.bytes[line].drop { $0 == 0x20 }
      if let first = trimmed.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~"),
        trimmed.prefix(while: { $0 == first }).count >= 3, fence == nil || fence == first
      {
        fence = fence == nil ? first : nil
      }
      let level = trimmed.prefix { $0 == UInt8(ascii: "#") }.count
      guard fence == nil, line.count - trimmed.count < 4, (1...6).contains(level),
        trimmed.dropFirst(level).first == 0x20
      else { continue }
      var title = trimmed.dropFirst(level).drop { $0 == 0x20 }
      while let last = title.last, last == 0x20 || last == UInt8(ascii: "#") { title.removeLast() }
      guard !title.isEmpty else { continue }
      for index in headings.indices where headings[index].symbol.range.upperBound == text.bytes.count {
        if headings[index].level >= level {
          headings[index].symbol.range = headings[index].symbol.range.lowerBound..<line.lowerBound
        }
      }
      headings.append(
        (
          level,
          DocumentSymbol(
            name: String(decoding: title, as: UTF8.self), kind: .string, range: line.lowerBound..<text.bytes.count,
            nameRange: line)
        ))
    }
    addCriteria(PlanPart(path: path, bytes: text.bytes, kinds: PlanKinds(of: nil)).milestone?.criteria ?? [], &headings)
    // From the last one on, each goes below the nearest one before it that is higher, behind its criteria.
    var top: [DocumentSymbol] = []
    var below: [[DocumentSymbol]] = Array(repeating: [], count: headings.count)
    for index in headings.indices.reversed() {
      var symbol = headings[index].symbol
      symbol.children += below[index].reversed()
      if let parent = headings[..<index].lastIndex(where: { $0.level < headings[index].level }) {
        below[parent].append(symbol)
      } else {
        top.append(symbol)
      }
    }
    symbols += top.reversed()
  }

  private func addCriteria(_ criteria: [ExitCriterion], _ headings: inout [(level: Int, symbol: DocumentSymbol)]) {
    for criterion in criteria {
      let range = criterion.range.offsets
      guard let index = headings.lastIndex(where: { $0.symbol.range.lowerBound < range.lowerBound }) else { continue }
      headings[index].symbol.children.append(
        DocumentSymbol(
          name: criterion.text.isEmpty ? "criterion" : criterion.text, detail: criterion.state.word, kind: .boolean,
          range: range, nameRange: range))
    }
  }
}

extension ExitCriterion.State {
  var word: String {
    switch self {
    case .open: "open"
    case .met: "met"
    case .failing: "failing"
    case .waived: "waived"
    }
  }
}
