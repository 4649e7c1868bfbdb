package import TapeoutModel

/// `(waived by WHO until WHEN: WHY)`, read from the text of an item.
package struct WaiverText {
  /// The item's text without the waiver.
  package let item: String
  package let by: String?
  package let until: Until?
  package let reason: String?

  package enum Until: Equatable {
    case date(PlanDate)
    case milestone(MilestoneID)
  }

  /// What `until` is followed by, as written.
  package let untilText: String?

  /// Reads the last `(waived` of a text; nil where there is none. Any part may be missing: that is for a rule to
  /// judge. Blanks count for nothing, a missing closing parenthesis neither.
  package init?(_ text: [UInt8], chip: String) {
    guard let opening = WaiverText.opening(in: text[...]) else { return nil }
    let closing = WaiverText.closing(of: opening, in: text[...])
    let inside = text[(opening + WaiverText.word.utf8CodeUnitCount)..<closing]
    let behind = text[min(closing + 1, text.count)...]
    let head: ArraySlice<UInt8>
    if let colon = inside.firstIndex(of: UInt8(ascii: ":")) {
      head = inside[..<colon]
      reason = WaiverText.string(inside[(colon + 1)...])
    } else {
      head = inside
      reason = nil
    }
    let who: ArraySlice<UInt8>
    let when: ArraySlice<UInt8>
    if let until = WaiverText.wholeWord("until", in: head) {
      who = head[..<until.lowerBound]
      when = head[until.upperBound...]
    } else {
      who = head
      when = []
    }
    if let by = WaiverText.wholeWord("by", in: who), WaiverText.trimmed(who[..<by.lowerBound]).isEmpty {
      self.by = WaiverText.string(who[by.upperBound...])
    } else {
      by = nil
    }
    untilText = WaiverText.string(when)
    until = untilText.flatMap { WaiverText.until($0, chip: chip) }
    let before = WaiverText.string(text[..<opening]) ?? ""
    let after = WaiverText.string(behind)
    item = after.map { before.isEmpty ? $0 : "\(before) \($0)" } ?? before
  }

  /// A date, or a milestone of this chip or another. What begins with a year is meant as a date.
  private static func until(_ text: String, chip: String) -> Until? {
    if let date = try? PlanDate(parsing: text) { return .date(date) }
    let start = text.utf8.prefix(4)
    if start.count == 4, start.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) { return nil }
    return MilestoneID(parsing: text, chip: chip).map(Until.milestone)
  }

  // MARK: Finding it

  /// The last place of `(waived`.
  static func opening<Bytes: BidirectionalCollection<UInt8>>(in bytes: Bytes) -> Bytes.Index? {
    var index = bytes.endIndex
    while index > bytes.startIndex {
      index = bytes.index(before: index)
      guard bytes[index] == UInt8(ascii: "(") else { continue }
      let rest = bytes[index...].prefix(word.utf8CodeUnitCount)
      let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
      if rest.elementsEqual(letters, by: { lowercased($0) == $1 }) { return index }
    }
    return nil
  }

  /// The parenthesis that closes the one at an index; the end where there is none.
  static func closing<Bytes: Collection<UInt8>>(of opening: Bytes.Index, in bytes: Bytes) -> Bytes.Index {
    var depth = 0
    var index = opening
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if bytes[index] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return index }
      }
      index = bytes.index(after: index)
    }
    return bytes.endIndex
  }

  private static let word: StaticString = "(waived"

  private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// The first place of a word with blanks around it.
  private static func wholeWord(_ word: StaticString, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    let length = word.utf8CodeUnitCount
    let letters = UnsafeBufferPointer(start: word.utf8Start, count: length)
    var index = bytes.startIndex
    while index + length <= bytes.endIndex {
      let end = index + length
      if bytes[index..<end].elementsEqual(letters), index == bytes.startIndex || isBlank(bytes[index - 1]),
        end == bytes.endIndex || isBlank(bytes[end])
      {
        return index..<end
      }
      index += 1
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String? {
    let text = trimmed(bytes)
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }
}
