import TapeoutModel
import TapeoutWording

/// Prints what is due on a terminal of 80 columns: two or three lines each, by day.
package struct DuePrinter {
  private let report: DueReport
  private let style: TextStyle

  private static let width = 80
  private static let margin = 24

  package init(_ report: DueReport, _ style: TextStyle) {
    self.report = report
    self.style = style
  }

  package func printed() -> String {
    let head = "Due until \(report.to), and what is blocked"
    let day = "as of \(report.from)"
    var text = style.bold(head.column(DuePrinter.width - day.displayWidth - 2) + "  " + day) + "\n\n"
    if report.items.isEmpty { return text + "Nothing is due.\n" }
    for item in report.items { text += printed(item) }
    return text
  }

  private func printed(_ item: DueItem) -> String {
    let word = "\(item.mark) \(item.word)".column(11)
    let state = item.health.map { style.health($0, word) } ?? word
    let name = "\(item.chipTitle): \(item.what)".printable
    let lines = name.wrapped(DuePrinter.width - DuePrinter.margin)
    var text = Wording.date(item.date).column(11) + "  " + state + indented(lines).dropFirst(DuePrinter.margin) + "\n"
    let who = (item.who + [item.criteriaText].compactMap(\.self)).joined(separator: " · ").printable
    let facts = item.shownFacts.map(\.words).joined(separator: " · ").printable
    for line in [who, facts, item.consequence(\.printable) ?? ""] where !line.isEmpty {
      text += indented(line.wrapped(DuePrinter.width - DuePrinter.margin)) + "\n"
    }
    return text
  }

  private func indented(_ lines: String) -> String {
    let margin = String(repeating: " ", count: DuePrinter.margin)
    return margin
      + lines.utf8.split(separator: 0x0A).map { String(Substring($0)) }.joined(separator: "\n\(margin)")
  }
}
