import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutWording

extension PlanWorkbook {
  private typealias Cell = WorkbookSheet.Cell
  private typealias Column = WorkbookSheet.Column

  private static func text(_ text: String?) -> Cell { text.map { $0.isEmpty ? .empty : .text($0) } ?? .empty }
  private static func day(_ day: Day?) -> Cell { day.map { .day($0) } ?? .empty }
  private static func number(_ number: Int?) -> Cell { number.map { .number($0) } ?? .empty }

  /// A date as a date, and beside it how precisely it is known: the last day of what is stated, and `2026-Q3`.
  private static func date(_ date: PlanDate?) -> [Cell] {
    guard let date else { return [.empty, .empty] }
    return [.day(date.last), .text(date.precision == .day ? "day" : date.description)]
  }

  private static func date(_ date: StatedDate?) -> [Cell] {
    if let date, date.date == nil { return [.empty, .text("TBD")] }
    return self.date(date?.date)
  }

  // MARK: Portfolio

  static func portfolio(_ content: ExportContent) -> WorkbookSheet {
    var sheet = WorkbookSheet(
      "Portfolio",
      [
        Column(name: "Chip", width: 28), Column(name: "Kind", width: 11), Column(name: "Health", width: 10),
        Column(name: "Launch", width: 12), Column(name: "Known to", width: 10), Column(name: "Baseline", width: 12),
        Column(name: "Baseline known to", width: 10), Column(name: "Slip (days)", width: 9),
        Column(name: "P50", width: 12), Column(name: "P80", width: 12),
        Column(name: "Chance in window", width: 10), Column(name: "Needed by", width: 12),
        Column(name: "Launch answer", width: 70, isWrapped: true), Column(name: "Next gate", width: 28),
        Column(name: "Gate date", width: 12), Column(name: "Open risks", width: 8),
        Column(name: "Milestones done", width: 10), Column(name: "of", width: 6), Column(name: "Page", width: 40),
      ])
    let plan = content.plan
    for chip in plan.chips.indices {
      let answer = content.launches[chip]
      let gate = content.order[chip].first { plan.milestones[$0].isGate && isOpen($0, content) }
      let cells: [Cell] =
        [
          .text(plan.chips[chip].displayTitle), text(plan.chips[chip].kind?.value.rawValue),
          .health(content.schedule.chips[chip].health),
        ] + date(answer.date) + date(answer.baseline) + [
          number(answer.slip), day(answer.p50), day(answer.p80),
          answer.chance.map { .share($0) } ?? .empty, day(answer.needBy?.last),
          .text(([Wording.headline(answer)] + Wording.details(answer)).joined().text),
          text(gate.map { plan.milestones[$0].displayTitle }), day(gate.flatMap { content.date($0)?.last }),
          .number(plan.risks.count { $0.chip == chip && $0.isOpen }),
          .number(plan.chips[chip].milestones.count { plan.milestones[$0].isDone }),
          .number(plan.chips[chip].milestones.count),
          text(content.addresses.absolute(content.addresses.chip(chip))),
        ]
      sheet.add(cells)
    }
    return sheet
  }

  private static func isOpen(_ milestone: MilestoneIndex, _ content: ExportContent) -> Bool {
    !content.plan.milestones[milestone].isDone && content.schedule.milestones[milestone].health != .dropped
  }

  // MARK: Milestones

  static func milestones(_ content: ExportContent) -> WorkbookSheet {
    var sheet = WorkbookSheet(
      "Milestones",
      [
        Column(name: "Chip", width: 20), Column(name: "Id", width: 28), Column(name: "Milestone", width: 32),
        Column(name: "Health", width: 10), Column(name: "Date", width: 12), Column(name: "Known to", width: 10),
        Column(name: "Baseline", width: 12), Column(name: "Baseline known to", width: 10),
        Column(name: "Slip (days)", width: 8), Column(name: "Forecast", width: 12),
        Column(name: "Forecast known to", width: 10), Column(name: "Actual", width: 12),
        Column(name: "Accepted", width: 12), Column(name: "Needed by", width: 12), Column(name: "P50", width: 12),
        Column(name: "P80", width: 12), Column(name: "Total float (days)", width: 9),
        Column(name: "Critical", width: 9),
        Column(name: "Kind", width: 20), Column(name: "Phase", width: 16), Column(name: "Gate", width: 8),
        Column(name: "From", width: 18), Column(name: "To", width: 18), Column(name: "Owner", width: 22),
        Column(name: "Criteria closed", width: 9), Column(name: "of", width: 6), Column(name: "Driven by", width: 28),
        Column(name: "Reason", width: 50, isWrapped: true), Column(name: "Page", width: 40),
      ])
    let plan = content.plan
    for index in content.milestonesAsRead {
      var own: Milestone { _read { yield plan.milestones[index] } }
      let scheduled = content.schedule.milestones[index]
      let criteria = CriteriaCounts(own.criteria)
      var cells: [Cell] = [
        .text(content.chipTitle(of: index)), .text(own.id.description), .text(own.displayTitle),
        .health(scheduled.health),
      ]
      cells += date(content.date(index)) + date(own.baseline?.value)
      cells.append(number(scheduled.slipDays))
      cells += date(own.forecast?.value)
      cells += [
        day(own.actual?.value.last), day(own.accepted?.value.last), day(own.needBy?.value.last),
        day(content.forecast.milestones[index]?.p50), day(content.forecast.milestones[index]?.p80),
        number(scheduled.totalFloat), .flag(scheduled.isCritical), text(own.kind?.name),
      ]
      cells += [
        .text(content.phase(index).title), .flag(own.isGate),
        text(own.giver.map { plan.partners[$0].displayTitle }),
        text(own.receiver.map { plan.partners[$0].displayTitle }), text(own.owner?.value),
        .number(criteria.closed), .number(criteria.total),
        text(content.driver(index).map { plan.milestones[$0].id.description }), text(own.reason?.value),
        text(content.addresses.absolute(content.addresses.milestone(index))),
      ]
      sheet.add(cells)
    }
    return sheet
  }

  // MARK: Handoffs, risks, changes

  static func handoffs(_ content: ExportContent) -> WorkbookSheet {
    var sheet = WorkbookSheet(
      "Handoffs",
      [
        Column(name: "From", width: 22), Column(name: "To", width: 22), Column(name: "Milestone", width: 32),
        Column(name: "Chip", width: 24), Column(name: "Health", width: 10), Column(name: "Date", width: 12),
        Column(name: "Known to", width: 10), Column(name: "Needed by", width: 12), Column(name: "Accepted", width: 12),
        Column(name: "Owner", width: 22), Column(name: "Id", width: 28),
      ])
    let plan = content.plan
    for index in content.milestonesAsRead where plan.milestones[index].isHandoff {
      guard let giver = plan.milestones[index].giver, let receiver = plan.milestones[index].receiver else { continue }
      let cells: [Cell] =
        [
          .text(plan.partners[giver].displayTitle), .text(plan.partners[receiver].displayTitle),
          .text(plan.milestones[index].displayTitle), .text(content.chipTitle(of: index)),
          .health(content.schedule.milestones[index].health),
        ] + date(content.date(index)) + [
          day(plan.milestones[index].needBy?.value.last), day(plan.milestones[index].accepted?.value.last),
          text(plan.milestones[index].owner?.value), .text(plan.milestones[index].id.description),
        ]
      sheet.add(cells)
    }
    return sheet
  }

  static func risks(_ content: ExportContent) -> WorkbookSheet {
    var sheet = WorkbookSheet(
      "Risks",
      [
        Column(name: "Chip", width: 24), Column(name: "Risk", width: 44, isWrapped: true),
        Column(name: "Status", width: 10), Column(name: "Probability", width: 10),
        Column(name: "Delays", width: 44, isWrapped: true), Column(name: "Owner", width: 22),
        Column(name: "Review by", width: 12), Column(name: "Id", width: 28),
      ])
    for risk in content.plan.risks {
      let delays = risk.delays.map { "\($0.milestone.id): \($0.duration?.description ?? "?")" }
      sheet.add([
        .text(content.plan.chips[risk.chip].displayTitle), .text(risk.displayTitle),
        .text((risk.status?.value ?? .open).rawValue), risk.probability.map { .share($0.value) } ?? .empty,
        text(delays.joined(separator: "; ")), text(risk.owner?.value), day(risk.reviewBy?.value.last),
        .text("\(content.plan.chips[risk.chip].id)/\(risk.id)"),
      ])
    }
    return sheet
  }

  static func changes(_ changes: [Change]) -> WorkbookSheet {
    var sheet = WorkbookSheet(
      "Changes",
      [
        Column(name: "Report", width: 12), Column(name: "Chip", width: 24), Column(name: "Milestone", width: 32),
        Column(name: "What changed", width: 90, isWrapped: true),
      ])
    for change in changes {
      sheet.add([.day(change.day), text(change.chip), text(change.milestone), .text(change.text)])
    }
    return sheet
  }

  // MARK: Gantt

  /// The most weeks: ten years and a half.
  private static let mostWeeks = 550

  static func gantt(_ content: ExportContent) -> WorkbookSheet {
    let days = content.schedule.milestones.compactMap(\.expected)
    let today = content.schedule.statusDate
    let first = monday(of: min(days.min() ?? today, today))
    let last = max(days.max() ?? today, today)
    let weeks = min((last - first) / 7 + 1, mostWeeks)
    let named = [
      Column(name: "Chip", width: 20), Column(name: "Milestone", width: 32), Column(name: "Date", width: 12),
    ]
    let grid = (0..<weeks).map { Column(name: (first + 7 * $0).description, width: 3) }
    var sheet = WorkbookSheet("Gantt", named + grid, uprightFrom: named.count)
    for index in content.milestonesAsRead {
      guard let date = content.date(index) else { continue }
      var cells: [(Int, Cell)] = [
        (0, .text(content.chipTitle(of: index))), (1, .text(content.plan.milestones[index].displayTitle)),
        (2, .day(date.last)),
      ]
      let begin = date.precision == .day ? start(of: index, content) ?? date.last : date.first
      let to = (date.last - first) / 7
      let from = min((max(begin, first) - first) / 7, to)
      let style = bar(index, content)
      let now = (today - first) / 7
      for week in 0..<weeks where (from...to).contains(week) || week == now {
        cells.append((named.count + week, .bar((from...to).contains(week) ? style : .barToday)))
      }
      sheet.add(cells)
    }
    return sheet
  }

  /// The day of the last dependency.
  private static func start(of index: MilestoneIndex, _ content: ExportContent) -> Day? {
    content.schedule.graph.incoming(index)
      .map { content.schedule.milestones[content.schedule.graph.edges[$0].from] }
      .filter { $0.health != .dropped }.compactMap(\.expected).max()
  }

  private static func bar(_ index: MilestoneIndex, _ content: ExportContent) -> WorkbookStyle {
    if content.plan.milestones[index].isDone { return .barDone }
    switch content.schedule.milestones[index].health {
    case .late, .blocked: return .barLate
    default: return content.schedule.milestones[index].isCritical ? .barCritical : .barPlanned
    }
  }

  private static func monday(of day: Day) -> Day { day - (day.weekday - 1) }
}
