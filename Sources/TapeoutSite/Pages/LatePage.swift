import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// All that is wanted, blocked or late in the program. Where that is more than a browser shows at ease, the rest stands
/// on further pages.
struct LatePage: TemplateContext {
  let model: SiteModel
  private let needs: NeedsYou
  /// From 0.
  private let number: Int
  private let rows: [Section: ArraySlice<NeedRow.Need>]

  enum Section: Hashable, CaseIterable {
    case wanted, blocked, late
  }

  /// Some half a megabyte of them.
  private static let mostRows = 1_000

  private init(_ model: SiteModel, _ needs: NeedsYou, number: Int) {
    self.model = model
    self.needs = needs
    self.number = number
    let all: [(Section, NeedRow.Need)] =
      needs.wanted.map { (.wanted, .decision($0)) } + needs.blocked.map { (.blocked, .blocked($0)) }
      + needs.allLate.map { (.late, .late($0)) }
    let start = min(number * LatePage.mostRows, all.count)
    let own = all[start..<min(start + LatePage.mostRows, all.count)]
    rows = Dictionary(grouping: own, by: \.0).mapValues { $0.map(\.1)[...] }
  }

  static func first(_ model: SiteModel) -> LatePage { LatePage(model, NeedsYou(model), number: 0) }

  /// Those behind the first.
  static func rest(_ model: SiteModel) -> [LatePage] {
    let needs = NeedsYou(model)
    return (0..<LatePage.count(needs)).dropFirst().map { LatePage(model, needs, number: $0) }
  }

  private static func count(_ needs: NeedsYou) -> Int {
    let rows = needs.wanted.count + needs.blocked.count + needs.allLate.count
    return max(1, (rows + mostRows - 1) / mostRows)
  }

  /// `late.html`, `late-2.html`
  private static func address(_ number: Int) -> String { number == 0 ? SitePath.late.path : "late-\(number + 1).html" }
  var path: SitePath { SitePath(LatePage.address(number)) }

  /// How many pages there are, from the counts alone.
  static func paths(_ model: SiteModel) -> [String] {
    (0..<count(NeedsYou(model))).dropFirst().map(address)
  }

  static let fields = FieldTable<LatePage>(
    "late",
    [
      "lede": .markup("How much is wanted, blocked and late, in a sentence") { page in
        page.model.markup(page.needs.summary(page.model), depth: 0)
      },
      "sections": .list("Wanted, blocked, late") { $0.sections },
      "pages": .list("The pages, where there is more than one") { $0.pages },
    ])

  private var sections: [NeedsColumn] {
    func column(_ section: Section, _ id: String, _ heading: String, _ nothing: String) -> NeedsColumn? {
      let rows = rows[section] ?? []
      guard number == 0 || !rows.isEmpty else { return nil }
      return NeedsColumn(
        id: id, heading: heading, address: "#\(id)",
        rows: rows.map { NeedRow(model: model, need: $0, depth: 0, namesChip: true) }, nothing: nothing)
    }
    return [
      column(.wanted, "wanted", Wording.wantedHeading(needs.wanted.count), "Nothing is wanted."),
      column(.blocked, "blocked", Wording.blockedHeading(needs.blocked.count), "Nothing is blocked."),
      column(.late, "late", Wording.lateHeading(needs.allLate.count, launches: 0), "Nothing is late."),
    ].compactMap { $0 }
  }

  private var pages: [PageLink] {
    let count = LatePage.count(needs)
    guard count > 1 else { return [] }
    return (0..<count).map {
      PageLink(title: "Page \($0 + 1)", address: LatePage.address($0), isCurrent: $0 == number)
    }
  }
}

/// The newest report, as the portfolio quotes it.
struct NewestReport: TemplateContext {
  let model: SiteModel
  let report: ReportIndex

  init?(_ model: SiteModel) {
    guard let report = model.plan.reports.indices.last(where: { model.plan.reports[$0].day <= model.statusDate }) else {
      return nil
    }
    self.model = model
    self.report = report
  }

  private var own: Report { model.plan.reports[report] }

  static let fields = FieldTable<NewestReport>(
    "newest-report",
    [
      "number": .text("Its number") { String($0.report.number) },
      "date": .markup("Its day") { $0.own.day.markup },
      "title": .text("What happened, in one line") { $0.own.title?.value ?? "Report \($0.report.number)" },
      "href": .link("Its page") { $0.model.plan.path(report: $0.report) },
      "inShort": .markup("What it says below `In short`, else its first paragraph") {
        $0.model.excerpt(.inShort, $0.own.body, of: $0.own.origin.file, depth: 0)
      },
    ])
}
