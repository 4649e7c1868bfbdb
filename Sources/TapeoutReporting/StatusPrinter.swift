package import TapeoutModel
package import TapeoutSchedule
import TapeoutWording

/// The whole program on one terminal page of 80 columns: chips, their gates on one line each, what comes next.
package struct StatusPrinter {
  let plan: Plan
  let schedule: Schedule
  let launches: IndexedArray<ChipIndex, LaunchAnswer>
  let counts: SeverityCounts
  private let style: TextStyle

  package static let width = 80
  /// How far ahead the next gates are looked for, in days.
  static let horizon = 42

  package init(
    plan: Plan, schedule: Schedule, launches: IndexedArray<ChipIndex, LaunchAnswer>, counts: SeverityCounts,
    style: TextStyle
  ) {
    self.plan = plan
    self.schedule = schedule
    self.launches = launches
    self.counts = counts
    self.style = style
  }

  package func printed() -> String {
    var parts = [head]
    if plan.chips.isEmpty {
      parts.append("No chips yet. Add Content/chips/NAME/chip.md.")
    } else {
      parts += [timelines, nextGates]
    }
    if let wanted { parts.append(wanted) }
    parts.append("\(counts)\(counts.total == 0 ? "" : ": tapeout check shows them")")
    return parts.joined(separator: "\n\n") + "\n"
  }

  // MARK: Head

  private var head: String {
    let title = (plan.program.title?.value ?? "Program").printable
    let report = plan.reports.isEmpty ? "" : " · report \(plan.reports.count)"
    let day = "as of \(schedule.statusDate)\(report)"
    let line = title.column(StatusPrinter.width - day.displayWidth - 2) + "  " + day
    return style.bold(line) + "\n" + lede.wrapped(StatusPrinter.width)
  }

  /// The answer first, in the words of the portfolio page.
  private var lede: String { sentences.joined().text.printable }

  var sentences: [Phrase] {
    let said = Wording.program(launches)
    let blocked = plan.milestones.indices.count { schedule.milestones[$0].health == .blocked }
    let late = plan.milestones.indices.count { schedule.milestones[$0].health == .late }
    return [said.headline] + said.rest + [Wording.trouble(blocked: blocked, late: late)].compactMap { $0 }
  }

  /// What is due within six weeks, and what is blocked, reviews and waivers included.
  var due: DueReport { DueReport(plan, schedule, within: StatusPrinter.horizon) }

  private func title(_ chip: ChipIndex) -> String { plan.chips[chip].displayTitle.printable }

  // MARK: Chips

  private var timelines: String {
    let timeline = TerminalTimeline(plan, schedule, launches, style)
    var lines = [String(repeating: " ", count: TerminalTimeline.margin) + timeline.axis]
    for chip in plan.chips.indices {
      let health = schedule.chips[chip].health
      let name = "\(health.mark) \(title(chip))".column(TerminalTimeline.margin - 1) + " "
      lines.append(style.health(health, name) + timeline.line(chip))
      lines.append(figures(chip))
    }
    lines.append(timeline.key)
    lines.append("+14 d  slip against the baseline   68 %  chance of a launch inside the window")
    if launches.contains(where: { $0.bound != nil && $0.planned != nil }) {
      lines.append("≥ ≤  bounds: the date of something that leads to the launch has passed")
    }
    return lines.joined(separator: "\n")
  }

  private func figures(_ chip: ChipIndex) -> String {
    let figures = ([schedule.chips[chip].health.word] + Wording.line(launches[chip])).joined(separator: " · ")
    return "  "
      + figures.wrapped(StatusPrinter.width - 2).utf8.split(separator: 0x0A).map { String(Substring($0)) }
      .joined(separator: "\n  ")
  }

  // MARK: Next

  private var nextGates: String {
    // Sorting is stable: on equal days those of one chip keep the order in which they are read.
    let rows = plan.chips.flatMap { schedule.readingOrder(of: $0.milestones, in: plan) }
      .filter { DueReport.isDue($0, schedule, within: StatusPrinter.horizon) }
      .sorted { day($0) < day($1) }
    guard !rows.isEmpty else { return "Nothing is due in the next six weeks." }
    let lines = rows.map { index -> String in
      let scheduled = schedule.milestones[index]
      let name = "\(title(plan.milestones[index].chip)): \(plan.milestones[index].displayTitle.printable)"
      let slip = (scheduled.slipDays.map(Wording.slip) ?? "–").rightColumn(6)
      let word = scheduled.isOverdue ? "overdue" : scheduled.health.word
      let health = "\(scheduled.health.mark) \(word)".column(10)
      let date = schedule.passedDate(of: index, in: plan) ?? schedule.date(of: index, in: plan)
      return
        "\(Wording.date(date).column(10))\(slip)  \(style.health(scheduled.health, health))  "
        + name.column(50).trimmingEnd
    }
    return style.bold("Due within six weeks, and what is blocked") + "\n" + lines.joined(separator: "\n")
  }

  /// The decisions that reports ask for, by day; nil without any.
  private var wanted: String? {
    let decisions = due.items.filter { $0.kind == .decision }
    let later = plan.decisions.count(where: \.isWanted) - decisions.count
    guard !decisions.isEmpty || later > 0 else { return nil }
    let margin = String(repeating: " ", count: 18)
    var lines = decisions.flatMap { item -> [String] in
      let word = "\(item.mark) \(item.word)".column(10)
      let text = [item.title, item.owner].compactMap { $0?.printable }.joined(separator: " · ")
      let wrapped = text.wrapped(StatusPrinter.width - 22).utf8.split(separator: 0x0A).map { String(Substring($0)) }
      let head = "\(item.date.map { Wording.date($0) } ?? "no day")".column(10)
      return wrapped.enumerated().map { $0 == 0 ? "\(head)  \(word)\($1)" : margin + "    " + $1 }
    }
    if later > 0 { lines.append("\(Wording.counted(later, "more decision")) after that.") }
    return style.bold("Decisions wanted") + "\n" + lines.joined(separator: "\n")
  }

  /// Undated ones come last.
  private func day(_ index: MilestoneIndex) -> Day { schedule.milestones[index].expected ?? Day.supported.upperBound }
}
