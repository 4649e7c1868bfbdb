import TapeoutModel
package import TapeoutRules
import TapeoutWording

/// Prints what rules are about, for people.
package struct ExplanationPrinter {
  private let style: TextStyle
  private static let columns = 80

  package init(_ style: TextStyle) {
    self.style = style
  }

  /// All rules by group, each with its severity and one line.
  package func list(_ rules: [any Rule]) -> String {
    let width = rules.map(\.name.description.utf8.count).max() ?? 0
    var out = ""
    for group in RuleGroup.allCases {
      let members = rules.filter { $0.group == group }.sorted { $0.name < $1.name }
      if members.isEmpty { continue }
      out += style.bold(group.rawValue) + "\n"
      for rule in members {
        let severity = rule.defaultSeverity.description
        out += "  " + filled(rule.name.description, width) + "  "
        out += style.severity(rule.defaultSeverity, filled(severity, 7)) + "  \(rule.explanation.summary)\n"
      }
      out += "\n"
    }
    return out + "\(Wording.counted(rules.count, "rule")). To read one in full: tapeout explain RULE\n"
  }

  /// One rule in full.
  package func page(_ rule: any Rule) -> String {
    let explanation = rule.explanation
    var out = style.severity(rule.defaultSeverity, "\(rule.defaultSeverity)[\(rule.name)]")
    out += " in group \(rule.group.rawValue)\n\n"
    out += wrapped(explanation.what) + "\n"
    out += style.bold("Why") + "\n" + wrapped(explanation.why) + "\n"
    out += style.bold("Wrong") + "\n" + printed(explanation.wrong) + "\n"
    out += style.bold("Right") + "\n" + printed(explanation.right) + "\n"
    if rule.isFixed { return out + "Its severity cannot be changed: what is not read cannot be waved through.\n" }
    out += "To change how much it matters, write in program.md:\n\n"
    return out + "  rules: {\(rule.name): off}    # or hint, warning, error\n"
  }

  /// Earlier texts first, each with its day.
  private func printed(_ example: Example) -> String {
    var out = example.earlier.map { printed($0.files, " on \($0.day)") }.joined()
    if let gap = example.gap { out += "  Git says: \(gap.printable)\n" }
    return out + printed(example.files, example.earlier.isEmpty ? "" : " today")
  }

  private func printed(_ files: [Example.File], _ time: String) -> String {
    files.map { file in
      let lines = SourceLines(Array(file.text.utf8))
      var numbers = 1...lines.count
      if lines.range(ofLine: lines.count).isEmpty, lines.count > 1 { numbers = 1...lines.count - 1 }
      let text = numbers.map { number in
        let range = lines.range(ofLine: number)
        let line = SourceExcerpt(of: lines.bytes, line: range, marking: range.lowerBound..<range.lowerBound).text
        return style.quiet("  |") + (line.isEmpty ? "" : " " + line) + "\n"
      }
      return "  Content/\(file.path.printable)\(time)\n" + text.joined()
    }.joined()
  }

  /// Lines of at most eighty columns, broken at spaces. Line breaks of the text stay.
  private func wrapped(_ text: String) -> String {
    var out = ""
    for paragraph in text.unicodeScalars.split(separator: "\n" as Unicode.Scalar, omittingEmptySubsequences: false) {
      var used = 0
      for word in paragraph.split(separator: " " as Unicode.Scalar) {
        let width = word.reduce(0) { $0 + $1.displayWidth }
        if used > 0, used + 1 + width > ExplanationPrinter.columns {
          out += "\n"
          used = 0
        }
        out += (used > 0 ? " " : "") + String(word)
        used += (used > 0 ? 1 : 0) + width
      }
      out += "\n"
    }
    return out
  }
}

extension Explanation {
  /// The first sentence of what the rule finds.
  package var summary: String {
    let scalars = what.unicodeScalars
    var last: Unicode.Scalar?
    for index in scalars.indices {
      if last == ".", scalars[index] == " " || scalars[index] == "\n" { return String(scalars[..<index]) }
      last = scalars[index]
    }
    return what
  }

  /// The whole explanation, for viewers that show Markdown.
  package var markdown: String {
    func blocks(_ files: [Example.File], _ time: String) -> [String] {
      files.map { "`Content/\($0.path)`\(time)\n\n````markdown\n\($0.text)\n````\n" }
    }
    func blocks(_ example: Example) -> String {
      var parts = example.earlier.flatMap { blocks($0.files, " on \($0.day)") }
      if let gap = example.gap { parts.append("Git says: \(gap)\n") }
      return (parts + blocks(example.files, example.earlier.isEmpty ? "" : " today")).joined(separator: "\n")
    }
    return "\(what)\n\n\(why)\n\n**Wrong**\n\n\(blocks(wrong))\n**Right**\n\n\(blocks(right))"
  }
}

private func filled(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.utf8.count))
}
