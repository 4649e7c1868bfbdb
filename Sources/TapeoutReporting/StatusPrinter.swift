package import TapeoutForecast
package import TapeoutModel
package import TapeoutSchedule

/// The whole program on one terminal page of 80 columns: chips, their gates on one line each, what comes next.
package struct StatusPrinter {
  private let plan: Plan
  private let schedule: Schedule
  private let forecast: Forecast
  private let counts: SeverityCounts
  private let style: TextStyle

  package static let width = 80
  /// How far ahead the next gates are looked for, in days.
  private static let horizon = 42

  package init(_ plan: Plan, _ schedule: Schedule, _ forecast: Forecast, _ counts: SeverityCounts, _ style: TextStyle) {
    self.plan = plan
    self.schedule = schedule
    self.forecast = forecast
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

  /// The answer first: which launches meet the window at even odds, which miss it by how much, what is blocked.
  private var lede: String {
    var sentences: [String] = []
    if let window = plan.program.launchWindow?.value {
      let launching = plan.chips.indices.filter { p50($0) != nil }
      let inside = launching.filter { window.days.contains(p50($0) ?? schedule.statusDate) }.map(title)
      if !inside.isEmpty {
        sentences.append(
          "\(listed(inside)) \(inside.count == 1 ? "launches" : "launch") inside \(window) at even odds.")
      }
      for chip in launching {
        guard let day = p50(chip), day > window.days.upperBound else { continue }
        sentences.append("\(title(chip)) misses it by \(span(day - window.days.upperBound).dropFirst()).")
      }
      if let all = forecast.chanceAllInWindow, launching.count > 1 {
        sentences.append("All of them make it in \(percent(all)) of the samples.")
      }
    }
    let undated = plan.chips.indices.filter { plan.chips[$0].launch != nil && p50($0) == nil }.map(title)
    if !undated.isEmpty {
      sentences.append("\(listed(undated)) \(undated.count == 1 ? "has" : "have") no launch date.")
    }
    let blocked = plan.milestones.indices.count { schedule.milestones[$0].health == .blocked }
    if blocked > 0 { sentences.append("\(counted(blocked, "milestone")) \(blocked == 1 ? "is" : "are") blocked.") }
    return sentences.joined(separator: " ")
  }

  private func title(_ chip: Int) -> String { plan.chips[chip].displayTitle.printable }

  private func p50(_ chip: Int) -> Day? {
    plan.chips[chip].launch.flatMap { forecast.milestones[$0]?.p50 }
  }

  private func listed(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }

  // MARK: Chips

  private var timelines: String {
    let timeline = TerminalTimeline(plan, schedule, forecast, style)
    var lines = [String(repeating: " ", count: TerminalTimeline.margin) + timeline.axis]
    for chip in plan.chips.indices {
      let health = schedule.chips[chip].health
      let name = "\(health.mark) \(title(chip))".column(TerminalTimeline.margin - 1) + " "
      lines.append(style.health(health, name) + timeline.line(chip))
      lines.append("  " + figures(chip))
    }
    lines.append(timeline.key)
    lines.append("+2 w  slip against the baseline   68 %  chance of a launch inside the window")
    return lines.joined(separator: "\n")
  }

  private func figures(_ chip: Int) -> String {
    var figures = [schedule.chips[chip].health.word]
    guard let launch = plan.chips[chip].launch else {
      return (figures + ["no launch milestone"]).joined(separator: " · ")
    }
    let scheduled = schedule.milestones[launch]
    figures.append("launch \(scheduled.expected.text)")
    if let slip = scheduled.slipDays { figures.append(slip == 0 ? "±0 w" : span(slip)) }
    if let outcome = forecast.milestones[launch], !plan.milestones[launch].isDone {
      figures.append("P50 \(outcome.p50)")
      figures.append("P80 \(outcome.p80)")
      if let chance = forecast.chanceInWindow[chip] { figures.append(percent(chance)) }
    }
    return figures.joined(separator: " · ")
  }

  // MARK: Next

  private var nextGates: String {
    let rows = plan.milestones.indices.filter(isNext).sorted { day($0) < day($1) }
    guard !rows.isEmpty else { return "Nothing is due in the next six weeks." }
    let lines = rows.map { index -> String in
      let scheduled = schedule.milestones[index]
      let name = "\(title(plan.milestones[index].chip)): \(plan.milestones[index].displayTitle.printable)"
      let slip = (scheduled.slipDays.map(span) ?? "–").rightColumn(6)
      let health = "\(scheduled.health.mark) \(scheduled.health.word)".column(10)
      return
        "\(scheduled.expected.text.column(10))\(slip)  \(style.health(scheduled.health, health))  "
        + name.column(50).trimmingEnd
    }
    return style.bold("Due within six weeks, and what is blocked") + "\n" + lines.joined(separator: "\n")
  }

  private func isNext(_ index: Int) -> Bool {
    switch schedule.milestones[index].health {
    case .done, .dropped: return false
    case .blocked: return true
    default:
      return schedule.milestones[index].expected.map { $0 - schedule.statusDate <= StatusPrinter.horizon } ?? false
    }
  }

  /// Undated ones come last.
  private func day(_ index: Int) -> Day { schedule.milestones[index].expected ?? Day.supported.upperBound }
}
