import TapeoutModel

/// `text (owner, by DATE). Reason`, read from the text of an item below `Decisions wanted`.
struct DecisionText {
  /// What stands before the parenthesis.
  private(set) var text: String
  private(set) var owner: String?
  /// What stands behind `by`, as written.
  private(set) var dayText: String?
  private(set) var due: PlanDate?
  /// What stands behind the parenthesis.
  private(set) var reason: String?
  /// The parenthesis as written, where it lacks the word `by` but ends with a date.
  private(set) var parenthesisWithoutBy: String?

  /// - Complexity: linear in the text.
  init(_ bytes: [UInt8]) {
    text = DecisionText.string(bytes[...])
    for group in DecisionText.groups(of: bytes).reversed() {
      let inside = bytes[(group.lowerBound + 1)..<(group.upperBound - 1)]
      let (owner, day, word) = DecisionText.parts(of: inside)
      let date = try? PlanDate(parsing: day)
      switch word {
      case .listed: break
      // `(signed by Anna)` is part of the text.
      case .loose: if date == nil { continue }
      // `(Anna, 2026-06-17)` is meant; `(see table 3, page 2)` is not.
      case .missing: if date == nil || group.upperBound != DecisionText.end(of: bytes) { continue }
      }
      (self.owner, dayText, due) = (owner.isEmpty ? nil : owner, day, date)
      text = DecisionText.string(bytes[..<group.lowerBound])
      let rest = bytes[group.upperBound...].drop { ".,;:- \t".utf8.contains($0) }
      reason = rest.isEmpty ? nil : DecisionText.string(rest)
      if word == .missing { parenthesisWithoutBy = String(decoding: bytes[group], as: UTF8.self) }
      return
    }
  }

  /// The outermost parentheses of a text, from each opening one to behind its closing one.
  private static func groups(of bytes: [UInt8]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var openings: [Int] = []
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "(") {
        openings.append(index)
      } else if byte == UInt8(ascii: ")"), let opening = openings.popLast() {
        // What lies inside the new group is no longer an outermost one.
        while let last = groups.last, last.lowerBound > opening { groups.removeLast() }
        groups.append(opening..<(index + 1))
      }
    }
    return groups
  }

  /// How the word `by` stands in a parenthesis.
  private enum ByWord {
    /// At its beginning or behind a comma.
    case listed
    /// Behind another word.
    case loose
    case missing
  }

  /// Owner and day: what stands before and behind the last `by`, else the last comma.
  private static func parts(of inside: ArraySlice<UInt8>) -> (owner: String, day: String, word: ByWord) {
    if let word = lastWord(inside) {
      let before = inside[..<word.lowerBound].last { $0 != 0x20 && $0 != 0x09 }
      return (
        string(inside[..<word.lowerBound]), string(inside[word.upperBound...]),
        before == nil || before == UInt8(ascii: ",") ? .listed : .loose
      )
    }
    guard let comma = inside.lastIndex(of: UInt8(ascii: ",")) else { return ("", string(inside), .missing) }
    return (string(inside[..<comma]), string(inside[(comma + 1)...]), .missing)
  }

  /// The last `by` that begins the parenthesis or follows a comma or a blank, and is followed by a blank.
  private static func lastWord(_ inside: ArraySlice<UInt8>) -> Range<Int>? {
    func isGap(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ",") }
    var index = inside.endIndex - 3
    while index >= inside.startIndex {
      let isWord =
        inside[index] | 0x20 == UInt8(ascii: "b") && inside[index + 1] | 0x20 == UInt8(ascii: "y")
        && isGap(inside[index + 2])
      if isWord, index == inside.startIndex || isGap(inside[index - 1]) { return index..<(index + 2) }
      index -= 1
    }
    return nil
  }

  private static func end(of bytes: [UInt8]) -> Int {
    var end = bytes.count
    while end > 0, ".;:, \t".utf8.contains(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// Without blanks around it and the comma behind it, and with one blank between words.
  private static func string(_ bytes: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      let isBlank = byte == 0x20 || byte == 0x09
      if isBlank, text.last.map({ $0 == 0x20 }) ?? true { continue }
      text.append(isBlank ? 0x20 : byte)
    }
    while let last = text.last, last == 0x20 || last == UInt8(ascii: ",") { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }
}
