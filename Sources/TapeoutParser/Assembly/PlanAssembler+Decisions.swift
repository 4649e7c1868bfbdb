import TapeoutModel

extension PlanAssembler {
  /// Follows decisions from report to report, and finds the milestones and chips that their items link to.
  mutating func resolveDecisions() {
    var ledger = DecisionLedger()
    var links: [(source: String, links: [String], decision: DecisionIndex)] = []
    for report in plan.reports.indices where !plan.reports[report].decisions.isEmpty {
      let items = plan.reports[report].decisions
      let source = "Content/reports/\(plan.reports[report].day).md"
      for (item, decision) in zip(items, ledger.take(items, of: report)) where !item.links.isEmpty {
        links.append((source, item.links, decision))
      }
    }
    plan.decisions = ledger.decisions
    var known: Set<Subject> = []
    for (source, destinations, decision) in links {
      for destination in destinations {
        guard case .file(let path) = ContentLink(destination, from: source) else { continue }
        add(ContentPath(path), to: decision, &known)
      }
    }
  }

  /// What is linked by the items of a decision.
  private enum Subject: Hashable {
    case chip(ChipIndex, DecisionIndex)
    case milestone(MilestoneIndex, DecisionIndex)
  }

  private mutating func add(_ path: ContentPath, to decision: DecisionIndex, _ known: inout Set<Subject>) {
    let id: String
    switch path {
    case .chip(let chip), .milestone(let chip, _), .risk(let chip, _): id = chip
    case .program, .partner, .report, .scenario, .unexpected: return
    }
    guard let chip = chipIndex[id] else { return }
    if known.insert(.chip(chip, decision)).inserted { plan.decisions[decision].chips.append(chip) }
    guard case .milestone(_, let milestone) = path,
      let index = plan.milestoneIndex(of: MilestoneID(chip: id, milestone: milestone)),
      known.insert(.milestone(index, decision)).inserted
    else { return }
    plan.decisions[decision].milestones.append(index)
  }
}
