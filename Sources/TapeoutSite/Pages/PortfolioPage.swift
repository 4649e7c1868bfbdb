import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// The first page: will we launch inside the window, what is next, what decides it. Of very many chips it shows the
/// first, and there are pages with the lanes of the others.
struct PortfolioPage: TemplateContext {
  let model: SiteModel
  let part: ListPart
  let timeline: LaunchTimeline?
  /// The launch that comes last, and the path that makes its date.
  let last: LaunchAnswer?
  let path: PathChart
  let headline: Headline
  private let dueGates: [MilestoneIndex]

  /// The id of the lanes on the page.
  static let lanes = "tl"

  init(_ model: SiteModel, _ part: ListPart) {
    self.model = model
    self.part = part
    headline = Headline(program: model)
    timeline = LaunchTimeline(model, chips: part.chips)
    // What is about the whole program stands on the first part only.
    last = part.isFirst ? model.launches.latest : nil
    path = PathChart(model, path: last?.launch.map { model.drivingPath(to: $0.milestone) } ?? [])
    dueGates = part.isFirst ? PortfolioPage.dueGates(model) : []
  }

  /// What a link to the page says of it.
  var answer: PageAnswer { PageAnswer(headline.markup, state: model.schedule.health.word) }

  static let fields = FieldTable<PortfolioPage>(
    "portfolio",
    [
      "title": .text("The program's title") { $0.model.title },
      "lede": .markup("The answer in a sentence") { $0.headline.markup },
      "newest": .one("The newest report") { $0.part.isFirst ? NewestReport($0.model) : nil },
      "needs": .one("What is wanted, blocked and late") { $0.part.isFirst ? NeedsBlock($0.model) : nil },
      "figures": .list("The key figures") { $0.figures },
      "firstDates": .list("The dates to write first, while no launch has one") { FirstDate.all($0.model) },
      "hasChips": .flag("Whether there is a chip") { !$0.model.plan.chips.isEmpty },
      "isMany": .flag("Whether each chip gets a row in a group of its health") { $0.isMany },
      "strip": .markup("How many chips have which health, as a bar") { HealthStrip.markup($0.groups) },
      "groups": .list("The chips by health, worst first", isEmpty: { !$0.isMany }) { $0.isMany ? $0.groups : [] },
      "axis": .markup("Months, window and as-of line over the timeline") { $0.timeline?.axis.header() },
      "ground": .markup("The drawing that every lane stands on") { $0.timeline?.groundSymbol },
      "hasPicture": .flag("Whether anything has a date, so that there is a picture") { $0.timeline != nil },
      "isFirst": .flag("Whether this is the first part, with what is about the whole program") { $0.part.isFirst },
      "partTitle": .text("Which chips this part shows") { $0.part.title },
      "partList": .list("The parts, where there are more chips than one page shows") { page in
        ListPart.links(page.model.plan, to: .portfolio, from: page.part)
      },
      "hasParts": .flag("Whether there is more than one part") { $0.model.plan.chips.count > ListPart.mostChips },
      "picture": .link("The timeline as a picture") { $0.part.address(LaunchTimeline.file) },
      "lanes": .list("The timeline, chip by chip", isEmpty: { $0.isMany || $0.part.chips.isEmpty }) { page in
        page.part.chips.map { LaneRow(model: page.model, timeline: page.timeline, chip: $0) }
      },
      "timelineRows": .list("The timeline as a table") { $0.timelineRows },
      "gates": .list("The next gates that have a date") { $0.gates },
      "gatesNote": .text("What is left out of them") { $0.gatesNote },
      "changed": .one("What changed since the report before") { page in
        page.model.comparisons.first.map { ChangesBlock(model: page.model, entry: $0, depth: 0) }
      },
      "hasEarlier": .flag("Whether an earlier report is known") { !$0.model.comparisons.isEmpty },
      "gap": .markup("From when on earlier plans are known, and why not before") { $0.model.gapMarkup },
      "pathNote": .markup("What the path says") { $0.pathNote },
      "pathAxis": .markup("Months, window and as-of line over the path") { page in
        page.path.axis.map { $0.header(onlyQuarters: $0.scale.months.count > 12) }
      },
      "pathGround": .markup("What the steps of the path stand on") { $0.path.axis?.background.svg(class: "cpb") },
      "path": .list("The driving path to the last launch, step by step") { page in
        page.path.steps.map { PathStep(model: page.model, step: $0, depth: 0) }
      },
      "windowEnd": .text("The last day of the launch window") { $0.model.window?.upperBound.description },
      "windowName": .text("The window as it stands after “in”: `2026`") {
        $0.model.plan.program.launchWindow.map { Wording.windowName($0.value) }
      },
      "bound": .markup("Whose date has passed, where a launch is known only to a bound") { page in
        page.model.launches.first { $0.planned != nil && $0.bound != nil }?.bound
          .map { page.model.markup(Wording.passed($0), depth: 0) }
      },
    ])

  private var isMany: Bool { model.plan.chips.count > LaunchTimeline.mostFullLanes }
  private var groups: [LaunchGroup] { LaunchGroup.all(model, timeline, chips: part.chips) }

  // MARK: Key figures

  private var figures: [KeyFigure] {
    var figures = last.map(launchFigures) ?? []
    if let chances { figures.append(chances) }
    let gates = model.plan.chips.indices.flatMap(model.gates(ofChip:))
    let (done, counted) = model.countDone(gates)
    if counted > 0 {
      let next = model.inDateOrder(gates.filter { !model.milestones[$0].isDone }).first
      let note = next.flatMap { index in
        model.scheduled(index).expected.map {
          "next: \(model.shortTitle(index)), \(model.isOverdue(index) ? "overdue" : model.relative($0))"
        }
      }
      let words = [note, model.doneBefore(gates)].compactMap { $0 }.joined(separator: "; ")
      figures.append(
        KeyFigure(
          label: "Gates done", value: Wording.part(done, of: counted), note: words.isEmpty ? nil : "\(words)"))
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

  /// Plan, P50 and P80 of the last launch.
  private func launchFigures(_ answer: LaunchAnswer) -> [KeyFigure] {
    var notes: [Phrase] = ["\(name: answer.chipTitle)\(Wording.slipClause(answer, after: ", "))"]
    if let launch = answer.launch, let before = model.slipBefore(launch.milestone) { notes.append("\(before)") }
    return [
      KeyFigure(label: "Last launch, plan", value: Wording.date(answer).text, note: Markup(notes.joined(by: "; ")))
    ]
      + KeyFigure.odds(answer)
  }

  private var chances: KeyFigure? {
    guard let window = model.plan.program.launchWindow?.value else { return nil }
    let name = Wording.windowName(window)
    if let all = model.forecast.chanceAllInWindow {
      let most = model.launches.contains { $0.bound != nil } && all > 0 ? "≤ " : ""
      return KeyFigure(
        label: "All chips in \(name)", value: most + Wording.share(all),
        note: "in \(Wording.grouped(model.forecast.samples)) draws of the whole plan")
    }
    let known = model.launches.compactMap(\.chance)
    guard !known.isEmpty else { return nil }
    let undated = model.launches.count { $0.isOpen && $0.chance == nil }
    let likely = known.count { $0 >= 0.5 }
    var notes = ["at 50 % or more"]
    if undated > 0 { notes.append("\(undated) without a forecast") }
    return KeyFigure(
      label: "Likely in \(name)", value: Wording.part(likely, of: model.plan.chips.count),
      note: "\(notes.joined(separator: "; "))")
  }

  // MARK: Gates

  private static let mostGates = 6

  /// The next gates that have a date; what is blocked stands under “Needs you”.
  private static func dueGates(_ model: SiteModel) -> [MilestoneIndex] {
    let open = model.plan.milestones.indices.filter { index in
      model.milestones[index].isGate && !model.milestones[index].isDone && model.scheduled(index).expected != nil
        && model.health(index) != .dropped && model.health(index) != .blocked
    }
    return model.inDateOrder(open)
  }

  private var gates: [MilestoneRow] {
    dueGates.prefix(PortfolioPage.mostGates).map { MilestoneRow(model: model, index: $0, depth: 0) }
  }

  private var gatesNote: String? {
    let more = dueGates.count - PortfolioPage.mostGates
    return more > 0 ? "\(Wording.counted(more, "more gate")) on the calendar and the chips’ pages." : nil
  }

  // MARK: Path

  private var pathNote: Markup? {
    guard let last, let end = path.steps.last else { return nil }
    let longest = path.steps.count > 2 ? path.steps.max { ($0.days, $1.milestone) < ($1.days, $0.milestone) } : nil
    return model.markup(
      Wording.path(
        chip: last.chipTitle, days: end.day - model.statusDate, floats: path.steps.map { $0.float },
        longest: longest.map { (step: model.step($0.milestone), days: $0.days) }),
      depth: 0)
  }

  private var timelineRows: [MilestoneRow] {
    part.chips.flatMap { chip -> [MilestoneRow] in
      LaunchLane.gates(model, chip).map { MilestoneRow(model: model, index: $0, depth: 0) }
    }
  }
}

/// One chip's lane.
struct LaneRow: TemplateContext {
  let model: SiteModel
  let timeline: LaunchTimeline?
  let chip: ChipIndex

  private var height: Int { timeline?.lane(chip).height ?? 0 }

  private var next: String? {
    guard let gate = model.nextGate(ofChip: chip) else {
      return model.gates(ofChip: chip).isEmpty ? "no gates yet" : nil
    }
    if model.isOverdue(gate) { return "\(model.shortTitle(gate)) overdue" }
    guard let day = model.scheduled(gate).expected else { return "\(model.shortTitle(gate)): no date" }
    return "\(model.shortTitle(gate)) \(model.relative(day))"
  }

  private var odds: [Fact] {
    Wording.cells(model.launches[chip]).map { Fact(name: $0.name, value: Markup($0.value)) }
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
      "odds": .list("Slip, P50, P80 and the chance of the window; without a date what is known instead") { $0.odds },
    ])
}
