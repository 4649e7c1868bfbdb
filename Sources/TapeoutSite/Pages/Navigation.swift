import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// The main navigation of every page: one row on a wide screen, a menu and a search on a narrow one.
struct Navigation {
  let model: SiteModel
  /// What addresses begin with.
  let root: String
  let section: Layout.Section

  /// With more chips, they are one link to the portfolio, which lists them.
  static let mostChips = 12
  private static let longestTitle = 36

  /// In the order of the row. Pages that this site has not are left out.
  var links: [NavigationLink] {
    var links = [link("Portfolio", .portfolio, .portfolio)]
    if !model.plan.chips.isEmpty { links.append(chips) }
    links.append(link("Partners", .partners, .partners))
    if !model.owners.all.isEmpty { links.append(link("People", .people, .people)) }
    links.append(link("Calendar", .calendar, .calendar))
    if !model.plan.risks.isEmpty { links.append(link("Risks", .risks, .risks)) }
    if !model.plan.scenarios.isEmpty { links.append(link("Scenarios", .scenarios, .scenarios)) }
    if !model.comparisons.isEmpty { links.append(link("Changes", .changes, .changes)) }
    if !model.plan.reports.isEmpty { links.append(link("Reports", .reports, .reports)) }
    return links
  }

  private func link(_ title: String, _ target: SitePath, _ own: Layout.Section) -> NavigationLink {
    NavigationLink(title: title, address: root + target.path, isCurrent: section == own)
  }

  private var chips: NavigationLink {
    let chips = model.plan.chips
    let isChip = if case .chip = section { true } else { false }
    var link = NavigationLink(
      title: "Chips", address: "\(root)\(SitePath.portfolio.path)#\(PortfolioPage.lanes)", isCurrent: isChip)
    guard chips.count <= Navigation.mostChips else { return link }
    link.items = chips.indices.map { index in
      PageLink(
        title: Wording.cut(chips[index].displayTitle, Navigation.longestTitle),
        address: root + model.plan.path(chip: index), isCurrent: section == .chip(index),
        note: model.schedule.chips[index].health.word)
    }
    return link
  }
}

/// An entry of the main navigation.
struct NavigationLink: TemplateContext {
  var title: String
  var address: String
  var isCurrent: Bool
  /// Pages below it.
  var items: [PageLink] = []

  static let fields = FieldTable<NavigationLink>(
    "navigation-link",
    [
      "title": .text("The words of the link") { $0.title },
      "href": .link("Where it leads") { $0.address },
      "isCurrent": .flag("Whether this page is the one, or below it") { $0.isCurrent },
      "items": .list("The pages below it, such as each chip; none where there are very many") { $0.items },
    ])
}
