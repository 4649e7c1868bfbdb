import TapeoutModel
import TapeoutWording

/// Prints what is due as Markdown: a table for an e-mail or a chat.
package struct DueMarkdownPrinter {
  private let report: DueReport

  package init(_ report: DueReport) { self.report = report }

  package func printed() -> String {
    "## Due until \(report.to), as of \(report.from)\n\n" + DueMarkdownPrinter.table(report.items)
  }

  static func table(_ items: [DueItem]) -> String {
    if items.isEmpty { return "Nothing is due.\n" }
    let rows = items.map { item in
      let state = item.overdueDays > 0 ? "overdue, \(Wording.length(item.overdueDays))" : item.word
      let cells = [
        Wording.date(item.date), state, "\(item.chipTitle.markdown): **\(item.what.markdown)**",
        (item.who.map(\.markdown) + [item.criteriaText].compactMap(\.self) + item.shownFacts.map(\.words.markdown))
          .joined(separator: ", "),
        item.consequence(\.markdown) ?? "–",
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    return (["| Due | State | What | Who | Holds up |", "|---|---|---|---|---|"] + rows).joined(separator: "\n") + "\n"
  }
}
