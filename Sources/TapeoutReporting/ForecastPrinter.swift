package import TapeoutForecast
package import TapeoutModel
package import TapeoutSchedule
import TapeoutWording

/// Launches and their chances as tables: of all chips, of one chip in full, or before and after a supposition.
package struct ForecastPrinter {
  let plan: Plan
  let schedule: Schedule
  let forecast: Forecast
  private let launches: IndexedArray<ChipIndex, LaunchAnswer>
  let style: TextStyle

  private static let nameWidth = 28
  private static let bars = 10
  private static let barWidth = 24

  /// - Parameter launches: of the same plan and forecast, in the order of the chips.
  package init(
    plan: Plan, schedule: Schedule, forecast: Forecast, launches: IndexedArray<ChipIndex, LaunchAnswer>,
    style: TextStyle
  ) {
    self.plan = plan
    self.schedule = schedule
    self.forecast = forecast
    self.launches = launches
    self.style = style
  }

  package var heading: String {
    let samples = Wording.grouped(forecast.samples)
    return style.bold("Forecast from \(schedule.statusDate)") + ", \(samples) samples, seed \(forecast.seed)\n"
  }

  // MARK: All chips

  package func table() -> String {
    var lines = [row("launch", ["plan", "P10", "P50", "P80", chanceName])]
    for answer in launches {
      guard let launch = answer.launch?.milestone, answer.isOpen || answer.isLaunched else {
        lines.append(row(answer.chipTitle, [Wording.date(answer).text]))
        continue
      }
      let bound = answer.bound == nil ? "" : "≥ "
      func day(_ day: Day?) -> String { day.map { "\(bound)\($0)" } ?? "–" }
      let most = answer.bound != nil && answer.chance.map { $0 > 0 } == true ? "≤ " : ""
      lines.append(
        row(
          answer.chipTitle,
          [
            cell(answer), day(answer.p50 == nil ? nil : forecast.milestones[launch]?.p10), day(answer.p50),
            day(answer.p80), answer.chance.map { most + Wording.share($0) } ?? "–",
          ]))
    }
    if plan.chips.count > 1 {
      lines.append(row("all of them", ["", "", "", "", forecast.chanceAllInWindow.share]))
    }
    let notes = launches.compactMap(note).map { $0.text.printable.wrapped(80) }
    return ([lines.joined(separator: "\n")] + (notes.isEmpty ? [] : [notes.joined(separator: "\n")]))
      .joined(separator: "\n\n") + "\n" + explanation
  }

  /// The plan in a column of ten.
  private func cell(_ answer: LaunchAnswer) -> String {
    switch answer.outlook {
    case .launched(let date), .planned(let date): date.description
    case .overdue: "overdue"
    case .noLaunch, .dropped, .undated: "no date"
    }
  }

  /// Why a launch has no percentiles, or only bounds.
  private func note(_ answer: LaunchAnswer) -> Phrase? {
    switch answer.outlook {
    case .planned:
      answer.bound.map { "\(name: answer.chipTitle): P50 and P80 at the earliest, since \(Wording.passed($0))." }
    case .undated, .overdue: "\(name: answer.chipTitle): \(Wording.headline(answer))"
    case .noLaunch, .dropped, .launched: nil
    }
  }

  private var chanceName: String {
    plan.program.launchWindow.map { "in \(Wording.windowName($0.value))" } ?? "in window"
  }

  private var explanation: String {
    "\nP10, P50, P80: the first day by which one, five, eight samples in ten have launched.\n"
  }

  // MARK: One chip

  package func milestones(of chip: ChipIndex) -> String {
    var lines = [row(title(chip), ["expected", "P50", "P80", "P90", "drives"])]
    let open = schedule.readingOrder(of: plan.chips[chip].milestones, in: plan)
      .filter { !plan.milestones[$0].isDone && !plan.milestones[$0].isDropped }
    for index in open {
      let outcome = forecast.milestones[index]
      lines.append(
        row(
          plan.milestones[index].id.milestone,
          [
            Wording.date(schedule.passedDate(of: index, in: plan) ?? schedule.date(of: index, in: plan)),
            (outcome?.p50).cell, (outcome?.p80).cell, (outcome?.p90).cell,
            (outcome?.criticality).share,
          ]))
    }
    if open.isEmpty { lines.append("Everything is done or dropped.") }
    if let chance = launches[chip].chance {
      lines.append(row("launch \(chanceName)", ["", "", "", "", Wording.share(chance)]))
    }
    let notes = note(launches[chip]).map { "\n\n" + $0.text.printable.wrapped(80) } ?? ""
    return lines.joined(separator: "\n") + notes + "\n\ndrives: the share of samples in which it drives the launch.\n"
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
    if rest > 0 { lines.append("and \(Wording.counted(rest, "smaller one"))") }
    lines.append("\nThe P80 when it goes badly less the P80 when it goes well, in the same samples.")
    return lines.joined(separator: "\n") + "\n"
  }

  private func name(_ subject: Tornado.Subject) -> String {
    switch subject {
    case .risk(let index):
      let chance = plan.risks[index].probability.map { " (\(Wording.probability($0.value)))" } ?? ""
      return "risk: \(plan.risks[index].displayTitle.printable)\(chance)"
    case .duration(let place):
      let edge = schedule.graph.edges[place]
      let milestone = plan.milestones[edge.to]
      let dependency = milestone.dependencies[Int(edge.dependency)]
      let names = "\(plan.milestones[edge.from].id) to \(milestone.id)".printable
      return "\(names): \(dependency.duration?.description ?? "")"
    }
  }

  // MARK: Before and after

  /// - Parameter before: the same plan without the suppositions.
  package func comparison(with before: ForecastPrinter, only: ChipIndex?) -> String {
    var blocks: [String] = []
    for chip in plan.chips.indices where only == nil || only == chip {
      guard let launch = plan.chips[chip].launch else { continue }
      var lines = [row(title(chip), ["before", "after", "move"])]
      let (old, new) = (before.launches[chip], launches[chip])
      lines.append(
        move("  plan", before.schedule.milestones[launch].expected, schedule.milestones[launch].expected))
      lines.append(move("  P50", old.p50, new.p50))
      lines.append(move("  P80", old.p80, new.p80))
      let chances = [before.launches[chip].chance, launches[chip].chance].map(\.share)
      lines.append(row("  \(chanceName)", chances))
      blocks.append(lines.joined(separator: "\n"))
    }
    let all = [before.forecast.chanceAllInWindow, forecast.chanceAllInWindow].map(\.share)
    if blocks.count > 1 { blocks.append(row("all of them \(chanceName)", all)) }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The milestones that have another date than before, by date.
  package func moves(since before: ForecastPrinter) -> String {
    EditPrinter(
      before: .init(plan: before.plan, schedule: before.schedule, launches: before.launches),
      after: .init(plan: plan, schedule: schedule, launches: launches)
    ).moves
  }

  private func move(_ name: String, _ before: Day?, _ after: Day?) -> String {
    let moved = before.flatMap { before in after.map { Wording.slip($0 - before) } } ?? "–"
    return row(name, [before.text, after.text, moved])
  }

  // MARK: Cells

  func row(_ name: String, _ cells: [String]) -> String {
    let columns = cells.map { $0.rightColumn(max(10, $0.displayWidth)) }
    return ("\(name.printable.column(ForecastPrinter.nameWidth))" + columns.joined(separator: " ")).trimmingEnd
  }

  private func title(_ chip: ChipIndex) -> String { plan.chips[chip].displayTitle }
}
