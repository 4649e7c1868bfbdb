import TapeoutModel

/// What somebody wrote as a link or a picture, and Markdown takes for text: the page would show the bare brackets.
struct FalseLink {
  enum Kind {
    /// `[[page]]`, `![[picture.png]]`: what note-taking programs write.
    case wiki(target: String, text: String, isPicture: Bool)
    /// `[text](two words.png)`
    case blankInAddress(String)
    /// `[text][label]` without a line `[label]: address`.
    case undefined(label: String)
    /// `(text)[address]`
    case reversed(text: String, address: String)
    /// `[text] (address)`
    case separated(text: String, address: String)
  }

  let kind: Kind
  let range: Range<Int>

  var finding: (headline: String, advice: String) {
    switch kind {
    case .wiki(let target, let text, let isPicture):
      let address = FalseLink.address(isPicture || target.utf8.contains(UInt8(ascii: ".")) ? target : target + ".md")
      return (
        "[[\(target)]] is no link in Markdown, and the page shows its brackets",
        "Write `\(isPicture ? "!" : "")[\(text)](\(address))`."
      )
    case .blankInAddress(let address):
      return (
        "The address “\(address)” holds a blank, so this is no link, and the page shows its brackets",
        "Put the address between < and >: `(<\(address)>)`."
      )
    case .undefined(let label):
      return (
        "Nothing says where [\(label)] leads, so this is no link, and the page shows its brackets",
        "Write the address in parentheses instead, or add a line `[\(label)]: address`."
      )
    case .reversed(let text, let address):
      return (
        "The brackets of this link stand the wrong way round, so it is none", "Write `[\(text)](\(address))`."
      )
    case .separated(let text, let address):
      return (
        "A blank before the address keeps this from being a link", "Write `[\(text)](\(address))`."
      )
    }
  }

  private static func address(_ path: String) -> String {
    path.utf8.contains(0x20) ? "<\(path)>" : path
  }
}

/// Finds false links in the text of one block, past code, escapes and real links.
///
/// - Complexity: linear in the text.
struct FalseLinkScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Real links in their order.
  private let links: [Range<Int>]
  private let end: Int
  private var nextLink = 0
  /// Where the byte looked for last was found, and what was searched for it: the next search begins within, so that
  /// no stretch is searched twice. By byte.
  private var searches: [UInt8: (range: Range<Int>, place: Int?)] = [:]
  /// Lengths of runs of backticks that no run closes any more.
  private var unclosedRuns: Set<Int> = []
  private var found: [FalseLink] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, besides links: [Range<Int>]) {
    self.bytes = bytes
    self.links = links.sorted { $0.lowerBound < $1.lowerBound }
    end = range.upperBound
    var index = range.lowerBound
    while index < end { index = step(index, from: range.lowerBound) }
  }

  var falseLinks: [FalseLink] { found }

  /// Looks at what begins at an offset and returns where to go on.
  private mutating func step(_ index: Int, from start: Int) -> Int {
    while nextLink < links.count, links[nextLink].lowerBound < index { nextLink += 1 }
    if nextLink < links.count, links[nextLink].lowerBound == index { return max(links[nextLink].upperBound, index + 1) }
    switch bytes[index] {
    case UInt8(ascii: "\\"): return index + 2
    case UInt8(ascii: "`"): return afterCode(index)
    case UInt8(ascii: "<"): return afterAngle(index)
    case UInt8(ascii: "["): return afterBracket(index, from: start)
    default: return index + 1
    }
  }

  private mutating func afterCode(_ start: Int) -> Int {
    let length = run(start)
    guard !unclosedRuns.contains(length) else { return start + length }
    var index = start + length
    while index < end {
      guard bytes[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let closing = run(index)
      if closing == length { return index + length }
      index += closing
    }
    unclosedRuns.insert(length)
    return start + length
  }

  private func run(_ start: Int) -> Int {
    var index = start
    while index < end, bytes[index] == UInt8(ascii: "`") { index += 1 }
    return index - start
  }

  /// Past an address in angle brackets or a tag.
  private mutating func afterAngle(_ start: Int) -> Int {
    guard start + 1 < end, bytes[start + 1] > 0x20, let close = first(UInt8(ascii: ">"), from: start + 1) else {
      return start + 1
    }
    return close + 1
  }

  private mutating func afterBracket(_ start: Int, from first: Int) -> Int {
    let isPicture = start > first && bytes[start - 1] == UInt8(ascii: "!")
    let before = start > first ? bytes[start - 1] : 0x20
    if start + 1 < end, bytes[start + 1] == UInt8(ascii: "[") {
      // Behind a word it is an index: `order[[i]]`.
      return FalseLinkScanner.isWord(before) ? start + 2 : afterWiki(start, isPicture: isPicture)
    }
    guard let close = closing(of: start) else { return start + 1 }
    let text = string(start + 1..<close)
    if before == UInt8(ascii: ")"), FalseLinkScanner.isAddress(text), let open = opening(before: start - 1, from: first)
    {
      add(.reversed(text: string(open + 1..<start - 1), address: text), open..<close + 1)
      return close + 1
    }
    // `a[0][1]` is an index, `[1][2]` two citations.
    guard !FalseLinkScanner.isWord(before), close + 1 < end, !FalseLinkScanner.isCitation(text) else {
      return close + 1
    }
    let from = isPicture ? start - 1 : start
    switch bytes[close + 1] {
    case UInt8(ascii: "("):
      guard let last = self.first(UInt8(ascii: ")"), from: close + 2),
        last - close < FalseLinkScanner.longestAddress
      else { return close + 1 }
      let address = string(close + 2..<last)
      guard address.utf8.contains(0x20), isPicture || FalseLinkScanner.isPath(address) else { return close + 1 }
      add(.blankInAddress(address), from..<last + 1)
      return last + 1
    case UInt8(ascii: "["):
      guard let last = closing(of: close + 1) else { return close + 1 }
      let label = string(close + 2..<last)
      guard !FalseLinkScanner.isCitation(label), label.utf8.first != UInt8(ascii: "^") else { return last + 1 }
      add(.undefined(label: label.isEmpty ? text : label), from..<last + 1)
      return last + 1
    case 0x20 where close + 2 < end && bytes[close + 2] == UInt8(ascii: "("):
      guard let last = self.first(UInt8(ascii: ")"), from: close + 3),
        last - close < FalseLinkScanner.longestAddress
      else { return close + 1 }
      let address = string(close + 3..<last)
      guard FalseLinkScanner.isAddress(address) else { return close + 1 }
      add(.separated(text: text, address: address), from..<last + 1)
      return last + 1
    default: return close + 1
    }
  }

  private mutating func afterWiki(_ start: Int, isPicture: Bool) -> Int {
    guard let close = closing(of: start + 1), close + 1 < end, bytes[close + 1] == UInt8(ascii: "]") else {
      return start + 2
    }
    let inside = string(start + 2..<close)
    guard !FalseLinkScanner.isCitation(inside), !inside.isEmpty else { return close + 2 }
    let parts = inside.utf8.split(separator: UInt8(ascii: "|"), maxSplits: 1).map { String(Substring($0)) }
    let target = parts.first ?? inside
    add(
      .wiki(target: target, text: parts.last ?? target, isPicture: isPicture),
      (isPicture ? start - 1 : start)..<close + 2)
    return close + 2
  }

  private mutating func add(_ kind: FalseLink.Kind, _ range: Range<Int>) {
    found.append(FalseLink(kind: kind, range: range))
  }

  // MARK: Bytes

  /// The bracket that closes one, on the same line, with no other between them.
  private func closing(of start: Int) -> Int? {
    var index = start + 1
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "]"): return index
      case UInt8(ascii: "["), 0x0A, 0x0D: return nil
      case UInt8(ascii: "\\"): index += 2
      default: index += 1
      }
    }
    return nil
  }

  /// The next place of a byte on the same line.
  private mutating func first(_ byte: UInt8, from start: Int) -> Int? {
    if let known = searches[byte], known.range.contains(start) { return known.place }
    var index = start
    while index < end, bytes[index] != 0x0A, bytes[index] != 0x0D, bytes[index] != byte { index += 1 }
    let place = index < end && bytes[index] == byte ? index : nil
    searches[byte] = (start..<index + 1, place)
    return place
  }

  /// Longer addresses are no slips of the pen, and are not copied.
  private static let longestAddress = 500

  private func opening(before close: Int, from first: Int) -> Int? {
    var index = close - 1
    while index >= first, index > close - 200, bytes[index] != 0x0A, bytes[index] != UInt8(ascii: ")") {
      if bytes[index] == UInt8(ascii: "(") { return index + 1 < close ? index : nil }
      index -= 1
    }
    return nil
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "]")
      || byte == UInt8(ascii: "_")
  }

  private static func isCitation(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: ",") || $0 == 0x20 || $0 == UInt8(ascii: "-")
    }
      && !text.isEmpty
  }

  /// `https://…`, or a file with an ending and no blank.
  private static func isAddress(_ text: String) -> Bool { !text.utf8.contains(0x20) && isPath(text) }

  /// Whether a text reads as a path or a web address: it has a scheme, or ends as files do.
  private static func isPath(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if bytes.starts(with: "http".utf8), bytes.contains(UInt8(ascii: "/")) { return true }
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > 1 else { return false }
    let ending = bytes[(dot + 1)...]
    return (2...4).contains(ending.count) && ending.allSatisfy { isWord($0) && $0 != UInt8(ascii: "]") }
  }
}
