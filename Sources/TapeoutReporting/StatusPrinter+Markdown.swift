import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// How the program stands, as Markdown for an e-mail or a chat: the answer, a table of chips, and what is due.
extension StatusPrinter {
  package func printedAsMarkdown() -> String {
    let title = (plan.program.title?.value ?? "Program").markdown
    let report = plan.reports.isEmpty ? "" : ", report \(plan.reports.count)"
    var parts = ["## \(title), as of \(schedule.statusDate)\(report)", sentences.joined().text.markdown]
    if !plan.chips.isEmpty {
      let window = plan.program.launchWindow.map { "In \(Wording.windowName($0.value))" } ?? "In the window"
      let head = ["| Chip | State | Launch | Slip | P50 | P80 | \(window) |", "|---|---|---|---|---|---|---|"]
      parts.append((head + plan.chips.indices.map(row)).joined(separator: "\n"))
    }
    parts.append("### Due until \(due.to), and what is blocked")
    // It ends its last line itself.
    let table = DueMarkdownPrinter.table(due.items)
    return parts.joined(separator: "\n\n") + "\n\n" + table + "\n\(counts)\n"
  }

  private func row(_ chip: ChipIndex) -> String {
    let answer = launches[chip]
    let bound = answer.bound == nil ? "" : "≥ "
    let most = answer.bound != nil && answer.chance.map { $0 > 0 } == true ? "≤ " : ""
    func day(_ day: Day?) -> String { day.map { "\(bound)\($0)" } ?? "–" }
    let chance = answer.chance.map { most + Wording.share($0) } ?? "–"
    let cells: [String] = [
      plan.chips[chip].displayTitle.markdown, schedule.chips[chip].health.word, Wording.date(answer).text.markdown,
      answer.slip.map { Wording.slip($0) } ?? "–", day(answer.p50), day(answer.p80), chance,
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
