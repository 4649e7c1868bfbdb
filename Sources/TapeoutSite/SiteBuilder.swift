import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// The pages and pictures of a site, one unit at a time: any order, any thread, the same bytes.
///
/// No unit does work that grows with the site, except those whose page lists the whole of it.
package struct SiteBuilder: Sendable {
  let model: SiteModel
  let templates: TemplateSet
  /// The milestones that one party hands over to another.
  let handoffs: [MilestoneIndex]
  /// The parts of the calendar.
  let calendar: [CalendarPart]
  let units: [Unit]

  enum Unit: Sendable {
    case single(SinglePage)
    case assets
    /// What the search looks through.
    case searchText(SearchText.File)
    /// What is left of the pages that list all chips, beside their first parts.
    case part(ListPart)
    /// What is left of the list of what is late, beside its first page.
    case late
    /// What is left of the calendar beside its first part.
    case calendar(CalendarPart)
    case chip(ChipIndex)
    case partner(PartnerIndex)
    case owner(OwnerIndex)
    case report(ReportIndex)
    /// What lies at addresses that things had under former ids.
    case former
    /// Milestones of one chip: they share a frame.
    case milestones(Range<MilestoneIndex>, chip: ChipIndex)
  }

  /// Milestones a unit at most, so that a large chip keeps all cores busy.
  private static let stretch = 64

  /// - Parameter templates: a set without findings.
  package init(_ content: SiteContent, _ templates: TemplateSet) {
    model = SiteModel(content)
    self.templates = templates
    let plan = content.plan
    handoffs = model.handoffs
    let calendar = CalendarPart.all(model)
    self.calendar = calendar
    let texts = SearchText(model: model)
    let searchTexts = ListPart.all(plan).flatMap(texts.files)
    units =
      SinglePage.all.map(Unit.single) + [.assets, .former, .late] + ListPart.all(plan).dropFirst().map(Unit.part)
      + calendar.dropFirst().map(Unit.calendar) + searchTexts.map(Unit.searchText)
      + plan.chips.indices.map(Unit.chip)
      + plan.partners.indices.map(Unit.partner)
      + model.owners.all.indices.map(Unit.owner)
      + plan.reports.indices.map(Unit.report)
      + plan.chips.indices.flatMap { chip -> [Unit] in
        let all = plan.chips[chip].milestones
        return stride(from: all.lowerBound, to: all.upperBound, by: SiteBuilder.stretch).map {
          .milestones($0..<min($0.advanced(by: SiteBuilder.stretch), all.upperBound), chip: chip)
        }
      }
  }

  package var unitCount: Int { units.count }

  /// Paths of all pages that can be linked to, for the site map: the portfolio first.
  package var pagePaths: [String] {
    let plan = model.plan
    return SinglePage.all.filter { !$0.isAnywhere }.map(\.path.path)
      + ListPart.all(plan).dropFirst().flatMap { part in
        [SitePath.portfolio, .search].map { part.address($0.path) }
      }
      + LatePage.paths(model)
      + calendar.dropFirst().map(\.path.path)
      + plan.chips.indices.map(plan.path(chip:)) + model.slides
      + model.places.pathsBesideChip.map { "chips/\($0)" }
      + plan.partners.indices.map(plan.path(partner:))
      + model.owners.all.indices.map { model.path(owner: $0).percentEncoded }
      + plan.reports.indices.map(plan.path(report:))
  }

  /// The files beside the Markdown that pages link to, as paths from the root, sorted.
  package var attachments: [String] {
    let plan = model.plan
    guard !plan.attachments.isEmpty else { return [] }
    var used: Set<ExactString> = []
    func visit(_ body: Body, _ file: FileID) {
      guard !body.links.isEmpty else { return }
      let source = model.content.sourcePath(file)
      for link in body.links {
        if let path = model.places.pages.attachment(link, in: source) { used.insert(ExactString(path)) }
      }
    }
    visit(plan.program.body, plan.program.origin.file)
    for chip in plan.chips { visit(chip.body, chip.origin.file) }
    for index in plan.milestones.indices { visit(plan.milestones[index].body, plan.milestones[index].origin.file) }
    for partner in plan.partners { visit(partner.body, partner.origin.file) }
    for risk in plan.risks { visit(risk.body, risk.origin.file) }
    for report in plan.reports { visit(report.body, report.origin.file) }
    return used.map(\.text).sorted { $0.precedesInBytes($1) }
  }

  /// Makes the files of one unit, each handed over before the next: so its memory serves again.
  package func makeFiles<Failure>(
    _ unit: Int, _ deliver: (OutputFile) throws(Failure) -> Void
  ) throws(Failure) {
    try makeFiles(units[unit], deliver)
  }

  func makeFiles<Failure>(_ unit: Unit, _ deliver: (OutputFile) throws(Failure) -> Void) throws(Failure) {
    switch unit {
    case .chip(let chip): try makeChip(chip, deliver)
    case .milestones(let range, let chip): try makeMilestones(range, chip: chip, deliver)
    case let single: for file in files(single) { try deliver(file) }
    }
  }

  private func files(_ unit: Unit) -> [OutputFile] {
    switch unit {
    case .single(let single): files(single)
    case .assets:
      [
        OutputFile(path: "site.css", bytes: Stylesheet.compact(templates.asset("site.css"))),
        OutputFile(
          path: "print.css",
          bytes: Stylesheet.compact(templates.asset("print.css") + Array(PaperRules.css(model).utf8))),
        OutputFile(path: "site.js", bytes: templates.asset("site.js")),
        OutputFile(path: "favicon.svg", bytes: icon),
      ] + (templates.customStyle.map { [OutputFile(path: TemplateSet.customStyle, bytes: $0)] } ?? [])
    case .searchText(let file): [OutputFile(path: file.path, bytes: SearchText(model: model).bytes(file))]
    case .part(let part): files(part)
    case .late:
      LatePage.rest(model).map { late in
        page(
          templates.render(late, "late"), at: late.path, title: "Wanted, blocked, late",
          subject: "what waits for whom", section: .other)
      }
    case .calendar(let part):
      [
        page(
          templates.render(CalendarPage(model, calendar, part), "calendar"), at: part.path,
          title: "Calendar, \(part.title)", subject: "what happens when", section: .calendar)
      ]
    case .partner(let index): [partner(index)]
    case .owner(let index): [owner(index)]
    case .report(let index): [report(index)]
    case .former: formerFiles
    case .chip, .milestones: []
    }
  }

  /// The user's own icon; ours is the program's health, so that a tab tells it.
  private var icon: [UInt8] {
    guard templates.isBuiltIn("favicon.svg") else { return templates.asset("favicon.svg") }
    return StatusBadge.icon(model.schedule.health).bytes
  }

  // MARK: Units

  private func files(_ single: SinglePage) -> [OutputFile] {
    let rendered = single.rendered(for: self, templates)
    let file = page(
      rendered.body, at: single.path, title: single.title, subject: single.subject, answer: rendered.answer,
      section: single.section,
      isAnywhere: single.isAnywhere)
    return [file] + rendered.pictures
  }

  private func files(_ part: ListPart) -> [OutputFile] {
    let portfolio = PortfolioPage(model, part)
    let search = SearchPage(model: model, part: part)
    return [
      page(
        templates.render(portfolio, "portfolio"), at: SitePath(part.address(SitePath.portfolio.path)),
        title: part.title, subject: "when they launch", section: .other),
      page(
        templates.render(search, "search"), at: SitePath(part.address(SitePath.search.path)),
        title: "All pages: \(part.title)", subject: "every page", section: .search),
    ] + portfolio.pictures(model)
  }

  /// A body with the layout around it.
  ///
  /// - Parameters:
  ///   - subject: what the page tells, to follow its title and a colon.
  ///   - answer: what it says itself; nil where it only lists.
  func page(
    _ body: Markup, at path: SitePath, title: String, subject: String, answer: PageAnswer? = nil,
    section: Layout.Section, isAnywhere: Bool = false, frame: LayoutFrame? = nil
  ) -> OutputFile {
    let description =
      answer.map { "\($0.sentence) As of \(model.statusDate)." }
      ?? "\(model.title), \(title): \(subject) as of \(model.statusDate)."
    var layout = Layout(
      model: model, path: path, title: title, description: description,
      socialTitle: answer?.state.map { "\(path == .portfolio ? model.title : title): \($0)" }
        ?? "\(title) · \(model.title)",
      section: section, body: body, isAnywhere: isAnywhere)
    layout.hasCustomStyle = templates.customStyle != nil
    layout.sprite = Mark.sprite(MarkSet(usedIn: layout.body.bytes) | templates.layoutMarks)
    guard let frame else { return OutputFile(path: path.path, templates.render(layout, "layout")) }
    var page = Markup()
    page.reserveCapacity(layout.body.bytes.count + 6000)
    frame.write(layout, to: &page)
    return OutputFile(path: path.path, page)
  }

  private func makeChip<Failure>(
    _ index: ChipIndex, _ deliver: (OutputFile) throws(Failure) -> Void
  ) throws(Failure) {
    let own = model.plan.chips[index]
    let context = ChipPage(model, chip: index)
    try deliver(
      page(
        templates.render(context, "chip"), at: SitePath(model.plan.path(chip: index)), title: own.displayTitle,
        subject: "dates, forecast, risks and handoffs", answer: PageAnswer(chip: index, context.headline, model),
        section: .chip(index)))
    try deliver(slide(index))
    func add(_ name: String, _ picture: Markup?) throws(Failure) {
      if let picture { try deliver(OutputFile(path: "charts/\(own.id)/\(name).svg", picture)) }
    }
    try add("timeline", context.chart?.figure(model, chip: index).file)
    try add("trend", context.trend?.figure.file)
    try add("tornado", context.tornado?.figure(model, chip: index).file)
    try add("handoffs", context.ladder?.figure(model, name: own.displayTitle).file)
    try add("criteria", context.criteriaPicture())
    try deliver(OutputFile(path: "badges/\(own.id).svg", badge(chip: index)))
  }

  private func slide(_ index: ChipIndex) -> OutputFile {
    let frame = SlideFrame(
      model: model, title: model.plan.chips[index].displayTitle,
      body: templates.render(SlidePage(model, chip: index), "chipslide"))
    return OutputFile(path: model.slides[index], templates.render(frame, "slideframe"))
  }

  private func badge(chip index: ChipIndex) -> Markup {
    let chip = model.plan.chips[index]
    return StatusBadge.svg(
      label: chip.displayTitle, health: model.schedule.chips[index].health,
      detail: chip.launch.map { _ in Wording.date(model.launches[index]).text })
  }

  private func badge(milestone index: MilestoneIndex) -> Markup {
    StatusBadge.svg(
      label: model.milestones[index].displayTitle, health: model.health(index), detail: model.dateText(index))
  }

  /// Pages that lead on, and badges, which other pages show.
  private var formerFiles: [OutputFile] {
    let former = FormerAddresses(model.plan)
    return former.pages.map {
      OutputFile(path: $0.path, templates.render(MovedPage(model: model, page: $0), "moved"))
    }
      + former.chips.map { OutputFile(path: "badges/\($0.id).svg", badge(chip: $0.chip)) }
      + former.milestones.map {
        OutputFile(path: "badges/\($0.id.chip)/\($0.id.milestone).svg", badge(milestone: $0.milestone))
      }
  }

  private func partner(_ index: PartnerIndex) -> OutputFile {
    let context = PartnerPage(model, partner: index, handoffs: handoffs)
    return page(
      templates.render(context, "partner"),
      at: SitePath(model.plan.path(partner: index)), title: model.plan.partners[index].displayTitle,
      subject: "what it owes and is owed", answer: PageAnswer(context.lede), section: .partners)
  }

  private func owner(_ index: OwnerIndex) -> OutputFile {
    let context = OwnerPage(model, owner: index)
    return page(
      templates.render(context, "owner"), at: SitePath(model.path(owner: index)), title: model.owners.all[index].name,
      subject: "what they owe and wait for", answer: PageAnswer(context.lede), section: .people)
  }

  private func report(_ index: ReportIndex) -> OutputFile {
    let report = model.plan.reports[index]
    return page(
      templates.render(ReportPage(model: model, report: index), "report"),
      at: SitePath(model.plan.path(report: index)), title: report.title?.value ?? "Report \(index.number)",
      subject: "the status report of \(report.day)", section: .reports)
  }

  private func makeMilestones<Failure>(
    _ range: Range<MilestoneIndex>, chip: ChipIndex, _ deliver: (OutputFile) throws(Failure) -> Void
  ) throws(Failure) {
    guard let first = range.first else { return }
    var layout = Layout(
      model: model, path: SitePath(model.plan.path(milestone: first)), title: "", description: "", socialTitle: "",
      section: .chip(chip))
    layout.hasCustomStyle = templates.customStyle != nil
    let frame = LayoutFrame(layout, templates)
    for index in range { try makeMilestone(index, frame, deliver) }
  }

  private func makeMilestone<Failure>(
    _ index: MilestoneIndex, _ frame: LayoutFrame?, _ deliver: (OutputFile) throws(Failure) -> Void
  ) throws(Failure) {
    let context = MilestonePage(model, milestone: index)
    let id = model.milestones[index].id
    let title = model.milestones[index].displayTitle
    try deliver(
      page(
        templates.render(context, "milestone"), at: SitePath("chips/\(model.places.pathsBesideChip[index])"),
        title: "\(title) · \(model.chipTitle(of: index))", subject: "when, why and what is still open",
        answer: PageAnswer(milestone: index, context.headline, model), section: .chip(model.milestones[index].chip),
        frame: frame))
    try deliver(OutputFile(path: "badges/\(id.chip)/\(id.milestone).svg", badge(milestone: index)))
    if let figure = context.steps?.figure {
      try deliver(OutputFile(path: "charts/\(id.chip)/milestones/\(id.milestone)-history.svg", figure.file))
    }
    if let chart = context.chart {
      try deliver(OutputFile(path: "charts/\(id.chip)/milestones/\(id.milestone).svg", chart.figure(model).file))
    }
  }
}
