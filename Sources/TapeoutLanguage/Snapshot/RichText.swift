import TapeoutJSON
import TapeoutModel

/// A few lines for a hover, as Markdown or plain text: whichever the client shows.
struct RichText {
  private var blocks: [[String]] = []
  private let isMarkdown: Bool

  init(isMarkdown: Bool) { self.isMarkdown = isMarkdown }

  /// A heading line with what stands beside it.
  mutating func head(_ title: String, _ rest: String? = nil) {
    let bold = isMarkdown ? "**\(escaped(title))**" : escaped(title)
    blocks.append([bold + (rest.map { " " + escaped($0) } ?? "")])
  }

  /// The same where our own words stand beside it.
  mutating func head(_ title: String, words: String) {
    head(title)
    blocks[blocks.count - 1][0] += " " + (isMarkdown ? words : words.replacing("`", with: ""))
  }

  /// Lines of text from the plan, each on its own.
  mutating func lines(_ lines: [String]) { if !lines.isEmpty { blocks.append(lines.map(escaped)) } }

  /// Our own words, where backquotes mean code.
  mutating func words(_ text: String) {
    blocks.append([isMarkdown ? text : text.replacing("`", with: "")])
  }

  mutating func list(_ title: String, _ items: [String]) {
    guard !items.isEmpty else { return }
    let bullet = isMarkdown ? "- " : "  "
    var lines = items.prefix(RichText.most).map { bullet + escaped($0) }
    if items.count > RichText.most { lines.append("\(bullet)and \(items.count - RichText.most) more") }
    // A list of its own needs a blank line before it.
    blocks.append([title + ":" + (isMarkdown ? "\n\n" : "\n") + lines.joined(separator: "\n")])
  }

  mutating func link(_ title: String, to address: String) {
    blocks.append([isMarkdown ? "[\(title)](\(address))" : "\(title): \(address)"])
  }

  private static let most = 12

  /// Text of the plan that no Markdown is read in, and that hides nothing.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isHidden {
        result += " "
        continue
      }
      if isMarkdown, scalar.isMarkdownSign { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  var text: String {
    blocks.map { $0.joined(separator: isMarkdown ? "  \n" : "\n") }.joined(separator: "\n\n")
  }

  var json: JSONValue { ["kind": isMarkdown ? "markdown" : "plaintext", "value": .string(text)] }
}
