import TapeoutModel

/// How near a line of text comes to the heading `Exit criteria`.
enum CriteriaTitle {
  /// It is that heading: in any ASCII case, with or without a colon.
  case exact
  /// It is meant as that heading without doubt: other blanks, hyphens or hidden characters between the words, a number
  /// before them, singular or a wrong plural, a qualification behind them (`Exit criteria (tape-out)`).
  case certain
  /// It is probably meant: misspelt by a letter or two, or with other words around.
  case near(isMisspelt: Bool)

  private static let longest = 160

  /// Nil where the text has nothing to do with it.
  init?(_ text: some Collection<UInt8>) {
    guard text.count <= CriteriaTitle.longest, text.count >= 8 else { return nil }
    if CriteriaTitle.isExact(text) {
      self = .exact
      return
    }
    let (words, rest) = CriteriaTitle.words(of: text)
    guard let reading = CriteriaTitle.reading(words, rest) else { return nil }
    self = reading
  }

  private static func isExact(_ text: some Collection<UInt8>) -> Bool {
    guard text.count == title.count || text.count == title.count + 1 else { return false }
    var place = 0
    for byte in text {
      guard place < title.count else { return byte == UInt8(ascii: ":") }
      guard (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == title[place] else { return false }
      place += 1
    }
    return true
  }

  private static let title = Array("exit criteria".utf8)

  /// The words in lower case, and for each what stands between it and the one before it.
  private static func words(of text: some Collection<UInt8>) -> (words: [String], gaps: [String]) {
    var words: [String] = []
    var gaps: [String] = []
    var word = ""
    var gap = ""
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      // Full-width forms read as the ASCII characters that they stand for.
      let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
      let plain = Unicode.Scalar(value) ?? scalar
      if plain.properties.isAlphabetic || plain.properties.numericType != nil {
        if word.isEmpty {
          gaps.append(gap)
          gap = ""
        }
        word += plain.properties.lowercaseMapping
      } else if plain.properties.isDefaultIgnorableCodePoint || plain.properties.generalCategory == .nonspacingMark {
        continue
      } else {
        if !word.isEmpty {
          words.append(word)
          word = ""
        }
        gap.unicodeScalars.append(plain)
      }
    }
    if word.isEmpty { gaps.append(gap) } else { words.append(word); gaps.append("") }
    return (words, gaps)
  }

  private static let nouns: Set = ["criteria", "criterion", "criterias", "criterions", "criterium", "criteriums"]

  private static func reading(_ all: [String], _ gaps: [String]) -> CriteriaTitle? {
    let first = all.firstIndex { !isNumbering($0) } ?? 0
    let words = Array(all[first...])
    if let at = words.indices.first(where: { isTitle(words, at: $0) }) {
      let end = at + (words[at] == "exit" ? 2 : 1)
      guard at == 0 else { return .near(isMisspelt: false) }
      guard end < words.count else { return .certain }
      // `Exit criteria (tape-out)`, `Exit criteria: tape-out`, `Exit criteria for tape-out`.
      let gap = gaps[first + end]
      let isQualified = gap.unicodeScalars.contains { !HiddenText.isHidden($0.value) } || words[end] == "for"
      return isQualified ? .certain : .near(isMisspelt: false)
    }
    if words.contains(where: { $0 == "exit" }), words.contains(where: nouns.contains), words.count <= 8 {
      return .near(isMisspelt: false)
    }
    guard words.count <= 2 else { return nil }
    let joined = words.joined(separator: words.count == 2 ? " " : "")
    let title = words.count == 2 ? "exit criteria" : "exitcriteria"
    return editDistance(joined, title, limit: 2) <= 2 ? .near(isMisspelt: true) : nil
  }

  private static func isTitle(_ words: [String], at index: Int) -> Bool {
    if words[index] == "exit" { return index + 1 < words.count && nouns.contains(words[index + 1]) }
    return words[index].utf8.starts(with: "exit".utf8)
      && nouns.contains(String(Substring(words[index].utf8.dropFirst(4))))
  }

  /// `1`, `2b`, `h2`, `iv`, `a`, `section`
  private static func isNumbering(_ word: String) -> Bool {
    word.utf8.count == 1 || word.utf8.contains { (0x30...0x39).contains($0) } && word.utf8.count <= 4
      || ["ii", "iii", "iv", "vi", "vii", "viii", "ix", "section", "part", "step"].contains(word)
  }
}

/// A line of a paragraph that a reader takes for the heading `Exit criteria`.
struct HeadingLookalike {
  /// Bytes of a line that may be one.
  static let longest = 120

  /// Of the number signs that it begins with; nil without.
  let level: Int?
  /// The heading's text without the marks around it.
  let title: String

  /// - Parameters:
  ///   - line: its bytes.
  ///   - isAlone: whether it is the first line of its paragraph; any other line has to stand out.
  init?(_ line: Slice<UnsafeBufferPointer<UInt8>>, isAlone: Bool) {
    guard line.count >= 8, line.count <= HeadingLookalike.longest, HeadingLookalike.mayBeTitle(line) else { return nil }
    guard let reading = CriteriaTitle(line) else { return nil }
    let text = String(decoding: line, as: UTF8.self).unicodeScalars.drop { HiddenText.isHidden($0.value) }
    let signs = text.prefix { $0 == "#" || $0.value == 0xFF03 }.count
    level = signs > 0 ? min(signs, 6) : nil
    let isMarked = signs > 0 || HeadingLookalike.isMarked(text)
    title = HeadingLookalike.inner(text, reading)
    switch reading {
    case .near: if !isMarked { return nil }
    case .exact, .certain:
      let isLabel = text.last.map { $0.value == 0x3A || $0.value == 0xFF1A } ?? false
      // `Exit criteria: agreed on 2 May` is a sentence.
      let isBare = isLabel || !text.contains { $0 == ":" }
      guard isMarked || (isBare && (isAlone || isLabel)) else { return nil }
    }
  }

  private static func inner(_ text: Substring.UnicodeScalarView, _ reading: CriteriaTitle) -> String {
    if case .near(isMisspelt: true) = reading { return "Exit criteria" }
    func isMark(_ scalar: Unicode.Scalar) -> Bool {
      "#*_=:".unicodeScalars.contains(scalar) || scalar.value == 0xFF03 || scalar.value == 0xFF1A
        || HiddenText.isHidden(scalar.value)
    }
    var inner = text.drop(while: isMark)
    while let last = inner.last, isMark(last) { inner.removeLast() }
    return String(inner)
  }

  /// Bold, or between equals signs as in a wiki.
  private static func isMarked(_ text: Substring.UnicodeScalarView) -> Bool {
    let inner = text.last?.value == 0x3A ? text.dropLast() : text
    return ["**", "__", "=="].contains { mark in
      inner.count > 4 && inner.starts(with: mark.unicodeScalars) && inner.suffix(2).elementsEqual(mark.unicodeScalars)
    }
  }

  /// Whether a line is worth reading: with `exi` in it, or an `x` in a line as short as a misspelt heading is, in any
  /// case; or with a character that is not ASCII, which may stand for one of them or between them.
  static func mayBeTitle(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let isShort = line.count <= longestMisspelt
    var rest = line
    while let place = firstOfInterest(in: rest) {
      if isShort || line[place] >= 0x80 { return true }
      if place > line.startIndex, place + 1 < line.endIndex, line[place - 1] | 0x20 == UInt8(ascii: "e"),
        line[place + 1] | 0x20 == UInt8(ascii: "i")
      {
        return true
      }
      rest = line[(place + 1)...]
    }
    return false
  }

  /// The first `x`, small or large, or byte that is not ASCII: nearly all prose is passed over, eight bytes at a time.
  ///
  /// The test for a zero byte in a word is from Anderson, "Bit Twiddling Hacks".
  private static func firstOfInterest(in text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var index = text.startIndex
    let base = UnsafeRawPointer(text.base.baseAddress)
    while let base, index + 8 <= text.endIndex {
      let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let letter = (word | 0x2020_2020_2020_2020) ^ 0x7878_7878_7878_7878
      guard (((letter &- 0x0101_0101_0101_0101) & ~letter) | word) & 0x8080_8080_8080_8080 == 0 else { break }
      index += 8
    }
    while index < text.endIndex {
      if text[index] >= 0x80 || text[index] | 0x20 == UInt8(ascii: "x") { return index }
      index += 1
    }
    return nil
  }

  /// Bytes of a heading that is misspelt: its two words, a number, and marks around them.
  private static let longestMisspelt = 40
}
