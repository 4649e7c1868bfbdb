import TapeoutHistory
package import TapeoutModel
package import TapeoutSchedule
import TapeoutWording

/// The newest report as a mail: how the program stands, what somebody wrote of it, what changed, and what comes next.
package struct ReportMail {
  private let plan: Plan
  private let schedule: Schedule
  private let launches: IndexedArray<ChipIndex, LaunchAnswer>
  private let report: ReportIndex
  /// The text of the report as Markdown, and as the HTML of its page.
  private let body: (text: String, html: [UInt8])
  /// What changed since the report before; nil where nothing is known of an earlier one.
  private let changes: ChangesReport?
  /// The address of the report’s page; nil where the site’s is not known.
  private let page: String?
  private static let mostGates = 8

  package init(
    plan: Plan, schedule: Schedule, launches: IndexedArray<ChipIndex, LaunchAnswer>, report: ReportIndex,
    body: (text: String, html: [UInt8]), changes: ChangesReport?, page: String?
  ) {
    (self.plan, self.schedule, self.launches) = (plan, schedule, launches)
    (self.report, self.body, self.changes, self.page) = (report, body, changes, page)
  }

  /// `Silicon program, report 3 (2026-06-12): Masks ordered`
  package var subject: String {
    let title = plan.reports[report].title?.value
    return "\(program), report \(report.number) (\(plan.reports[report].day))" + (title.map { ": \($0)" } ?? "")
  }

  private var program: String { plan.program.title?.value ?? "Program" }

  private var sentences: [String] {
    let said = Wording.program(launches)
    let blocked = plan.milestones.indices.count { schedule.milestones[$0].health == .blocked }
    let late = plan.milestones.indices.count { schedule.milestones[$0].health == .late }
    return [said.headline.text] + said.rest.map(\.text)
      + [Wording.trouble(blocked: blocked, late: late)?.text].compactMap(\.self)
  }

  // MARK: Parts

  private var chipRows: [[String]] {
    plan.chips.indices.map { chip in
      let answer = launches[chip]
      return [
        plan.chips[chip].displayTitle, schedule.chips[chip].health.word, Wording.date(answer).text,
        answer.slip.map { Wording.slip($0) } ?? "–", answer.p80.map { "\($0)" } ?? "–",
        answer.chance.map { Wording.share($0) } ?? "–",
      ]
    }
  }

  private static let chipHead = ["Chip", "State", "Launch", "Slip", "P80", "Chance"]

  /// The next gates, by their dates.
  private var gates: [MilestoneIndex] {
    let open = plan.milestones.indices.filter {
      plan.milestones[$0].isGate && !plan.milestones[$0].isDone && schedule.milestones[$0].health != .dropped
        && schedule.milestones[$0].expected != nil
    }
    let sorted = open.sorted {
      (schedule.milestones[$0].expected ?? schedule.statusDate, $0)
        < (schedule.milestones[$1].expected ?? schedule.statusDate, $1)
    }
    return Array(sorted.prefix(ReportMail.mostGates))
  }

  private static let gateHead = ["Date", "Gate", "Chip", "State", "Owner"]

  private func row(_ gate: MilestoneIndex) -> [String] {
    [
      schedule.date(of: gate, in: plan).map { "\($0)" } ?? "–", plan.milestones[gate].displayTitle,
      plan.chips[plan.milestones[gate].chip].displayTitle, schedule.milestones[gate].health.word,
      plan.milestones[gate].owner?.value ?? "–",
    ]
  }

  private static let changeHead = ["Milestone", "Before", "Now", "Move", "Why"]

  private func row(_ change: Change) -> [String] {
    [
      "\(change.chipTitle), \(change.title)", change.old.map { "\($0)" } ?? "TBD", change.nowInTable,
      change.days.map(Wording.slip) ?? "–", change.whyInTable.joined(separator: "; "),
    ]
  }

  /// What reports ask for and nobody has decided, by day; none where the text of this report lists it.
  private var wanted: [Decision] {
    guard !tells("Decisions wanted") else { return [] }
    let last = Day.supported.upperBound
    return plan.decisions.filter { $0.isWanted && plan.reports[$0.asked].day <= plan.reports[report].day }
      .sorted { ($0.due?.last ?? last, $0.text) < ($1.due?.last ?? last, $1.text) }
  }

  private static let wantedHead = ["By", "Decision wanted", "Of"]

  private func row(_ decision: Decision) -> [String] {
    [decision.due.map { "\($0)" } ?? "–", decision.text, decision.owner ?? "–"]
  }

  /// Whether the text of the report has a section of its own for something, as a draft of `tapeout report` does.
  private func tells(_ heading: String) -> Bool {
    body.text.utf8.split(separator: 0x0A).contains { line in
      line.first == UInt8(ascii: "#")
        && line.drop { $0 == UInt8(ascii: "#") || $0 == 0x20 }.starts(with: heading.utf8)
    }
  }

  // MARK: The mail

  package var html: String {
    var html = MailHTML()
    html.paragraph("\(program) · report \(report.number) · \(plan.reports[report].day)")
    html.paragraph(sentences.first ?? "", isLarge: true)
    if sentences.count > 1 { html.paragraph(sentences.dropFirst().joined(separator: " ")) }
    if !plan.chips.isEmpty {
      html.table(ReportMail.chipHead, chipRows, marks: plan.chips.indices.map { schedule.chips[$0].health })
    }
    if let title = plan.reports[report].title?.value { html.heading(title) }
    if !body.html.isEmpty { html.append(page: body.html) }
    let wanted = wanted
    if !wanted.isEmpty {
      html.heading("Decisions wanted")
      html.table(ReportMail.wantedHead, wanted.map(row))
    }
    if let changes, !tells("Changed since") {
      html.heading("Changed since \(changes.old.words)")
      let folded = changes.changes.folded
      let moves = folded.filter(\.isRowInTable)
      if !moves.isEmpty { html.table(ReportMail.changeHead, moves.map(row)) }
      let others = folded.filter { !$0.isRowInTable }.map { "\($0.sentence)." }
      if !others.isEmpty { html.list(others) }
      if folded.isEmpty { html.paragraph("Nothing changed.") }
      for note in changes.notesInWords { html.paragraph(note) }
    }
    let gates = gates
    if !gates.isEmpty {
      html.heading("Next gates")
      html.table(ReportMail.gateHead, gates.map(row), marks: gates.map { schedule.milestones[$0].health })
    }
    if let page { html.link("The report with everything that it names", to: page) }
    return html.document(title: subject)
  }

  package var text: String {
    var parts = [
      "\(program) · report \(report.number) · \(plan.reports[report].day)", sentences.joined(separator: " "),
    ]
    if !plan.chips.isEmpty { parts.append(ReportMail.columns(ReportMail.chipHead, chipRows)) }
    if let title = plan.reports[report].title?.value { parts.append(ReportMail.underlined(title)) }
    if !body.text.isEmpty { parts.append(body.text.withoutRelativeLinks) }
    let wanted = wanted
    if !wanted.isEmpty {
      let lines = wanted.map { decision in
        "- " + (decision.due.map { "by \($0): " } ?? "") + decision.text + (decision.owner.map { " (\($0))" } ?? "")
      }
      parts += [ReportMail.underlined("Decisions wanted"), lines.joined(separator: "\n")]
    }
    if let changes, !tells("Changed since") {
      parts.append(ReportMail.underlined("Changed since \(changes.old.words)"))
      let folded = changes.changes.folded
      parts.append(
        folded.isEmpty ? "Nothing changed." : folded.map { "- \($0.sentence)." }.joined(separator: "\n"))
      parts += changes.notesInWords
    }
    let gates = gates
    if !gates.isEmpty {
      parts += [ReportMail.underlined("Next gates"), ReportMail.columns(ReportMail.gateHead, gates.map(row))]
    }
    if let page { parts.append(page) }
    return parts.map(\.printedLines).joined(separator: "\n\n") + "\n"
  }

  private static func underlined(_ heading: String) -> String {
    heading + "\n" + String(repeating: "-", count: min(max(heading.displayWidth, 3), 70))
  }

  private static func columns(_ head: [String], _ rows: [[String]]) -> String {
    let all = [head] + rows.map { $0.map(\.printable) }
    let widths = head.indices.map { column in min(all.map { $0[column].displayWidth }.max() ?? 0, 40) }
    return all.map { row in
      let cells = zip(row, widths).map { $0.column($1) }.joined(separator: "  ").utf8
      let end = cells.lastIndex { $0 != 0x20 }.map { cells.index(after: $0) } ?? cells.startIndex
      return String(decoding: cells[..<end], as: UTF8.self)
    }.joined(separator: "\n")
  }
}

extension String {
  /// Markdown without the addresses that lead somewhere only from the file: their words stay.
  fileprivate var withoutRelativeLinks: String {
    let bytes = Array(utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "["),
        let close = bytes[place...].prefix(500).firstIndex(of: UInt8(ascii: "]")), close + 1 < bytes.count,
        bytes[close + 1] == UInt8(ascii: "("),
        let end = bytes[close...].prefix(500).firstIndex(of: UInt8(ascii: ")"))
      else {
        result.append(bytes[place])
        place += 1
        continue
      }
      let address = bytes[(close + 2)..<end]
      let isWhole = ["http://", "https://", "mailto:"].contains { address.starts(with: $0.utf8) }
      result += isWhole ? bytes[place...end] : bytes[(place + 1)..<close]
      place = end + 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Printable, with its line ends.
  fileprivate var printedLines: String {
    utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self).printable
    }.joined(separator: "\n")
  }
}
