import TapeoutTemplates

/// A page that every site has once. Its template, address, words and context are registered in ``all`` and nowhere else.
struct SinglePage: Sendable {
  /// The name of its template.
  let name: String
  let path: SitePath
  let title: String
  /// What the page tells, to follow its title and a colon.
  let subject: String
  /// The entry of the navigation that is marked.
  let section: Layout.Section
  /// The page is shown at any address, so it belongs to no site map, and its links begin at the site's root.
  let isAnywhere: Bool
  let shape: ContextShape
  private let make: @Sendable (SiteBuilder, TemplateSet) -> Rendered

  struct Rendered {
    var body: Markup
    var pictures: [OutputFile]
    var answer: PageAnswer?
  }

  /// - Parameters:
  ///   - pictures: files that are made from the same context.
  ///   - answer: what the page says itself, for links to it.
  ///   - context: what the template may speak of.
  private init<Context: TemplateContext>(
    _ name: String, _ path: SitePath, title: String, subject: String, section: Layout.Section,
    isAnywhere: Bool = false,
    pictures: @escaping @Sendable (Context, SiteModel) -> [OutputFile] = { _, _ in [] },
    answer: @escaping @Sendable (Context) -> PageAnswer? = { _ in nil },
    context: @escaping @Sendable (SiteBuilder) -> Context
  ) {
    self.name = name
    self.path = path
    self.title = title
    self.subject = subject
    self.section = section
    self.isAnywhere = isAnywhere
    shape = Context.fields.shape
    make = { builder, templates in
      let context = context(builder)
      return Rendered(
        body: templates.render(context, name), pictures: pictures(context, builder.model), answer: answer(context))
    }
  }

  func rendered(for builder: SiteBuilder, _ templates: TemplateSet) -> Rendered { make(builder, templates) }

  /// In the order in which a site map lists them: the portfolio first.
  static let all: [SinglePage] = [
    SinglePage(
      "portfolio", .portfolio, title: "Portfolio", subject: "will it launch in time", section: .portfolio,
      pictures: { $0.pictures($1) }, answer: { $0.answer }, context: { PortfolioPage($0.model, .first($0.model.plan)) }),
    SinglePage(
      "partners", .partners, title: "Partners", subject: "who owes what to whom", section: .partners,
      answer: { PageAnswer($0.lede) }, context: { PartnersPage($0.model, $0.handoffs) }),
    SinglePage(
      "people", .people, title: "People", subject: "who owes what", section: .people,
      answer: { PageAnswer($0.lede) }, context: { PeoplePage($0.model) }),
    SinglePage(
      "late", .late, title: "Wanted, blocked, late", subject: "what waits for whom", section: .other,
      context: { LatePage.first($0.model) }),
    SinglePage(
      "calendar", .calendar, title: "Calendar", subject: "what happens when", section: .calendar,
      answer: { PageAnswer($0.lede) }, context: { CalendarPage($0.model, $0.calendar, $0.calendar[0]) }),
    SinglePage(
      "risks", .risks, title: "Risks", subject: "what may go wrong", section: .risks,
      answer: { PageAnswer($0.lede) }, context: { RisksPage(model: $0.model) }),
    SinglePage(
      "scenarios", .scenarios, title: "Scenarios", subject: "what would happen if", section: .scenarios,
      context: { ScenariosPage(model: $0.model) }),
    SinglePage(
      "reports", .reports, title: "Reports", subject: "the status reports", section: .reports,
      context: { ReportsPage(model: $0.model) }),
    SinglePage(
      "changes", .changes, title: "Changes", subject: "what moved, and why", section: .changes,
      answer: { PageAnswer($0.lede) }, context: { ChangesPage(model: $0.model) }),
    SinglePage(
      "program", .program, title: "About", subject: "what it is about", section: .other,
      context: { ProgramPage(model: $0.model) }),
    SinglePage(
      "findings", .findings, title: "Findings", subject: "what the check says", section: .findings,
      context: { FindingsPage(model: $0.model) }),
    SinglePage(
      "method", .method, title: "Method", subject: "how figures are worked out", section: .other,
      context: { MethodPage(model: $0.model) }),
    SinglePage(
      "search", .search, title: "Search", subject: "every page", section: .search,
      context: { SearchPage(model: $0.model, part: .first($0.model.plan)) }),
    SinglePage(
      "notfound", .notFound, title: "Not found", subject: "no such page", section: .other, isAnywhere: true,
      context: { NotFoundPage(model: $0.model) }),
  ]
}

extension PortfolioPage {
  /// The charts of the portfolio as files of their own.
  func pictures(_ model: SiteModel) -> [OutputFile] {
    var files: [OutputFile] = []
    if let timeline {
      files.append(OutputFile(path: part.address(LaunchTimeline.file), timeline.figure(model).file))
    }
    if !path.steps.isEmpty {
      files.append(OutputFile(path: "charts/driving-path.svg", path.figure(model).file))
    }
    return files
  }
}
