import TapeoutParser

/// A file to be made: its path from the project’s root, and its text.
package struct NewFile: Hashable, Sendable {
  package var path: String
  package var text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// Front matter and a body, piece by piece.
package struct NewContent {
  private var text = "---\n"

  package init() {}

  package mutating func field(_ name: String, text value: String) {
    text += "\(name): \(YAMLScalar.written(value, as: .text))\n"
  }

  /// A date, a number, a word of the vocabulary.
  package mutating func field(_ name: String, word: String) { text += "\(name): \(word)\n" }

  package mutating func map(_ name: String, _ entries: [(key: String, value: String, comment: String?)]) {
    guard !entries.isEmpty else { return }
    text += "\(name):\n"
    for entry in entries {
      text += "  \(YAMLScalar.written(entry.key, as: .notation)): \(entry.value)"
      text += entry.comment.map { "  # \($0)\n" } ?? "\n"
    }
  }

  /// - Parameter body: without blank lines at its ends; empty for none.
  package func ended(body: String = "") -> String { text + (body.isEmpty ? "---\n" : "---\n\n\(body)\n") }

  package static func criteria(_ criteria: [String]) -> String {
    criteria.isEmpty ? "" : "## Exit criteria\n\n" + criteria.map { "- [ ] \($0)" }.joined(separator: "\n")
  }
}
