/// Follows the headings of a body through the section `Exit criteria`: up to the next heading of its level or above.
struct CriteriaSection {
  /// Level of the section's heading; 0 outside.
  private var level = 0
  /// The sub-heading met last.
  private(set) var group: String?

  var isOpen: Bool { level > 0 }

  /// Takes in the next heading of the document itself; true where it opens the section.
  @discardableResult
  mutating func meet(_ heading: MarkdownNode) -> Bool {
    let level = heading.headingLevel
    if level <= self.level {
      self.level = 0
      group = nil
    }
    let text = heading.plainText()
    if isOpen {
      group = text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    } else if CriteriaSection.isTitle(text) {
      self.level = level
      return true
    }
    return false
  }

  /// `Exit criteria` in any ASCII case, with or without a colon.
  static func isTitle(_ text: [UInt8]) -> Bool {
    let title: StaticString = "exit criteria"
    let length = title.utf8CodeUnitCount
    guard text.count == length || (text.count == length + 1 && text[length] == UInt8(ascii: ":")) else { return false }
    for index in 0..<length {
      let byte = text[index]
      if (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) != title.utf8Start[index] { return false }
    }
    return true
  }
}
