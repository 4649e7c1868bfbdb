package import TapeoutModel
package import TapeoutSchedule

/// Each chip's gates on one line of characters: what happened, what is expected, and where the launch probably falls.
package struct TerminalTimeline {
  /// Columns left of the line, for the chip's name.
  package static let margin = 26
  private static let columns = StatusPrinter.width - margin

  private let plan: Plan
  private let schedule: Schedule
  private let launches: IndexedArray<ChipIndex, LaunchAnswer>
  private let style: TextStyle
  private let first: Day
  private let last: Day

  package init(
    _ plan: Plan, _ schedule: Schedule, _ launches: IndexedArray<ChipIndex, LaunchAnswer>, _ style: TextStyle
  ) {
    self.plan = plan
    self.schedule = schedule
    self.launches = launches
    self.style = style
    let today = schedule.statusDate
    var days = [today, today + 180]
    if let window = plan.program.launchWindow?.value.days { days.append(min(window.upperBound, today + 730)) }
    for chip in plan.chips {
      for index in chip.milestones where plan.milestones[index].isGate {
        if let day = schedule.milestones[index].expected ?? schedule.milestones[index].earliest { days.append(day) }
      }
    }
    days += launches.compactMap(\.p80)
    // The past matters less than what is to come: at most a year of it is drawn.
    let earliest = max(days.min() ?? today, today - 365)
    let (year, month, _) = earliest.civil
    first = Day(year: year, month: month, day: 1) ?? earliest
    last = days.max() ?? today
  }

  private func column(_ day: Day) -> Int? {
    guard day >= first, day <= last else { return nil }
    return (day - first) * (TerminalTimeline.columns - 1) / max(1, last - first)
  }

  /// Years and quarters, where they begin.
  package var axis: String {
    var axis = [Character](repeating: " ", count: TerminalTimeline.columns)
    func write(_ text: String, at place: Int) {
      let end = place + text.count
      guard end <= axis.count, axis[max(0, place - 1)..<end].allSatisfy({ $0 == " " }) else { return }
      axis.replaceSubrange(place..<end, with: text)
    }
    let (firstYear, _, _) = first.civil
    for year in firstYear...last.civil.year {
      for quarter in 1...4 {
        guard let start = PlanDate.quarter(quarter, of: year)?.first else { continue }
        if let place = column(start) { write(quarter == 1 ? "\(year)" : "Q\(quarter)", at: place) }
      }
    }
    if column(first) == 0, axis[0] == " " { write("\(firstYear)", at: 0) }
    return String(axis).trimmingEnd
  }

  package func line(_ chip: ChipIndex) -> String {
    var cells = [(text: String, health: Health?)](repeating: (" ", nil), count: TerminalTimeline.columns)
    let gates = plan.chips[chip].milestones.filter { plan.milestones[$0].isGate || $0 == plan.chips[chip].launch }
      .filter { schedule.milestones[$0].health != .dropped }
    let places = gates.compactMap { place($0).flatMap(column) }
    let today = column(schedule.statusDate) ?? 0
    let end = places.max() ?? TerminalTimeline.columns - 1
    for place in (places.min() ?? today)...max(end, places.min() ?? today) {
      cells[place].text = place < today ? "─" : "┄"
    }
    if let p50 = launches[chip].p50, let p80 = launches[chip].p80, let from = column(min(p50, last)),
      let to = column(min(p80, last)), from <= to
    {
      for place in from...to { cells[place].text = "▒" }
    }
    cells[today].text = "│"
    // The worst mark wins where two gates share a column.
    for gate in gates {
      guard let place = place(gate).flatMap(column) else { continue }
      let health = schedule.milestones[gate].health
      if let other = cells[place].health, other >= health { continue }
      cells[place] = (health.mark, health)
    }
    return cells.map { cell in cell.health.map { style.health($0, cell.text) } ?? cell.text }.joined().trimmingEnd
  }

  /// Where a gate stands: at its date, else at the day before which it cannot happen.
  private func place(_ gate: MilestoneIndex) -> Day? {
    schedule.milestones[gate].expected ?? schedule.milestones[gate].earliest
  }

  package var key: String {
    let marks = [Health.done, .onTrack, .planned, .atRisk, .late, .blocked].map { "\($0.mark) \($0.word)" }
    return (marks.joined(separator: "  ") + "  │ today  ▒ P50–P80").column(StatusPrinter.width).trimmingEnd
  }
}
