import TapeoutModel

/// A link of a page, and where it leads.
struct LinkTarget {
  let link: Body.Link
  let target: ContentLink

  /// Whether the target is a Markdown file, to be found among the plan's pages.
  var isPage: Bool {
    if case .file(let path) = target { path.utf8.suffix(3).elementsEqual(".md".utf8) } else { false }
  }
}

extension RuleContext {
  /// Every relative link of the plan, page by page.
  func forEachLink(_ body: (LinkTarget) -> Void) {
    func visit(_ origin: Origin, _ links: [Body.Link]) {
      guard !links.isEmpty else { return }
      let path = sources[origin.file].path
      for link in links {
        let target = ContentLink(link.destination, from: path)
        if target != .elsewhere { body(LinkTarget(link: link, target: target)) }
      }
    }
    visit(plan.program.origin, plan.program.body.links)
    for partner in plan.partners { visit(partner.origin, partner.body.links) }
    for chip in plan.chips { visit(chip.origin, chip.body.links) }
    for index in plan.milestones.indices where !plan.milestones[index].body.links.isEmpty {
      visit(plan.milestones[index].origin, plan.milestones[index].body.links)
    }
    for risk in plan.risks { visit(risk.origin, risk.body.links) }
    for report in plan.reports { visit(report.origin, report.body.links) }
  }
}
