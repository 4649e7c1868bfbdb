/// Follows the headings of a body through the section `Exit criteria`: up to the next heading of its level or above.
struct CriteriaSection {
  /// Level of the section's heading; 0 outside.
  private var level = 0
  /// Level of the heading met last; 0 before the first.
  private var lastLevel = 0
  /// The sub-heading met last.
  private(set) var group: String?

  var isOpen: Bool { level > 0 }

  /// Takes in the next heading of the document itself, and says how it is written where it opens the section.
  @discardableResult
  mutating func meet(_ heading: MarkdownNode) -> CriteriaTitle? {
    lastLevel = heading.headingLevel
    if lastLevel <= level { close() }
    let text = heading.plainText()
    if isOpen {
      group = text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    } else if let title = CriteriaTitle(text) {
      level = lastLevel
      return title
    }
    return nil
  }

  /// Takes in a line that only looks like the section's heading, and returns the level that the section gets: that of
  /// its number signs, else one below the heading before.
  @discardableResult
  mutating func meet(_ line: HeadingLookalike) -> Int {
    let own = line.level ?? min(max(lastLevel + 1, 2), 6)
    lastLevel = own
    level = own
    group = nil
    return own
  }

  private mutating func close() {
    level = 0
    group = nil
  }
}
