package import TapeoutModel
import TapeoutWording

/// Baselines that a decision replaces, one a line, and what it leaves alone; and a message for its commit.
package struct BaselinePrinter {
  package struct Row: Sendable {
    let name: String
    let old: StatedDate?
    let new: PlanDate

    package init(name: String, old: StatedDate?, new: PlanDate) {
      self.name = name
      self.old = old
      self.new = new
    }

    fileprivate var move: String {
      guard let old = old?.date else { return "–" }
      return Wording.slip(new.last - old.last)
    }
  }

  private let rows: [Row]
  /// Names with the reason why they are left as they are, such as “done”.
  private let omissions: [(why: String, names: [String])]

  private static let nameWidth = 34
  /// Git's own limit for the first line of a message.
  private static let subjectWidth = 72

  package init(_ rows: [Row], omissions: [(why: String, names: [String])]) {
    self.rows = rows
    self.omissions = omissions
  }

  package func printed() -> String {
    var lines = [line("baselines", ["before", "after", "move"])]
    lines += rows.map { line("  \($0.name)", [$0.old?.description ?? "–", $0.new.description, $0.move]) }
    return lines.joined(separator: "\n") + "\n" + left
  }

  /// What is left as it is, and why, each in a line.
  package var left: String {
    omissions.map { why, names in
      "Left as it is, \(why): \(Wording.list(names, conjunction: "and")).".printable.wrapped(80) + "\n"
    }.joined()
  }

  /// - Parameters:
  ///   - names: of what was re-baselined.
  ///   - decision: who decided it and when, as a sentence.
  package func commitMessage(for names: [String], because reason: String, decision: String) -> String {
    let whole = "Re-baseline \(Wording.list(names, conjunction: "and")): \(reason)"
    let subject = Wording.cut(whole, BaselinePrinter.subjectWidth)
    // What the first line has no room for stands in full below it.
    let why = subject == whole ? [] : [reason, ""]
    let body = rows.map { row in
      "- \(row.name): \(row.old?.description ?? "no baseline") -> \(row.new)"
    }
    return ([subject, ""] + why + [decision, ""] + body).map(\.printable).joined(separator: "\n") + "\n"
  }

  private func line(_ name: String, _ cells: [String]) -> String {
    let columns = cells.map { $0.printable.rightColumn(max(12, $0.displayWidth)) }
    return (name.printable.column(BaselinePrinter.nameWidth) + columns.joined(separator: " ")).trimmingEnd
  }
}
