import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates

/// The first page: will we launch inside the window, what is next, what decides it.
struct PortfolioPage: TemplateContext {
  let model: SiteModel
  let timeline: LaunchTimeline?
  /// The chip that launches last at even odds, and the path that makes its date.
  let last: Int?
  let path: PathChart
  private let dueGates: [Int]

  init(_ model: SiteModel) {
    self.model = model
    timeline = LaunchTimeline(model)
    let undone = model.launches.filter { !model.milestones[$0.milestone].isDone }
    let last = undone.max { ($0.forecast.p50, $1.chip) < ($1.forecast.p50, $0.chip) }
    self.last = last?.chip
    path = PathChart(model, path: last.map { model.drivingPath(to: $0.milestone) } ?? [])
    dueGates = PortfolioPage.dueGates(model)
  }

  static let fields = FieldTable<PortfolioPage>(
    "portfolio",
    [
      "title": .text("The program's title") { $0.model.title },
      "lede": .markup("The answer in a sentence") { Headline(program: $0.model).markup },
      "figures": .list("The key figures") { $0.figures },
      "hasChips": .flag("Whether there is a chip") { !$0.model.plan.chips.isEmpty },
      "isCompact": .flag("Whether each chip gets one line") { $0.timeline?.isCompact ?? false },
      "axis": .markup("Months, window and as-of line over the timeline") { $0.timeline?.axis.header() },
      "ground": .markup("The drawing that every lane stands on") { $0.timeline?.groundSymbol },
      "hasPicture": .flag("Whether anything has a date, so that there is a picture") { $0.timeline != nil },
      "lanes": .list("The timeline, chip by chip", isEmpty: { $0.model.plan.chips.isEmpty }) { page in
        page.model.plan.chips.indices.map { LaneRow(model: page.model, timeline: page.timeline, chip: $0) }
      },
      "timelineRows": .list("The timeline as a table") { $0.timelineRows },
      "gates": .list("Gates due within six weeks, and what is blocked") { $0.gates },
      "gatesNote": .text("What is left out of them") { $0.gatesNote },
      "changed": .one("What changed since the report before") { page in
        page.model.comparisons.first.map { ChangesBlock(model: page.model, entry: $0, depth: 0) }
      },
      "hasEarlier": .flag("Whether an earlier report is known") { !$0.model.comparisons.isEmpty },
      "gap": .markup("From when on earlier plans are known, and why not before") { $0.model.gapMarkup },
      "pathNote": .markup("What the path says") { $0.pathNote },
      "path": .list("The driving path to the last launch, step by step") { page in
        page.path.steps.map { PathStep(model: page.model, step: $0, depth: 0) }
      },
      "windowEnd": .text("The last day of the launch window") { $0.model.window?.upperBound.description },
    ])

  // MARK: Key figures

  private var figures: [KeyFigure] {
    var figures: [KeyFigure] = []
    if let last, let launch = model.plan.chips[last].launch, let forecast = model.forecast.milestones[launch] {
      let chip = model.plan.chips[last].displayTitle
      let where50 = model.windowPosition(forecast.p50).map { "\(chip), \($0)" } ?? chip
      figures.append(KeyFigure(label: "Last launch, P50", value: "\(forecast.p50)", note: "\(where50)"))
      let where80 = model.windowPosition(forecast.p80) ?? chip
      figures.append(KeyFigure(label: "Last launch, P80", value: "\(forecast.p80)", note: "\(where80)"))
      if let days = model.scheduled(launch).slipDays {
        figures.append(
          KeyFigure(
            label: "Slip of the last launch", value: days == 0 ? "none" : Wording.slip(days),
            note: model.slipBefore(launch).map { "\($0)" }
              ?? "expected \(model.dateMarkup(launch)), baseline \(model.baselineText(launch))"))
      }
    }
    if let chances = chances { figures.insert(chances, at: min(2, figures.count)) }
    let gates = model.plan.chips.indices.flatMap(model.gates(ofChip:))
    let (done, counted) = model.countDone(gates)
    if counted > 0 {
      let next = model.inDateOrder(gates.filter { !model.milestones[$0].isDone }).first
      let note = next.flatMap { index in
        model.scheduled(index).expected.map { "next: \(model.shortTitle(index)), \(model.relative($0))" }
      }
      let words = [note, model.doneBefore(gates)].compactMap { $0 }.joined(separator: "; ")
      figures.append(
        KeyFigure(label: "Gates done", value: "\(done) of \(counted)", note: words.isEmpty ? nil : "\(words)"))
    }
    let blocked = model.plan.milestones.indices.filter { model.health($0) == .blocked }
    let names = blocked.prefix(2).map { "\(model.chipTitle(of: $0)): \(model.shortTitle($0))" }
    figures.append(
      KeyFigure(
        label: "Blocked", value: String(blocked.count),
        note: blocked.isEmpty
          ? "nothing waits for a decision" : "\(Wording.list(names))\(blocked.count > 2 ? " and more" : "")"))
    return figures
  }

  private var chances: KeyFigure? {
    guard model.window != nil else { return nil }
    if let all = model.forecast.chanceAllInWindow {
      return KeyFigure(
        label: "All chips inside the window", value: Wording.percent(all),
        note: "in \(model.forecast.samples.grouped) draws of the whole plan")
    }
    let known = model.forecast.chanceInWindow.compactMap { $0 }
    guard !known.isEmpty else { return nil }
    let undated = model.plan.chips.count - known.count
    return KeyFigure(
      label: "Inside the window", value: "\(known.count { $0 >= 0.5 }) of \(model.plan.chips.count)",
      note: "chips at even odds\(undated > 0 ? "; \(undated) cannot be dated" : "")")
  }

  // MARK: Gates

  private static let horizon = 42
  private static let mostGates = 12

  private static func dueGates(_ model: SiteModel) -> [Int] {
    let open = model.plan.milestones.indices.filter { index in
      guard !model.milestones[index].isDone, model.health(index) != .dropped else { return false }
      if model.milestones[index].isBlocked { return true }
      return model.milestones[index].isGate
        && model.scheduled(index).expected.map { $0 - model.statusDate <= horizon } ?? false
    }
    return model.inDateOrder(open.filter { model.scheduled($0).expected != nil })
      + open.filter { model.scheduled($0).expected == nil }
  }

  private var gates: [MilestoneRow] {
    dueGates.prefix(PortfolioPage.mostGates).map { MilestoneRow(model: model, index: $0, depth: 0) }
  }

  private var gatesNote: String? {
    let more = dueGates.count - PortfolioPage.mostGates
    return more > 0 ? "\(Wording.counted(more, "more milestone")) on the calendar." : nil
  }

  // MARK: Path

  private var pathNote: Markup? {
    guard let last, let first = path.steps.first, let end = path.steps.last else { return nil }
    let longest = path.steps.max { ($0.days, $1.milestone) < ($1.days, $0.milestone) } ?? first
    let chip = model.plan.chips[last].displayTitle
    var note: Markup = """
      \(chip): \(Wording.weeksOrDays(end.day - model.statusDate)) from the report date to launch. A week lost on any \
      step moves the launch by a week
      """
    if longest.days >= 14, path.steps.count > 2 {
      note += "; \(model.milestones[longest.milestone].displayTitle) alone takes \(Wording.weeksOrDays(longest.days))"
    }
    return note + "."
  }

  private var timelineRows: [MilestoneRow] {
    model.plan.chips.indices.flatMap { chip -> [MilestoneRow] in
      let gates = LaunchLane.gates(model, chip)
      let shown = timeline?.isCompact == true ? gates.filter { $0 == model.plan.chips[chip].launch } : gates
      return shown.map { MilestoneRow(model: model, index: $0, depth: 0) }
    }
  }
}

/// One chip's lane.
struct LaneRow: TemplateContext {
  let model: SiteModel
  let timeline: LaunchTimeline?
  let chip: Int

  private var height: Int { timeline?.lanes[chip].height ?? 0 }

  private var next: String? {
    guard let gate = model.nextGate(ofChip: chip) else {
      return model.gates(ofChip: chip).isEmpty ? "no gates yet" : nil
    }
    guard let day = model.scheduled(gate).expected else { return "\(model.shortTitle(gate)): no date" }
    return "\(model.shortTitle(gate)) \(model.relative(day))"
  }

  private var odds: [Fact] {
    guard let launch = model.plan.chips[chip].launch else { return [] }
    if model.milestones[launch].isDone { return [Fact(name: "Launched", value: model.dateMarkup(launch))] }
    guard let forecast = model.forecast.milestones[launch] else {
      var facts: [Fact] = []
      if let quantity = model.plan.chips[chip].quantity?.value {
        facts.append(Fact(name: "Units", value: "\(quantity.grouped)"))
      }
      return facts + [Fact(name: "Launch", value: "not dated")]
    }
    if timeline?.isCompact == true { return [Fact(name: "P50", value: forecast.p50.markup)] }
    var facts = [Fact(name: "P50", value: forecast.p50.markup), Fact(name: "P80", value: forecast.p80.markup)]
    if let chance = model.forecast.chanceInWindow[chip] {
      facts.append(Fact(name: "In window", value: "\(Wording.percent(chance))"))
    }
    return facts
  }

  static let fields = FieldTable<LaneRow>(
    "lane",
    [
      "id": .text("The chip's id") { $0.model.plan.chips[$0.chip].id },
      "title": .text("The chip's title") { $0.model.plan.chips[$0.chip].displayTitle },
      "href": .link("The chip's page") { $0.model.plan.path(chip: $0.chip) },
      "status": .markup("Mark and word of the chip's health") { $0.model.schedule.chips[$0.chip].health.markup },
      "next": .text("The next gate and how far away it is") { $0.next },
      "drawing": .markup("The lane") { lane in lane.timeline?.svg(lane: lane.chip, lane.model) },
      "odds": .list("P50, P80 and the chance of the window") { $0.odds },
    ])
}

extension Int {
  /// With commas between thousands.
  var grouped: String {
    var digits = String(abs(self))
    var place = digits.endIndex
    while let next = digits.index(place, offsetBy: -3, limitedBy: digits.startIndex), next > digits.startIndex {
      digits.insert(",", at: next)
      place = next
    }
    return self < 0 ? "−\(digits)" : digits
  }
}
