import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// Every risk of the program.
struct RisksPage: TemplateContext {
  let model: SiteModel

  private var order: [RiskIndex] { RiskRow.sorted(model.plan.risks.indices, model) }

  static let fields = FieldTable<RisksPage>(
    "risks",
    [
      "lede": .markup("The answer in a sentence") { $0.lede },
      "risks": .list("The risks, open ones first, the heaviest first") { page in
        page.order.prefix(SiteModel.longestList).map { RiskRow(model: page.model, index: $0, depth: 0) }
      },
      "more": .text("What is left out") { page in
        let more = page.order.count - SiteModel.longestList
        return more > 0 ? "\(Wording.counted(more, "lighter risk")) on the chips' pages." : nil
      },
      "statusDate": .text("The report's date") { $0.model.statusDate.description },
    ])

  var lede: Markup {
    let open = model.plan.risks.indices.filter { model.plan.risks[$0].isOpen }
    guard let heaviest = order.first, !open.isEmpty else {
      return "<b>No open risk is on file on \(model.statusDate.markup).</b>"
    }
    let overdue = open.count { model.plan.risks[$0].reviewBy.map { $0.value.last < model.statusDate } ?? false }
    let reviews: Markup =
      overdue == 0 ? "" : " \(Wording.capitalized(overdue)) \(overdue == 1 ? "is" : "are") overdue for review."
    return """
      <b>\(Wording.capitalized(open.count)) \(open.count == 1 ? "risk is" : "risks are") open; the heaviest is \
      \(model.plan.risks[heaviest].displayTitle) on \(model.plan.chips[model.plan.risks[heaviest].chip].displayTitle).\
      </b>\(reviews)
      """
  }
}

/// The status reports, newest first.
struct ReportsPage: TemplateContext {
  let model: SiteModel

  static let fields = FieldTable<ReportsPage>(
    "reports",
    [
      "reports": .list("The reports, newest first") { page in
        page.model.plan.reports.indices.reversed().map { ReportPage(model: page.model, report: $0, depth: 0) }
      }
    ])
}

/// One status report: its narrative.
struct ReportPage: TemplateContext {
  let model: SiteModel
  let report: ReportIndex
  var depth = 1

  private var own: Report { model.plan.reports[report] }

  private func neighbour(_ index: ReportIndex) -> PageLink? {
    guard model.plan.reports.indices.contains(index) else { return nil }
    let other = model.plan.reports[index]
    return PageLink(title: "Report \(index.number), \(other.day)", address: "\(other.day).html")
  }

  static let fields = FieldTable<ReportPage>(
    "report",
    [
      "number": .text("Its number") { String($0.report.number) },
      "title": .text("Its title") { $0.own.title?.value ?? "Report \($0.report.number)" },
      "date": .markup("Its date") { $0.own.day.markup },
      "week": .text("The ISO week of its date") { report in "W\(report.own.day.isoWeek.week)" },
      "href": .link("Its page") { SitePath.root(from: $0.depth) + $0.model.plan.path(report: $0.report) },
      "body": .markup("Its narrative") {
        $0.model.prose($0.own.body, of: $0.own.origin.file, depth: $0.depth)
      },
      "changes": .one("What changed since the report before it") { page in
        page.model.comparison(ofReport: page.report).map {
          ChangesBlock(model: page.model, entry: $0, depth: page.depth, most: 300)
        }
      },
      "before": .one("The report before it") { $0.neighbour($0.report.advanced(by: -1)) },
      "after": .one("The report after it") { $0.neighbour($0.report.advanced(by: 1)) },
      "source": .text("Its file") { $0.model.content.sourcePath($0.own.origin.file) },
      "isEditable": .flag("Whether program.md says where files can be edited") { $0.model.plan.program.edit != nil },
      "edit": .link("Where its file can be edited") { $0.model.editAddress($0.own.origin.file) },
    ])
}

/// What the program is about, in its own words.
struct ProgramPage: TemplateContext {
  let model: SiteModel

  static let fields = FieldTable<ProgramPage>(
    "program",
    [
      "title": .text("The program's title") { $0.model.title },
      "body": .markup("What is written about it") {
        $0.model.prose($0.model.plan.program.body, of: $0.model.plan.program.origin.file, depth: 0)
      },
      "sources": .list("Where claims about it come from") { $0.model.plan.program.sources.map(SourceLine.init) },
      "source": .text("Its file") { $0.model.content.sourcePath($0.model.plan.program.origin.file) },
      "isEditable": .flag("Whether program.md says where files can be edited") { $0.model.plan.program.edit != nil },
      "edit": .link("Where its file can be edited") { $0.model.editAddress($0.model.plan.program.origin.file) },
    ])
}

/// Where to go when an address leads nowhere.
struct NotFoundPage: TemplateContext {
  let model: SiteModel

  static let fields = FieldTable<NotFoundPage>(
    "not-found",
    [
      "home": .link("The portfolio: absolute, since nobody knows from where it is shown") {
        ($0.model.content.site ?? "") + "index.html"
      }
    ])
}

/// Every page by name, with a field to narrow the list down; of very many chips in parts.
struct SearchPage: TemplateContext {
  let model: SiteModel
  let part: ListPart

  static let fields = FieldTable<SearchPage>(
    "search",
    [
      "chips": .list("The chips with their milestones") { page in
        page.part.chips.map { SearchGroup(model: page.model, chip: $0) }
      },
      "isFirst": .flag("Whether this is the first part, with the parties and the reports") { $0.part.isFirst },
      "partTitle": .text("Which chips this part lists") { $0.part.title },
      "partList": .list("The parts, where there are more chips than one page lists") { page in
        ListPart.links(page.model.plan, to: .search, from: page.part)
      },
      "hasParts": .flag("Whether there is more than one part") { $0.model.plan.chips.count > ListPart.mostChips },
      "partners": .list("The parties") { page in
        page.model.plan.partners.indices.map {
          PageLink(
            title: page.model.plan.partners[$0].displayTitle, address: page.model.plan.path(partner: $0),
            note: page.model.plan.partners[$0].role?.value.title)
        }
      },
      "people": .list("The owners") { page in
        page.model.owners.all.indices.map {
          PageLink(title: page.model.owners.all[$0].name, address: page.model.path(owner: $0).percentEncoded)
        }
      },
      "reports": .list("The reports, newest first") { page in
        page.model.plan.reports.indices.reversed().map {
          PageLink(
            title: page.model.plan.reports[$0].title?.value ?? "Report \($0.number)",
            address: page.model.plan.path(report: $0), note: page.model.plan.reports[$0].day.description)
        }
      },
      "texts": .text("Scripts with what stands on the pages, which the search loads") { page in
        SearchText(model: page.model).files(of: page.part).map(\.path).joined(separator: " ")
      },
      "count": .text("How many pages the list holds") {
        String(
          $0.model.plan.milestones.count + $0.model.plan.chips.count + $0.model.plan.partners.count
            + $0.model.owners.all.count + $0.model.plan.reports.count)
      },
    ])

  /// A chip with the links to its milestones and risks.
  struct SearchGroup: TemplateContext {
    let model: SiteModel
    let chip: ChipIndex

    static let fields = FieldTable<SearchGroup>(
      "search-group",
      [
        "title": .text("The chip's title") { $0.model.plan.chips[$0.chip].displayTitle },
        "href": .link("The chip's page") { $0.model.plan.path(chip: $0.chip) },
        "count": .text("How many milestones it has") {
          Wording.counted($0.model.plan.chips[$0.chip].milestones.count, "milestone")
        },
        "isFolded": .flag("Whether it opens with a click only, since there are many chips") {
          $0.model.plan.chips.count > LaunchTimeline.mostFullLanes
        },
        "links": .list("Its milestones and risks") { group in
          group.model.places.order[group.chip].map { index in
            let words = [
              group.model.health(index).word, group.model.date(index)?.description, group.model.owner(index),
            ]
            return PageLink(
              title: group.model.milestones[index].displayTitle,
              address: "chips/\(group.model.places.pathsBesideChip[index])",
              note: words.compactMap { $0 }.joined(separator: " · "))
          }
            + group.model.plan.chips[group.chip].risks.map { index in
              PageLink(
                title: group.model.plan.risks[index].displayTitle, address: group.model.plan.path(risk: index),
                note: "risk")
            }
        },
      ])
  }
}
