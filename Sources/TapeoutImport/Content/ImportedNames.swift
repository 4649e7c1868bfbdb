import TapeoutEditing
import TapeoutModel

/// Gives readable, unique ids, and kinds that titles name.
struct ImportedNames {
  /// The ids that are taken in each folder, and the number that the next of the same name gets.
  private var next: [String: [String: Int]] = [:]

  /// - Parameter taken: ids that are in use already.
  mutating func take(_ taken: some Sequence<String>, in folder: String) {
    for id in taken { next[folder, default: [:]][id] = 2 }
  }

  /// An id of a title: its words; where these have no spelling in ASCII, the noun and a number.
  ///
  /// - Parameters:
  ///   - folder: within which it is unique.
  ///   - noun: `milestone` or `chip`.
  ///   - number: what the other tool calls it by.
  ///   - wanted: the id that it had, which it keeps where that is free.
  mutating func id(
    of title: String, in folder: String, noun: String, number: String, wanted: String? = nil
  ) -> String {
    if let wanted, next[folder]?[wanted] == nil, (try? NewID.check(wanted, of: noun)) != nil {
      next[folder, default: [:]][wanted] = 2
      return wanted
    }
    var base = ContentID.repaired(title, allowsSlash: false) ?? ""
    if base.isEmpty || !ContentID.isValid(base) {
      base = ContentID.repaired("\(noun)-\(number)", allowsSlash: false) ?? noun
    }
    base = ImportedNames.shortened(base, to: 60)
    if (try? NewID.check(base, of: noun)) == nil { base = ImportedNames.shortened("\(noun)-\(base)", to: 60) }
    guard var count = next[folder]?[base] else {
      next[folder, default: [:]][base] = 2
      return base
    }
    while next[folder]?["\(base)-\(count)"] != nil { count += 1 }
    next[folder]?[base] = count + 1
    next[folder]?["\(base)-\(count)"] = 2
    return "\(base)-\(count)"
  }

  /// Cut at a hyphen where one is near the end.
  private static func shortened(_ id: String, to length: Int) -> String {
    let bytes = Array(id.utf8)
    guard bytes.count > length else { return id }
    let hyphen = UInt8(ascii: "-")
    var end = length
    if bytes[length] != hyphen, let last = bytes[..<length].lastIndex(of: hyphen), last > length / 2 { end = last }
    while end > 1, bytes[end - 1] == hyphen { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  // MARK: Kinds

  /// By the letters of their names and titles alone.
  private static let kinds: [String: String] = {
    var kinds: [String: String] = [:]
    for kind in MilestoneKind.builtIn {
      for name in [kind.name, kind.title] { kinds[letters(of: words(of: name))] = kind.name }
    }
    return kinds
  }()

  /// The kind that a title names; `review` where it names none.
  ///
  /// Words for the silicon’s stepping (`A0`) are left aside, and so are those of the chip.
  static func kind(of title: String, chip: String) -> String {
    let words = words(of: title)
    if let kind = kinds[letters(of: words)] { return kind }
    let chip = Set(self.words(of: chip))
    return kinds[letters(of: words.filter { !isStepping($0) && !chip.contains($0) })] ?? "review"
  }

  private static func words(of text: String) -> [[UInt8]] {
    (ContentID.repaired(text, allowsSlash: false) ?? "").utf8.split(separator: UInt8(ascii: "-")).map { Array($0) }
  }

  private static func letters(of words: [[UInt8]]) -> String { String(decoding: words.joined(), as: UTF8.self) }

  /// A letter and a digit.
  private static func isStepping(_ word: [UInt8]) -> Bool {
    word.count == 2 && (0x61...0x7A).contains(word[0]) && (0x30...0x39).contains(word[1])
  }
}

extension String {
  /// The text on one line, without blanks at its ends and without what nobody sees; cut where it is absurdly long.
  var asTitle: String {
    var scalars = UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace {
        if let last = scalars.last, last != " " { scalars.append(" ") }
      } else {
        scalars.append(scalar)
      }
    }
    if scalars.last == " " { scalars.removeLast() }
    var text = String(scalars)
    for (place, _) in text.hiddenCharacters.reversed() { text.unicodeScalars.remove(at: place) }
    return text.shortened(to: 300)
  }

  /// The beginning of the text that has at most so many bytes.
  func cut(to length: Int) -> String {
    guard utf8.count > length else { return self }
    var end = utf8.index(utf8.startIndex, offsetBy: length)
    while end > startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
    return String(self[..<end])
  }

  /// The text as Markdown that shows it as it is: line for line, nothing of it read as a heading, a list, a link or HTML.
  var asMarkdown: String {
    var result = UnicodeScalarView()
    var isAtStart = true
    var digits = 0
    var previous: Unicode.Scalar = "\n"
    for scalar in unicodeScalars {
      defer { previous = scalar }
      if scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}" || scalar == "\u{85}" {
        if scalar == "\n", previous == "\r" { continue }
        // Two blanks keep the break.
        if !isAtStart { result.append(contentsOf: "  ".unicodeScalars) }
        result.append("\n")
        (isAtStart, digits) = (true, 0)
        continue
      }
      if scalar == "\t" || scalar == " " || scalar == "\u{A0}" {
        if !isAtStart { result.append(" ") }
        continue
      }
      if scalar.isHidden, scalar != "\u{200D}", scalar != "\u{200C}" { continue }
      if isAtStart || digits > 0 {
        let isDigit = ("0"..."9").contains(scalar)
        if digits > 0, scalar == "." || scalar == ")" { result.append("\\") }
        if isAtStart, "#+-=~|:".unicodeScalars.contains(scalar) { result.append("\\") }
        digits = isDigit ? digits + 1 : 0
      }
      isAtStart = false
      if "\\`*_[]<>&!".unicodeScalars.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    while let last = result.last, last == "\n" || last == " " { result.removeLast() }
    return String(result)
  }
}
