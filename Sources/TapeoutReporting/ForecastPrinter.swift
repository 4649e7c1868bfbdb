package import TapeoutForecast
package import TapeoutModel
package import TapeoutSchedule

/// Launches and their chances as tables: of all chips, of one chip in full, or before and after a supposition.
package struct ForecastPrinter {
  private let plan: Plan
  private let schedule: Schedule
  private let forecast: Forecast
  private let style: TextStyle

  private static let nameWidth = 28
  private static let bars = 10
  private static let barWidth = 24

  package init(plan: Plan, schedule: Schedule, forecast: Forecast, style: TextStyle) {
    self.plan = plan
    self.schedule = schedule
    self.forecast = forecast
    self.style = style
  }

  package var heading: String {
    let samples = grouped(forecast.samples)
    return style.bold("Forecast from \(schedule.statusDate)") + ", \(samples) samples, seed \(forecast.seed)\n"
  }

  // MARK: All chips

  package func launches() -> String {
    var lines = [row("launch", ["expected", "P10", "P50", "P80", "in window"])]
    for chip in plan.chips.indices {
      guard let launch = plan.chips[chip].launch else {
        lines.append(row(title(chip), ["no launch milestone"]))
        continue
      }
      let outcome = forecast.milestones[launch]
      lines.append(
        row(
          title(chip),
          [
            schedule.milestones[launch].expected.text, (outcome?.p10).text, (outcome?.p50).text, (outcome?.p80).text,
            percent(forecast.chanceInWindow[chip]),
          ]))
    }
    if plan.chips.count > 1 {
      lines.append(row("all inside the window", ["", "", "", "", percent(forecast.chanceAllInWindow)]))
    }
    return lines.joined(separator: "\n") + "\n" + explanation
  }

  private var explanation: String {
    "\nP10, P50, P80: the first day by which one, five, eight samples in ten have launched.\n"
  }

  // MARK: One chip

  package func milestones(of chip: Int) -> String {
    var lines = [row(title(chip), ["expected", "P50", "P80", "P90", "critical"])]
    let open = plan.chips[chip].milestones.filter { !plan.milestones[$0].isDone && !plan.milestones[$0].isDropped }
    let dated = open.sorted { day($0) < day($1) }
    for index in dated {
      let outcome = forecast.milestones[index]
      lines.append(
        row(
          plan.milestones[index].id.milestone,
          [
            schedule.milestones[index].expected.text, (outcome?.p50).text, (outcome?.p80).text, (outcome?.p90).text,
            percent(outcome?.criticality),
          ]))
    }
    if open.isEmpty { lines.append("Everything is done or dropped.") }
    if let chance = forecast.chanceInWindow[chip] {
      lines.append(row("launch in window", ["", "", "", "", percent(chance)]))
    }
    return lines.joined(separator: "\n") + "\n\ncritical: the share of samples in which it drives the launch.\n"
  }

  package func tornado(_ tornado: Tornado) -> String {
    guard let widest = tornado.bars.first?.swing else { return "" }
    var lines = [style.bold("What moves the launch’s P80 most")]
    for bar in tornado.bars.prefix(ForecastPrinter.bars) {
      let length = max(1, bar.swing * ForecastPrinter.barWidth / widest)
      let drawn = String(repeating: "█", count: length).column(ForecastPrinter.barWidth)
      lines.append("\(drawn) \("\(bar.swing) d".rightColumn(5))  \(name(bar.subject))")
    }
    let rest = tornado.bars.count - ForecastPrinter.bars
    if rest > 0 { lines.append("and \(counted(rest, "smaller one"))") }
    lines.append("\nThe P80 when it goes badly less the P80 when it goes well, in the same samples.")
    return lines.joined(separator: "\n") + "\n"
  }

  private func name(_ subject: Tornado.Subject) -> String {
    switch subject {
    case .risk(let index):
      let chance = plan.risks[index].probability.map { " (\(percent($0.value)))" } ?? ""
      return "risk: \(plan.risks[index].displayTitle.printable)\(chance)"
    case .duration(let place):
      let edge = schedule.graph.edges[place]
      let milestone = plan.milestones[Int(edge.to)]
      let dependency = milestone.dependencies[Int(edge.dependency)]
      let names = "\(plan.milestones[Int(edge.from)].id) to \(milestone.id)".printable
      return "\(names): \(dependency.duration?.description ?? "")"
    }
  }

  // MARK: Before and after

  /// - Parameter before: the same plan without the suppositions.
  package func comparison(with before: ForecastPrinter, only: Int?) -> String {
    var blocks: [String] = []
    for chip in plan.chips.indices where only == nil || only == chip {
      guard let launch = plan.chips[chip].launch else { continue }
      var lines = [row(title(chip), ["before", "after", "move"])]
      let (old, new) = (before.forecast.milestones[launch], forecast.milestones[launch])
      lines.append(
        move("  expected", before.schedule.milestones[launch].expected, schedule.milestones[launch].expected))
      lines.append(move("  P50", old?.p50, new?.p50))
      lines.append(move("  P80", old?.p80, new?.p80))
      let chances = [before.forecast.chanceInWindow[chip], forecast.chanceInWindow[chip]].map(percent)
      lines.append(row("  in window", chances))
      blocks.append(lines.joined(separator: "\n"))
    }
    let all = [before.forecast.chanceAllInWindow, forecast.chanceAllInWindow].map(percent)
    if blocks.count > 1 { blocks.append(row("all inside the window", all)) }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func move(_ name: String, _ before: Day?, _ after: Day?) -> String {
    let moved = before.flatMap { before in after.map { span($0 - before) } } ?? "–"
    return row(name, [before.text, after.text, moved])
  }

  // MARK: Cells

  private func row(_ name: String, _ cells: [String]) -> String {
    let columns = cells.map { $0.rightColumn(max(10, $0.displayWidth)) }
    return ("\(name.printable.column(ForecastPrinter.nameWidth))" + columns.joined(separator: " ")).trimmingEnd
  }

  private func title(_ chip: Int) -> String { plan.chips[chip].displayTitle }
  private func day(_ index: Int) -> Day { schedule.milestones[index].expected ?? Day.supported.upperBound }

  private func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return String(digits)
  }
}
