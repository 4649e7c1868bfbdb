import TapeoutHistory
import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// The frame around every page.
struct Layout: TemplateContext {
  let model: SiteModel
  let path: SitePath
  /// As the browser's tab says it, without the program.
  var title: String
  /// For search engines and previews: the answer of the page.
  var description: String
  /// As a chat or a mail shows a link to the page: its title with how things stand.
  var socialTitle: String
  /// The entry of the navigation that is marked.
  var section: Section
  var body: Markup
  /// The shapes of the marks that the page uses.
  var sprite: Markup = ""
  /// Whether the user has a stylesheet of their own.
  var hasCustomStyle = false
  /// Addresses from the site's root, since nobody knows where the page is shown.
  var isAnywhere = false
  /// The page's address below the site's.
  var canonicalPath: String

  init(
    model: SiteModel, path: SitePath, title: String, description: String, socialTitle: String, section: Section,
    body: Markup = "", isAnywhere: Bool = false
  ) {
    self.model = model
    self.path = path
    self.title = title
    self.description = description
    self.socialTitle = socialTitle
    self.section = section
    self.body = body
    self.isAnywhere = isAnywhere
    canonicalPath = path == .portfolio ? "" : path.path
  }

  enum Section: Hashable, Sendable {
    case portfolio, chip(ChipIndex), partners, people, calendar, risks, scenarios, reports, changes, findings, search
    case other
  }

  private var root: String {
    isAnywhere ? model.content.site ?? "" : SitePath.root(from: path.depth)
  }

  private var logo: String? { model.logo.map { root + $0 } }

  private var navigation: [NavigationLink] { Navigation(model: model, root: root, section: section).links }

  /// So many reports at most: who comes back later reads the page of changes.
  private static let mostChangeDays = 12

  /// `2026-06-12:21 2026-05-29:8`, the newest first; nil where no report is compared with an earlier one.
  private var changeDays: String? {
    let days = model.comparisons.prefix(Layout.mostChangeDays).map { "\($0.day):\($0.changes.count)" }
    return days.isEmpty ? nil : days.joined(separator: " ")
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
      "hasCustomStyle": .flag("Whether there is a stylesheet of your own, `custom.css` among your templates") {
        $0.hasCustomStyle
      },
      "customStyle": .link("Your own stylesheet") { $0.root + TemplateSet.customStyle },
      "script": .link("The script") { $0.root + "site.js" },
      "icon": .link("The icon") { $0.root + "favicon.svg" },
      "feed": .link("The feed of dated events") { $0.root + "feed.xml" },
      "hasCanonical": .flag("Whether the site's address is known") { !$0.isAnywhere && $0.model.content.site != nil },
      "canonical": .link("The page's own address, where the site's is known") { layout in
        guard !layout.isAnywhere, let site = layout.model.content.site else { return nil }
        return site + layout.canonicalPath
      },
      "hasLogo": .flag("Whether program.md names a logo") { $0.logo != nil },
      "logo": .link("The logo") { $0.logo },
      "notice": .text("The program's notice") { $0.model.plan.program.notice?.value },
      "isPortfolio": .flag("Whether this is the portfolio, which prints on one page") { $0.section == .portfolio },
      "paper": .text("What the rules for paper call the page") { PaperRules.name($0) },
      "hasPaper": .flag("Whether they name it") { PaperRules.name($0) != nil },
      "socialTitle": .text("The title with how things stand, for links in chats and mails") { $0.socialTitle },
      "links": .list("The navigation") { $0.navigation },
      "section": .text("The entry of the navigation that the page belongs to") { layout in
        layout.section == .search ? "Search" : layout.navigation.first(where: \.isCurrent)?.title
      },
      "isSearch": .flag("Whether this is the list of all pages") { $0.section == .search },
      "report": .text("The number of the newest report") { layout in
        layout.model.plan.reports.last.map { $0.day <= layout.model.statusDate } == true
          ? String(layout.model.plan.reports.count) : nil
      },
      "statusDate": .text("The report's date") { $0.model.statusDate.description },
      "timeZone": .text("Whose day that is, where program.md says") { $0.model.plan.program.timeZone?.value },
      "changeDays": .text("The newest reports with how many changes each brought, for the script") { $0.changeDays },
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
