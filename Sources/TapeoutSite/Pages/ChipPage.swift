import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// One chip: facts, its way to launch, criteria, risks, handoffs.
struct ChipPage: TemplateContext {
  static let depth = 1

  let model: SiteModel
  let chip: ChipIndex
  let chart: GanttChart?
  let trend: TrendChart?
  let tornado: TornadoChart?
  let ladder: HandoffLadder?
  let handoffs: [MilestoneIndex]
  let prose: Markup?
  let headline: Headline
  /// As they are read.
  private let withCriteria: [MilestoneIndex]

  init(_ model: SiteModel, chip: ChipIndex) {
    self.model = model
    self.chip = chip
    headline = Headline(chip: chip, model)
    chart = GanttChart(model, chip: chip)
    trend = TrendChart(model, chip: chip)
    tornado = TornadoChart(model, chip: chip)
    let order = model.places.order[chip]
    handoffs = order.filter(model.isLiveHandoff)
    ladder = HandoffLadder(model, handoffs, isBesideChip: true)
    let own = model.plan.chips[chip]
    withCriteria = order.filter { !model.milestones[$0].criteria.isEmpty && model.health($0) != .dropped }
    prose = model.prose(own.body, of: own.origin.file, depth: ChipPage.depth)
  }

  private var own: Chip { _read { yield model.plan.chips[chip] } }
  private var folder: String { "\(SitePath.root(from: ChipPage.depth))charts/\(own.id)" }

  static let fields = FieldTable<ChipPage>(
    "chip",
    [
      "id": .text("The chip's id") { $0.own.id },
      "title": .text("The chip's title") { $0.own.displayTitle },
      "status": .markup("Mark and word of its health") { $0.model.schedule.chips[$0.chip].health.pill },
      "lede": .markup("The answer in a sentence") { $0.headline.markup },
      "needs": .one("What is wanted, blocked and late of it") { NeedsBlock($0.model, chip: $0.chip) },
      "inShort": .markup("What is written about it `In short`, else the first paragraph of that") { page in
        page.model.excerpt(.inShort, page.own.body, of: page.own.origin.file, depth: depth)
      },
      "mark": .markup("The mark of its health") { Mark($0.model.schedule.chips[$0.chip].health).icon },
      "launchText": .markup("When it launches, and how far behind the plan that is") { $0.launchText },
      "home": .link("The portfolio") { _ in SitePath.root(from: depth) + SitePath.portfolio.path },
      "slide": .link("The chip on one slide") { String(Substring($0.model.slides[$0.chip].utf8.dropFirst(6))) },
      "calendar": .link("Its calendar file") { "\($0.own.id).ics" },
      "before": .one("The chip before it") { $0.neighbour(-1) },
      "after": .one("The chip after it") { $0.neighbour(1) },
      "lateAndNext": .list("What is late, the worst first, and what comes next") { $0.lateAndNext },
      "lateAndNextNote": .markup("How much more there is, and what is not accepted") { $0.lateAndNextNote },
      "milestonesNote": .text("How many milestones there are, and how many are done") { $0.milestonesNote },
      "handoffsNote": .text("How many handoffs there are, done and late") { $0.handoffsNote },
      "figures": .list("The key figures") { $0.figures },
      "facts": .list("What is known about the chip") { $0.facts },
      "hasMilestones": .flag("Whether there is a milestone") { !$0.own.milestones.isEmpty },
      "hasChart": .flag("Whether a milestone has a date") { $0.chart != nil },
      "chart": .markup("The timeline") { page in
        page.chart?.markup(page.model, chip: page.chip)
      },
      "windowClasses": .text("The stretches of time that the timeline can show, for the stylesheet") { page in
        page.chart.map { $0.windows.classes + ($0.hasLongName(page.model) ? " long" : "") }
      },
      "hasWindows": .flag("Whether the timeline can show several") { $0.chart?.windows.hasChoice == true },
      "chartNote": .text("How to read the timeline") { $0.chartNote },
      "milestones": .list("The milestones in the order of their dependencies, else of their dates") { page in
        page.rows(page.model.places.order[page.chip])
      },
      "trend": .one("How dates moved from report to report") {
        TrendBlock(model: $0.model, chip: $0.chip, chart: $0.trend)
      },
      "holdsCriteria": .flag("Whether any milestone has exit criteria") { !$0.withCriteria.isEmpty },
      "criteria": .list("Milestones to come that have exit criteria") { $0.openRows },
      "closed": .list("Milestones done that have an exit criterion not met, such as a waived one") { $0.closedRows },
      "closedNote": .text("How many they are") { $0.closedNote },
      "criteriaNote": .text("How many are met or waived, and which milestones need no more words") { $0.criteriaNote },
      "risks": .list("The risks, the heaviest first", isEmpty: { $0.own.risks.isEmpty }) { page in
        RiskRow.sorted(page.own.risks, page.model).map { RiskRow(model: page.model, index: $0, depth: depth) }
      },
      "tornado": .list("What moves the launch most", isEmpty: { $0.tornado == nil }) {
        $0.tornado?.rows.map(TornadoLine.init) ?? []
      },
      "tornadoNote": .text("How to read it") { $0.tornadoNote },
      "ladder": .markup("The handoffs over time") { page in
        page.ladder?.markup(page.model, name: page.own.displayTitle, id: "ho")
      },
      "handoffs": .list("The handoffs in that order", isEmpty: { $0.handoffs.isEmpty }) { page in
        page.handoffs.enumerated().map { number, index in
          MilestoneRow(
            model: page.model, index: index, depth: depth, isBesideChip: true, reference: "H\(number + 1)")
        }
      },
      "hasBody": .flag("Whether something is written about the chip") { $0.prose != nil },
      "opensWithHeading": .flag("Whether that begins with a heading of its own") { $0.prose?.opensWithHeading == true },
      "body": .markup("What is written about the chip") { $0.prose },
      "sources": .list("Where claims about it come from") { $0.own.sources.map(SourceLine.init) },
      "statusDate": .text("The report's date") { $0.model.statusDate.description },
      "source": .text("Its file") { $0.model.content.sourcePath($0.own.origin.file) },
      "isEditable": .flag("Whether program.md says where files can be edited") { $0.model.plan.program.edit != nil },
      "edit": .link("Where its file can be edited") { $0.model.editAddress($0.own.origin.file) },
      "downloads": .list("Calendar, pictures and badge") { $0.downloads },
    ])

  // MARK: Figures and facts

  private var figures: [KeyFigure] {
    var figures: [KeyFigure] = []
    if let next = model.nextGate(ofChip: chip) {
      figures.append(
        KeyFigure(
          label: "Next gate", value: (model.passedDate(next) ?? model.date(next))?.description ?? "no date",
          note: gateNote(next)))
    }
    figures += launchFigures(model.launches[chip])
    let (done, counted) = model.countDone(own.milestones)
    if counted > 0 {
      let dropped = own.milestones.count - counted
      figures.append(
        KeyFigure(
          label: "Milestones done", value: Wording.part(done, of: counted),
          note: dropped > 0 ? "\(dropped) dropped, not counted" : nil))
    }
    return figures
  }

  /// `Tape-out, in 14 days; 7 of 12 criteria met or waived, 1 failing`.
  private func gateNote(_ gate: MilestoneIndex) -> Markup {
    var note = model.shortTitle(gate)
    if model.isOverdue(gate) {
      note += ", overdue"
    } else if let day = model.scheduled(gate).expected {
      note += ", \(model.relative(day))"
    }
    let counts = CriteriaCounts(model.milestones[gate].criteria)
    if let criteria = Wording.criteria(counts) {
      note += "; \(criteria) criteria met or waived"
      if counts.failing > 0 { note += ", \(counts.failing) failing" }
    }
    return "\(note)"
  }

  private func launchFigures(_ answer: LaunchAnswer) -> [KeyFigure] {
    switch answer.outlook {
    case .noLaunch, .dropped: return []
    case .launched(let date):
      return [KeyFigure(label: "Launched", value: "\(date)", note: slipNote(answer))]
    case .overdue(let date):
      return [KeyFigure(label: "Launch, overdue since", value: "\(date)", note: slipNote(answer))]
    case .undated(let earliest, _):
      let note: Markup? = answer.undatedStep.map { "\(model.link($0.milestone, depth: ChipPage.depth)) has no date" }
      return [KeyFigure(label: "Launch, not before", value: earliest?.description ?? "no date", note: note)]
    case .planned:
      var figures = [KeyFigure(label: "Launch, plan", value: Wording.date(answer).text, note: slipNote(answer))]
      figures += KeyFigure.odds(answer)
      if let chance = answer.chance, let window = answer.window {
        let most = answer.bound != nil && chance > 0 ? "≤ " : ""
        figures.append(
          KeyFigure(
            label: "Chance in \(Wording.windowName(window))", value: most + Wording.share(chance),
            note: "in \(Wording.grouped(model.forecast.samples)) draws"))
      }
      return figures
    }
  }

  /// `+25 d`, with the slip against the first baseline where today's is another one.
  private func slipNote(_ answer: LaunchAnswer) -> Markup? {
    let slip = Wording.slipClause(answer, after: "")
    return slip.isEmpty ? nil : Markup(slip)
  }

  private var facts: [Fact] {
    var facts: [Fact] = []
    func add(_ name: String, _ text: String?) { if let text { facts.append(Fact(name: name, value: "\(text)")) } }
    func add(_ name: String, _ party: PartnerReference?) {
      guard let index = party?.index else { return }
      facts.append(Fact(name: name, value: model.link(partner: index, depth: ChipPage.depth)))
    }
    add(
      "Kind",
      own.kind.map { Wording.kind($0.value) })
    add("Workload", own.workloads.isEmpty ? nil : Wording.list(own.workloads.map(\.value)))
    add("Design partner", own.designPartner)
    add("Foundry", own.foundry)
    add("Packaging", own.packaging)
    add("Process", own.process?.value)
    add("Stepping", own.stepping?.value)
    add("Quantity", own.quantity.map { Wording.grouped($0.value) })
    if let needBy = own.needBy?.value { facts.append(Fact(name: "Needed by", value: needBy.markup)) }
    if let window = model.plan.program.launchWindow?.value { add("Launch window", "\(window)") }
    for fact in own.facts { add(fact.name, fact.value) }
    return facts
  }

  private var chartNote: String? {
    guard let chart else { return nil }
    let dropped =
      chart.dropped == 0
      ? ""
      : " \(Wording.counted(chart.dropped, "dropped milestone")) \(chart.dropped == 1 ? "is" : "are") in the table only."
    return "In order of dependencies; hollow marks are the baseline. Finished work is one row a phase.\(dropped)"
  }

  // MARK: Sections

  /// Done, with every criterion met: nothing more than the milestone table says.
  private func isMet(_ index: MilestoneIndex) -> Bool {
    let units = CriteriaUnits(model.milestones[index].criteria)
    return model.milestones[index].isDone && units.counts.met == units.counts.total
  }

  private func rows(_ indices: [MilestoneIndex]) -> [MilestoneRow] {
    indices.map { MilestoneRow(model: model, index: $0, depth: ChipPage.depth, isBesideChip: true) }
  }

  private var openRows: [MilestoneRow] { rows(withCriteria.filter { !model.milestones[$0].isDone }) }
  private var closedRows: [MilestoneRow] { rows(withCriteria.filter { model.milestones[$0].isDone && !isMet($0) }) }

  private var criteriaNote: String? {
    let units = CriteriaUnits(of: withCriteria, model)
    guard units.counts.total > 0 else { return nil }
    let met = withCriteria.count(where: isMet)
    let rest =
      met > 0 ? " \(Wording.counted(met, "milestone")) \(met == 1 ? "is" : "are") done with every criterion met." : ""
    return "\(units.words) of \(units.counts.total).\(rest)"
  }

  private var closedNote: String? {
    let count = closedRows.count
    return count > 0
      ? "Show the criteria of \(Wording.counted(count, "milestone")) done with a criterion not met" : nil
  }

  private var tornadoNote: String? {
    guard let tornado else { return nil }
    let more = tornado.omitted > 0 ? " \(Wording.counted(tornado.omitted, "smaller one")) left out." : ""
    return "Each bar runs from the launch’s P80 if it goes well to its P80 if it goes badly: "
      + "\(tornado.low) to \(tornado.high) in all.\(more)"
  }

  private var downloads: [Download] {
    var downloads = [Download(title: "Calendar (ICS)", address: "\(own.id).ics")]
    if chart != nil { downloads.append(Download(title: "Timeline (SVG)", address: "\(folder)/timeline.svg")) }
    if trend != nil { downloads.append(Download(title: "Trend (SVG)", address: "\(folder)/trend.svg")) }
    if !withCriteria.isEmpty { downloads.append(Download(title: "Criteria (SVG)", address: "\(folder)/criteria.svg")) }
    if tornado != nil { downloads.append(Download(title: "Risks (SVG)", address: "\(folder)/tornado.svg")) }
    if ladder != nil { downloads.append(Download(title: "Handoffs (SVG)", address: "\(folder)/handoffs.svg")) }
    let badge = "\(SitePath.root(from: ChipPage.depth))badges/\(own.id).svg"
    return downloads + [Download(title: "Badge (SVG)", address: badge)]
  }

  /// The criteria of all milestones as one picture.
  func criteriaPicture() -> Markup? {
    let isDone = { (index: MilestoneIndex) in self.model.milestones[index].isDone }
    let rows = rows(withCriteria.filter { !isDone($0) } + withCriteria.filter(isDone))
    guard !rows.isEmpty else { return nil }
    var y = 14
    var parts = Markup()
    for row in rows {
      var milestone: Milestone { _read { yield model.milestones[row.index] } }
      let units = CriteriaUnits(milestone.criteria)
      parts += """
        <text x="8" y="\(y + 12)" font-weight="600" fill="#16181d">\(Wording.cut(milestone.displayTitle, 36))</text>
        """
      units.writePicture(x: 280, y: y, to: &parts)
      parts += "<text x=\"\(290 + units.width)\" y=\"\(y + 12)\" fill=\"#50545d\">\(units.words)</text>\n"
      y += units.height + 12
    }
    let title = "\(own.displayTitle): exit criteria as of \(model.statusDate)"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="980" height="\(y)" viewBox="0 0 980 \(y)" role="img" \
      font-family="Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" font-size="12">
      <title>\(title)</title><rect width="980" height="\(y)" fill="#fff"/>
      \(parts)</svg>

      """
  }
}

/// One bar of what moves a launch.
struct TornadoLine: TemplateContext {
  let row: TornadoChart.Row

  static let fields = FieldTable<TornadoLine>(
    "bar",
    [
      "title": .text("The risk, or the step that takes uncertain time") { $0.row.name },
      "note": .text("The risk's chance, or the length as written") { $0.row.note },
      "swing": .text("How much later the launch is if it goes badly") { Wording.slip($0.row.swing) },
      "bar": .markup("The bar") { $0.row.strip.svg() },
    ])
}
