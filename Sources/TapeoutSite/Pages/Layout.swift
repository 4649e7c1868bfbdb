import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// The frame around every page.
struct Layout: TemplateContext {
  let model: SiteModel
  let path: SitePath
  /// As the browser's tab says it, without the program.
  var title: String
  /// For search engines and previews.
  var description: String
  /// The entry of the navigation that is marked.
  var section: Section
  var body: Markup
  /// The shapes of the marks that the page uses.
  var sprite: Markup = ""
  /// Addresses from the site's root, since nobody knows where the page is shown.
  var isAnywhere = false
  /// The page's address below the site's.
  var canonicalPath: String

  init(
    model: SiteModel, path: SitePath, title: String, description: String, section: Section, body: Markup = "",
    isAnywhere: Bool = false
  ) {
    self.model = model
    self.path = path
    self.title = title
    self.description = description
    self.section = section
    self.body = body
    self.isAnywhere = isAnywhere
    canonicalPath = path == .portfolio ? "" : path.path
  }

  enum Section: Hashable, Sendable {
    case portfolio, chip(ChipIndex), partners, people, calendar, risks, reports, changes, findings, other
  }

  private var root: String {
    isAnywhere ? model.content.site ?? "" : SitePath.root(from: path.depth)
  }

  private var links: [PageLink] {
    func link(_ title: String, _ target: SitePath, _ own: Section) -> PageLink {
      PageLink(title: title, address: root + target.path, isCurrent: section == own)
    }
    var links = [link("Portfolio", .portfolio, .portfolio)]
    let chips = model.plan.chips
    if chips.count > SiteModel.mostChipsInNavigation {
      let isChip = if case .chip = section { true } else { false }
      links.append(
        PageLink(title: "\(chips.count) chips", address: root + SitePath.portfolio.path + "#tl", isCurrent: isChip))
    } else {
      for index in chips.indices {
        links.append(
          PageLink(
            title: Wording.cut(chips[index].displayTitle, 28), address: root + model.plan.path(chip: index),
            isCurrent: section == .chip(index)))
      }
    }
    links.append(link("Partners", .partners, .partners))
    if !model.owners.all.isEmpty { links.append(link("People", .people, .people)) }
    links.append(link("Calendar", .calendar, .calendar))
    if !model.plan.risks.isEmpty { links.append(link("Risks", .risks, .risks)) }
    if !model.comparisons.isEmpty { links.append(link("Changes", .changes, .changes)) }
    if !model.plan.reports.isEmpty { links.append(link("Reports", .reports, .reports)) }
    return links
  }

  /// Estimated as in charts: beside it stand the program's title and the report's date.
  private var isLong: Bool {
    links.reduce(0) { $0 + $1.title.unicodeScalars.count * 8 + 20 } + model.title.unicodeScalars.count * 9 > 720
  }

  static let fields = FieldTable<Layout>(
    "layout",
    [
      "title": .text("The page's title") { $0.title },
      "description": .text("What the page says, in a sentence") { $0.description },
      "program": .text("The program's title") { $0.model.title },
      "home": .link("The portfolio") { $0.root + "index.html" },
      "style": .link("The stylesheet") { $0.root + "site.css" },
      "printStyle": .link("What paper changes") { $0.root + "print.css" },
      "script": .link("The script") { $0.root + "site.js" },
      "icon": .link("The icon") { $0.root + "favicon.svg" },
      "feed": .link("The feed of dated events") { $0.root + "feed.xml" },
      "hasCanonical": .flag("Whether the site's address is known") { !$0.isAnywhere && $0.model.content.site != nil },
      "canonical": .link("The page's own address, where the site's is known") { layout in
        guard !layout.isAnywhere, let site = layout.model.content.site else { return nil }
        return site + layout.canonicalPath
      },
      "notice": .text("The program's notice") { $0.model.plan.program.notice?.value },
      "isPortfolio": .flag("Whether this is the portfolio, which prints on one page") { $0.section == .portfolio },
      "paper": .text("What the rules for paper call the page") { PaperRules.name($0) },
      "hasPaper": .flag("Whether they name it") { PaperRules.name($0) != nil },
      "isLong": .flag("Whether the navigation takes a line of its own") { $0.isLong },
      "links": .list("The navigation") { $0.links },
      "report": .text("The number of the newest report") { layout in
        layout.model.plan.reports.last.map { $0.day <= layout.model.statusDate } == true
          ? String(layout.model.plan.reports.count) : nil
      },
      "statusDate": .text("The report's date") { $0.model.statusDate.description },
      "findings": .text("How many warnings the check has") { $0.model.findingsText },
      "hasFindings": .flag("Whether the check says anything") { $0.model.content.findings.total > 0 },
      "findingsHref": .link("The findings") { $0.root + SitePath.findings.path },
      "method": .link("How figures are worked out") { $0.root + SitePath.method.path },
      "about": .link("What the program is about") { $0.root + SitePath.program.path },
      "search": .link("The list of all pages") { $0.root + SitePath.search.path },
      "json": .link("The plan for programs") { $0.root + "plan.json" },
      "csv": .link("The plan for spreadsheets") { $0.root + "plan.csv" },
      "ics": .link("The plan for calendars") { $0.root + "plan.ics" },
      "hasOffice": .flag("Whether the site has a workbook and a file for Microsoft Project: a very large plan has none")
      {
        OfficeDownloads.belong(to: $0.model.plan)
      },
      "xlsx": .link("The plan as a workbook") { $0.root + SitePath.workbook.path },
      "mspdi": .link("The plan for Microsoft Project") { $0.root + SitePath.project.path },
      "sprite": .markup("The marks that the page uses") { $0.sprite },
      "content": .markup("The page itself") { $0.body },
    ])
}
