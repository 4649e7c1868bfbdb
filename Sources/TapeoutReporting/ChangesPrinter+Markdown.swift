import TapeoutHistory
import TapeoutModel
import TapeoutWording

/// Prints changes as Markdown: for an e-mail, and as the draft of a report. Dates that moved stand in a table, everything
/// else in a list; consequences are folded.
package struct ChangesMarkdownPrinter {
  private let report: ChangesReport

  package init(_ report: ChangesReport) {
    self.report = report
  }

  /// - Parameter base: put before links to files below `Content/` (`../` in a report); nil prints no links.
  package func printed(linkingFrom base: String? = nil) -> String {
    var parts = ["## Changed since \(report.old.words.markdown)"]
    let shown = report.changes.folded
    let moves = shown.filter(\.isRowInTable)
    if !moves.isEmpty {
      let rows = moves.map { row($0, base) }
      parts.append(
        (["| Milestone | Before | Now | Move | Why |", "|---|---|---|---|---|"] + rows).joined(separator: "\n"))
    }
    let others = shown.filter { !$0.isRowInTable }.map { "- " + sentence($0, base) }
    if !others.isEmpty { parts.append(others.joined(separator: "\n")) }
    if shown.isEmpty { parts.append("Nothing changed.") }
    parts += report.notesInWords.map(\.markdown)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func row(_ change: Change, _ base: String?) -> String {
    let cells = [
      "\(change.chipTitle.markdown), \(name(change, base))", change.old.map { "\($0)" } ?? "TBD", change.nowInTable,
      change.days.map(Wording.slip) ?? "–", change.whyInTable.map(\.markdown).joined(separator: "; "),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private func sentence(_ change: Change, _ base: String?) -> String {
    var text = name(change, base)
    switch change.subject {
    case .chip: break
    case .milestone: text += " (\(change.chipTitle.markdown))"
    case .risk: text = "Risk " + text + " (\(change.chipTitle.markdown))"
    }
    text += " " + change.predicate.markdown
    if let cause = change.causeTitle { text += ", after \(cause.markdown)" }
    if let following = change.following { text += ", \(following)" }
    if let reason = change.reason {
      text += ": \(reason.markdown)"
    } else if change.needsNewReason {
      text += ", no new reason"
    }
    return text
  }

  /// The title, as a link where there is still a file behind it. In bold otherwise: bare, a title that begins with a
  /// dash or a number would open a list.
  private func name(_ change: Change, _ base: String?) -> String {
    let isGone = change.kind == .removed || change.kind == .riskRemoved
    guard let base, !isGone else { return "**\(change.title.markdown)**" }
    // Ids are lower-case letters, digits and hyphens: safe in a link.
    let path =
      switch change.subject {
      case .milestone(let id): "chips/\(id.chip)/milestones/\(id.milestone).md"
      case .risk(let id): "chips/\(id.chip)/risks/\(id.risk).md"
      case .chip(let id): "chips/\(id)/chip.md"
      }
    return "[\(change.title.markdown)](\(base)\(path))"
  }
}
