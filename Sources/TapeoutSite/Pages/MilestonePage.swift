import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// One milestone: when, why, what is still open, what it waits for and what waits for it.
struct MilestonePage: TemplateContext {
  static let depth = 2

  let model: SiteModel
  let index: MilestoneIndex
  let chart: ProbabilityChart?
  let steps: ForecastSteps?
  let prose: Markup?
  let headline: Headline
  private let units: CriteriaUnits

  init(_ model: SiteModel, milestone: MilestoneIndex) {
    self.model = model
    index = milestone
    headline = Headline(milestone: milestone, model)
    chart = ProbabilityChart(model, milestone: milestone)
    steps = ForecastSteps(model, milestone: milestone)
    units = CriteriaUnits(model.milestones[milestone].criteria)
    prose = model.prose(
      model.milestones[milestone].body, of: model.milestones[milestone].origin.file, depth: MilestonePage.depth,
      omitsCriteria: units.counts.total > 0)
  }

  private var milestone: Milestone { _read { yield model.milestones[index] } }

  static let fields = FieldTable<MilestonePage>(
    "milestone-page",
    [
      "title": .text("The milestone's title") { $0.milestone.displayTitle },
      "chip": .text("The title of its chip") { $0.model.chipTitle(of: $0.index) },
      "chipHref": .link("The chip's page") { "../\($0.milestone.id.chip).html" },
      "home": .link("The portfolio") { _ in "../../index.html" },
      "status": .markup("Mark and word of its health") { $0.model.health($0.index).pill },
      "lede": .markup("The answer in a sentence") { $0.headline.markup },
      "facts": .list("What is known about it") { $0.facts },
      "criteriaNote": .text("How many are met, waived, failing, open") { $0.criteriaNote },
      "criteria": .list("The exit criteria by their sub-headings", isEmpty: { $0.milestone.criteria.isEmpty }) {
        CriteriaGroup.groups($0.model, $0.index)
      },
      "chart": .markup("When it will probably be done, as a picture") { $0.chart?.markup(id: "pc") },
      "odds": .list("The same as dates and chances") { $0.odds },
      "oddsNote": .markup("What the forecast is drawn from, and whose date has passed") { $0.oddsNote },
      "history": .one("What its date was thought to be, where more than one estimate is known") { page in
        page.steps.map { StepsBlock(model: page.model, milestone: page.index, steps: $0) }
      },
      "needs": .list(
        "What must happen first, the one that makes the date first",
        isEmpty: { $0.model.schedule.graph.incoming($0.index).isEmpty }
      ) { $0.needs },
      "unlocks": .list("What waits for it", isEmpty: { $0.model.schedule.graph.outgoing($0.index).isEmpty }) {
        $0.unlocks
      },
      "hasBody": .flag("Whether something is written about it") { $0.prose != nil },
      "opensWithHeading": .flag("Whether that begins with a heading of its own") { $0.prose?.opensWithHeading == true },
      "body": .markup("What is written about it") { $0.prose },
      "sources": .list("Where claims about it come from", isEmpty: { $0.milestone.sources.isEmpty }) {
        $0.milestone.sources.map(SourceLine.init)
      },
      "before": .one("The milestone before it in its chip") { $0.neighbour(-1) },
      "after": .one("The milestone after it in its chip") { $0.neighbour(1) },
      "source": .text("Its file") { $0.model.content.sourcePath($0.milestone.origin.file) },
      "isEditable": .flag("Whether program.md says where files can be edited") { $0.model.plan.program.edit != nil },
      "edit": .link("Where its file can be edited") { $0.model.editAddress($0.milestone.origin.file) },
      "badge": .link("Its status as a small picture") {
        "../../badges/\($0.milestone.id.chip)/\($0.milestone.id.milestone).svg"
      },
      "hasPicture": .flag("Whether there is a forecast to draw") { $0.chart != nil },
      "picture": .link("The forecast as a picture file") { page in
        page.chart.map { _ in "../../charts/\(page.milestone.id.chip)/milestones/\(page.milestone.id.milestone).svg" }
      },
    ])

  // MARK: Facts

  private var facts: [Fact] {
    var facts: [Fact] = []
    func add(_ name: String, _ value: Markup?) { if let value { facts.append(Fact(name: name, value: value)) } }
    func party(_ index: PartnerIndex) -> Markup { model.link(partner: index, depth: MilestonePage.depth) }
    add("Kind", milestone.kind.map { "\($0.title)" })
    add("Phase", "\(model.phase(index).title)")
    add("Stepping", milestone.stepping.map { "\($0.value)" })
    add("Owner", milestone.owner.map { model.link(owner: $0.value, depth: MilestonePage.depth) })
    if milestone.isHandoff, let giver = milestone.giver, let receiver = milestone.receiver {
      add("Handoff", "\(party(giver)) to \(party(receiver))")
      if let accepted = milestone.accepted?.value { add("Accepted", accepted.markup) }
    } else if let giver = milestone.giver {
      add("Given by", party(giver))
    }
    add("Baseline", milestone.baseline.map { $0.value.markup } ?? "no baseline")
    if let slip = model.slipText(index) { add("Slip", "\(slip)") }
    if let first = model.againstFirst(index) { add("From the first baseline", Markup(first)) }
    if !milestone.isDone {
      if let passed = model.passedDate(index) { add("Overdue since", passed.markup) }
      add("Earliest by what is dated", model.earliest(index)?.markup)
      if let promise = model.promise(index) {
        add("Forecast", "<s>\(promise.markup)</s>")
      } else {
        add("Forecast", milestone.forecast.map { $0.value.markup })
      }
      add("Not before", milestone.notBefore.map { $0.value.markup })
      add("Float", "\(model.floatText(index))")
    }
    add("Needed by", milestone.needBy.map { $0.value.markup })
    for (field, text) in model.plan.ownValues(of: index, shownAt: .milestone) {
      add(field.title, model.markup(ownValue: text, of: field))
    }
    if !milestone.tags.isEmpty { add("Tags", "\(Wording.list(milestone.tags.map(\.value)))") }
    return facts
  }

  private var criteriaNote: String? {
    guard units.counts.total > 0 else { return nil }
    let verdict =
      units.counts.closed == units.counts.total
      ? "The gate is clear." : "Every line must be met, or waived by name, before it is done."
    return "\(units.words) of \(units.counts.total). \(verdict)"
  }

  // MARK: Forecast

  private var odds: [Fact] {
    guard chart != nil, let forecast = model.forecast.milestones[index] else { return [] }
    // What rests on a date that has passed is a bound.
    let isBound = model.scheduled(index).worstOverdue != nil
    let percentiles = [("P10", forecast.p10), ("P50", forecast.p50), ("P80", forecast.p80), ("P90", forecast.p90)]
    var facts = percentiles.map { name, day in Fact(name: name, value: "\(isBound ? "≥ " : "")\(day.markup)") }
    if let chance = forecast.chanceByNeedBy {
      let most = isBound && chance > 0 ? "≤ " : ""
      facts.append(Fact(name: "By the day it is needed", value: "\(most + Wording.share(chance))"))
    }
    if forecast.criticality > 0 {
      facts.append(Fact(name: "Drives the launch", value: "in \(Wording.share(forecast.criticality)) of draws"))
    }
    return facts
  }

  private var oddsNote: Markup? {
    guard chart != nil else { return nil }
    let drawn: Markup = "From \(Wording.grouped(model.forecast.samples)) draws of the whole plan."
    guard let worst = model.scheduled(index).worstOverdue, let passed = model.passedDate(worst) else { return drawn }
    let bound = LaunchAnswer.Bound(step: model.step(worst), passed: passed, count: 1)
    return "\(drawn) ≥: at the earliest, since \(model.markup(Wording.passed(bound), depth: MilestonePage.depth))."
  }

  // MARK: Dependencies

  private var needs: [MilestoneRow] {
    let driver = model.scheduled(index).driver.edge.map { model.schedule.graph.edges[$0].from }
    let isDone = milestone.isDone
    let edges = model.predecessors(index).map {
      edge -> (edge: DependencyGraph.Edge, order: (Int, Int, MilestoneIndex)) in
      let day = model.scheduled(edge.from).expected.map { Int(model.schedule.arrival(edge, from: $0).number) }
      return (edge, (edge.from == driver ? 0 : 1, -(day ?? .max), edge.from))
    }.sorted { $0.order < $1.order }
    return edges.map { edge, _ in
      var note = Note(model.health(edge.from).word)
      addLength(edge, to: &note)
      if !isDone, !model.milestones[edge.from].isDone {
        if edge.from == driver {
          note.add("drives this date")
        } else if let spare = model.schedule.spare(edge), spare > 0 {
          note.add("\(Wording.length(spare)) to spare")
        }
      }
      return row(edge.from, note)
    }
  }

  private var unlocks: [MilestoneRow] {
    let isDone = milestone.isDone
    let edges = model.successors(index).sorted { left, right in
      func place(_ index: MilestoneIndex) -> (ChipIndex, Int) {
        (model.milestones[index].chip, model.places.placeInOrder[index])
      }
      return place(left.to) < place(right.to)
    }
    return edges.map { edge in
      let to = edge.to
      var note = Note(model.health(to).word)
      addLength(edge, to: &note)
      if !isDone, !model.milestones[to].isDone {
        if model.scheduled(to).driver.edge.map({ model.schedule.graph.edges[$0].from == edge.from }) == true {
          note.add("moves with this")
        } else if let spare = model.schedule.spare(edge), spare > 0 {
          note.add("\(Wording.length(spare)) to spare")
        }
      }
      return row(to, note)
    }
  }

  /// Remarks, a dot between them.
  private struct Note {
    var text: String

    init(_ text: String) { self.text = text }

    mutating func add(_ remark: String) {
      text += " · "
      text += remark
    }
  }

  private func row(_ other: MilestoneIndex, _ note: Note) -> MilestoneRow {
    let isSameChip = model.milestones[other].chip == milestone.chip
    return MilestoneRow(
      model: model, index: other, depth: MilestonePage.depth,
      note: isSameChip ? note.text : "\(model.chipTitle(of: other)) · \(note.text)")
  }

  /// How long it takes from one to the other, as written: `then 1w to 4w, likely 2w`.
  private func addLength(_ edge: DependencyGraph.Edge, to note: inout Note) {
    if edge.isUnknown { note.add("nobody knows how long after") }
    guard let duration = model.milestones[edge.to].dependencies[Int(edge.dependency)].duration else { return }
    note.add(duration.likely.days == 0 && duration.isCertain ? "the same day" : "then \(duration.words)")
  }

  private func neighbour(_ step: Int) -> MilestoneRow? {
    let order = model.places.order[milestone.chip]
    let place = model.places.placeInOrder[index] + step
    guard order.indices.contains(place) else { return nil }
    return MilestoneRow(model: model, index: order[place], depth: MilestonePage.depth)
  }
}

/// Exit criteria below one sub-heading.
struct CriteriaGroup: TemplateContext {
  var title: String?
  var criteria: [CriterionLine]

  /// In the order written.
  static func groups(_ model: SiteModel, _ milestone: MilestoneIndex) -> [CriteriaGroup] {
    var groups: [CriteriaGroup] = []
    var criteria: [ExitCriterion] { _read { yield model.milestones[milestone].criteria } }
    var start = criteria.startIndex
    while start < criteria.endIndex {
      let title = criteria[start].group
      let end = criteria[start...].firstIndex { $0.group != title } ?? criteria.endIndex
      let lines = (start..<end).map { CriterionLine(model: model, milestone: milestone, place: $0) }
      groups.append(CriteriaGroup(title: title, criteria: lines))
      start = end
    }
    return groups
  }

  static let fields = FieldTable<CriteriaGroup>(
    "criteria-group",
    [
      "title": .text("The sub-heading") { $0.title },
      "criteria": .list("The criteria below it") { $0.criteria },
    ])
}

/// One exit criterion.
struct CriterionLine: TemplateContext {
  let model: SiteModel
  let milestone: MilestoneIndex
  let place: Int

  private var criterion: ExitCriterion { _read { yield model.milestones[milestone].criteria[place] } }

  private static let met: Markup = "<span class=\"st\">\(Mark.done.icon)Met</span>"
  private static let waived: Markup = "<span class=\"st\">\(Mark.waive.icon)Waived</span>"
  private static let failing: Markup = "<span class=\"st hot\">\(Mark.late.icon)Failing</span>"
  private static let open: Markup = "<span class=\"st\">\(Mark.plan.icon)Open</span>"

  private var word: Markup {
    switch criterion.state {
    case .met: CriterionLine.met
    case .waived: CriterionLine.waived
    case .failing: CriterionLine.failing
    case .open: CriterionLine.open
    }
  }

  private var waiver: Markup? {
    guard criterion.state == .waived else { return nil }
    guard let waiver = criterion.waiver else { return "Waived without a name, an end and a reason" }
    var text: Markup = "Waived by \(waiver.by ?? "nobody named")"
    switch waiver.until {
    case .date(let date): text += " until \(date.markup)"
    case .milestone(let reference):
      if let index = reference.index {
        text += " until \(model.link(index, depth: MilestonePage.depth))"
      } else {
        text += " until \(reference.id.description)"
      }
    case nil: text += ", with no end"
    }
    if let reason = waiver.reason { text += ": \(reason)" }
    return text
  }

  static let fields = FieldTable<CriterionLine>(
    "criterion",
    [
      "status": .markup("Mark and word: Met, Waived, Failing or Open") { $0.word },
      "text": .text("The criterion") { $0.criterion.text },
      "waiver": .markup("Who waived it, until when and why") { $0.waiver },
    ])
}
