import TapeoutModel

/// Follows the headings of a report through the section `Decisions wanted`: up to the next heading of its level or
/// above.
struct DecisionSection {
  /// Level of the section's heading; 0 outside.
  private var level = 0
  /// Level of the heading met last; 0 before the first.
  private var lastLevel = 0
  /// Where the paragraphs that the decisions stand in end, in the order of the decisions.
  var paragraphEnds: [Int] = []
  /// Items without a box: where the list begins that each stands in, and where the item does.
  var unboxed: [(list: Int, firstLine: Range<Int>)] = []

  var isOpen: Bool { level > 0 }

  /// How near a heading comes to `Decisions wanted`.
  enum Title {
    case exact
    /// Misspelt by a letter or two.
    case misspelt

    /// Nil where the text has nothing to do with it.
    init?(_ text: [UInt8]) {
      guard text.count <= 120 else { return nil }
      var words: [String] = []
      var word = ""
      for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
          word += scalar.properties.lowercaseMapping
        } else if !scalar.properties.isDefaultIgnorableCodePoint, !word.isEmpty {
          words.append(word)
          word = ""
        }
      }
      if !word.isEmpty { words.append(word) }
      // A number before the words, as in `3. Decisions wanted` or `3.2 Decisions wanted`.
      words = Array(words.drop { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
      guard words.count >= 2 else { return nil }
      if (words[0] == "decisions" || words[0] == "decision"), words[1] == "wanted" {
        self = .exact
      } else if words.count == 2, editDistance("\(words[0]) \(words[1])", "decisions wanted", limit: 2) <= 2 {
        self = .misspelt
      } else {
        return nil
      }
    }
  }

  /// Takes in the next heading of the document itself, and says how it is written where it opens the section.
  mutating func meet(_ heading: MarkdownNode) -> Title? {
    lastLevel = heading.headingLevel
    if lastLevel <= level { level = 0 }
    guard !isOpen, let title = Title(heading.plainText()) else { return nil }
    level = lastLevel
    return title
  }

  /// Takes in a line that only looks like the section's heading, one level below the heading before it.
  mutating func meetBold() -> Int {
    lastLevel = min(max(lastLevel + 1, 2), 6)
    level = lastLevel
    return level
  }
}
