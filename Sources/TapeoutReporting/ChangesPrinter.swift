package import TapeoutHistory
import TapeoutModel
import TapeoutWording

/// Prints changes for a terminal, at most 80 columns wide, consequences folded.
package struct ChangesPrinter {
  private let report: ChangesReport
  private let style: TextStyle

  private static let width = 80
  /// Where sentences begin, behind the column with the move.
  private static let margin = 9

  package init(_ report: ChangesReport, _ style: TextStyle) {
    self.report = report
    self.style = style
  }

  package func printed() -> String {
    let title = "Changes from \(report.old.words) to \(report.new.words)".printable
    var out = title.wrapped(ChangesPrinter.width).inLines(style.bold) + "\n\n"
    let shown = report.changes.folded
    if shown.isEmpty { out += "Nothing changed.\n" }
    for change in shown { out += line(change) }
    let hidden = report.changes.count - shown.count
    if hidden > 0 {
      let verb = hidden == 1 ? "follows" : "follow"
      out += "\n\(Wording.counted(hidden, "more change")) only \(verb) from these.\n"
    }
    for note in report.notesInWords { out += "\n" + note.printable.wrapped(ChangesPrinter.width) + "\n" }
    return out
  }

  private func line(_ change: Change) -> String {
    var sentence = change.heading + " " + change.predicate
    if let cause = change.causeTitle { sentence += ", after \(cause)" }
    if let following = change.following { sentence += ", \(following)" }
    if change.needsNewReason { sentence += ", no new reason" }
    let width = ChangesPrinter.width - ChangesPrinter.margin
    var lines = sentence.printable.wrapped(width)
    if let reason = change.reason { lines += "\n" + reason.printable.wrapped(width).inLines { "  \($0)" } }
    var isFirst = true
    return lines.inLines { line in
      defer { isFirst = false }
      return (isFirst ? move(change) : String(repeating: " ", count: ChangesPrinter.margin)) + line
    } + "\n"
  }

  /// How far a date moved; red for later, green for earlier.
  private func move(_ change: Change) -> String {
    guard change.isMove, let days = change.days, days != 0 else {
      return String(repeating: " ", count: ChangesPrinter.margin)
    }
    let text = Wording.slip(days).rightColumn(ChangesPrinter.margin - 2) + "  "
    return days > 0 ? style.severity(.error, text) : style.added(text)
  }
}

extension Change {
  /// Whether it puts a date earlier or later.
  package var isMove: Bool {
    switch kind {
    case .moved, .overdue, .blurred, .done, .corrected: true
    default: false
    }
  }
}

extension String {
  /// Each line changed alike.
  fileprivate func inLines(_ change: (String) -> String) -> String {
    utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { change(String(Substring($0))) }
      .joined(separator: "\n")
  }
}
