import TapeoutModel

/// Puts the files together: sorts them, finds each reference's target, and fills in what the kind of a
/// milestone says about who owes whom.
///
/// - Complexity: linear in the files and references, but for sorting and a binary search a reference.
struct PlanAssembler {
  var plan: Plan
  private(set) var chipIndex: [String: ChipIndex] = [:]
  private var partnerIndex: [String: PartnerIndex] = [:]
  private var risks: [(chip: String, risk: Risk)] = []

  /// - Parameter fileCount: how many documents will come, at most.
  init(program: Program, attachments: [String], fileCount: Int) {
    plan = Plan(program: program, attachments: attachments)
    plan.milestones.reserveCapacity(fileCount)
  }

  /// Takes each document's content out: milestones are large, and copying them takes longer than resolving them.
  ///
  /// - Parameter documents: in the order of the files, in stretches; nothing of them is left.
  mutating func take(_ documents: inout [[Document]]) {
    for stretch in documents.indices {
      for index in documents[stretch].indices {
        switch documents[stretch][index].content.take() {
        case .partner(let partner): plan.partners.append(partner)
        case .chip(let chip): plan.chips.append(chip)
        case .milestone(let milestone): plan.milestones.append(milestone)
        case .risk(let risk, let chip): risks.append((chip, risk))
        case .report(let report): plan.reports.append(report)
        case .scenario(let scenario): plan.scenarios.append(scenario)
        case .program, nil: break
        }
      }
      documents[stretch] = []
    }
  }

  /// The plan of all that was taken.
  consuming func assembled() -> Plan {
    sort()
    resolvePartners()
    resolveMilestones()
    resolveDecisions()
    resolveScenarios()
    return plan
  }

  private mutating func sort() {
    plan.partners.sort { $0.id.precedesInBytes($1.id) }
    plan.chips.sort { $0.id.precedesInBytes($1.id) }
    sortMilestones()
    plan.reports.sort { $0.day < $1.day }
    plan.scenarios.sort { $0.id.precedesInBytes($1.id) }
    risks.sort { $0.chip == $1.chip ? $0.risk.id.precedesInBytes($1.risk.id) : $0.chip.precedesInBytes($1.chip) }
    for index in plan.partners.indices { partnerIndex[plan.partners[index].id] = index }
    for index in plan.chips.indices { chipIndex[plan.chips[index].id] = index }
    for (chip, risk) in risks {
      guard let owner = chipIndex[chip] else { continue }
      var risk = risk
      risk.chip = owner
      plan.risks.append(risk)
    }
    assignToChips()
  }

  /// Sorts places, not milestones, and swaps milestones into theirs: they are large, and a second list of them would
  /// be the most memory that a run takes.
  private mutating func sortMilestones() {
    let count = plan.milestones.count
    let order = plan.milestones.elements.withUnsafeBufferPointer { milestones in
      milestones.indices.sorted { milestones[$0].id < milestones[$1].id }
    }
    guard !order.elementsEqual(0..<count) else { return }
    // Where the milestone of each place lies until its ring of places has been gone round.
    var source = order
    for start in source.indices {
      var place = start
      while source[place] != start {
        let next = source[place]
        plan.milestones.elements.swapAt(place, next)
        source[place] = place
        place = next
      }
      source[place] = place
    }
  }

  private mutating func assignToChips() {
    var start = plan.milestones.startIndex
    while start < plan.milestones.endIndex {
      let chip = plan.milestones[start].id.chip
      var end = start
      while end < plan.milestones.endIndex, plan.milestones[end].id.chip == chip {
        plan.milestones.formIndex(after: &end)
      }
      if let owner = chipIndex[chip] {
        plan.chips[owner].milestones = start..<end
        for index in start..<end { plan.milestones[index].chip = owner }
      }
      start = end
    }
    var firstRisk = plan.risks.startIndex
    while firstRisk < plan.risks.endIndex {
      let owner = plan.risks[firstRisk].chip
      var end = firstRisk
      while end < plan.risks.endIndex, plan.risks[end].chip == owner { plan.risks.formIndex(after: &end) }
      plan.chips[owner].risks = firstRisk..<end
      firstRisk = end
    }
  }

  // MARK: Partners

  private mutating func resolvePartners() {
    let only = PartnerRole.allCases.map { role in
      (role, plan.partners.indices.filter { plan.partners[$0].role?.value == role })
    }
    func parties(_ role: PartnerRole) -> [PartnerIndex] { only.first { $0.0 == role }?.1 ?? [] }
    func single(_ role: PartnerRole) -> PartnerIndex? { parties(role).count == 1 ? parties(role)[0] : nil }
    let customer = parties(.customer).first
    for index in plan.chips.indices {
      var chip = plan.chips[index]
      chip.designPartner = PlanAssembler.resolved(chip.designPartner, partnerIndex)
      chip.foundry = PlanAssembler.resolved(chip.foundry, partnerIndex)
      chip.packaging = PlanAssembler.resolved(chip.packaging, partnerIndex)
      plan.chips[index] = chip
      let isOwnDesign = chip.kind?.value == .inHouse && chip.designPartner == nil
      let cast = Cast(
        customer: customer,
        designPartner: chip.designPartner?.index ?? (isOwnDesign ? customer : nil),
        foundry: chip.foundry?.index,
        packaging: chip.packaging?.index ?? single(.osat),
        regulator: single(.regulator),
        supplier: single(.supplier))
      let stepping = chip.stepping
      for milestone in chip.milestones { assign(cast, stepping, to: milestone) }
    }
  }

  /// Who plays which part for one chip, as places in the plan's partners.
  private struct Cast {
    let customer, designPartner, foundry, packaging, regulator, supplier: PartnerIndex?

    subscript(role: MilestoneKind.PartyRole) -> PartnerIndex? {
      switch role {
      case .customer: customer
      case .designPartner: designPartner
      case .foundry: foundry
      case .packaging: packaging
      case .regulator: regulator
      case .supplier: supplier
      }
    }
  }

  private mutating func assign(_ cast: Cast, _ stepping: Located<String>?, to index: MilestoneIndex) {
    let from = PlanAssembler.resolved(plan.milestones[index].from, partnerIndex)
    let to = PlanAssembler.resolved(plan.milestones[index].to, partnerIndex)
    let kind = plan.milestones[index].kind
    plan.milestones[index].from = from
    plan.milestones[index].to = to
    plan.milestones[index].giver = from == nil ? kind?.giver.flatMap { cast[$0] } : from?.index
    plan.milestones[index].receiver = to == nil ? kind?.receiver.flatMap { cast[$0] } : to?.index
    if plan.milestones[index].stepping == nil { plan.milestones[index].stepping = stepping }
  }

  /// By value, and without `self`: either would copy the whole plan for as long as it is looked up.
  private static func resolved(_ reference: PartnerReference?, _ indices: [String: PartnerIndex]) -> PartnerReference? {
    guard var reference else { return nil }
    reference.index = indices[reference.id.value]
    return reference
  }

  // MARK: Milestones

  private mutating func resolveMilestones() {
    let places = MilestonePlaces(plan, chipIndex)
    for index in plan.milestones.indices {
      let own = places.chip(of: index, plan.milestones[index].chip)
      for dependency in plan.milestones[index].dependencies.indices {
        let target = places[plan.milestones[index].dependencies[dependency].predecessor.id, own]
        plan.milestones[index].dependencies[dependency].predecessor.index = target
      }
      // Few are waived, and taking a criterion out to look at it costs more than all the rest.
      for criterion in plan.milestones[index].criteria.indices
      where plan.milestones[index].criteria[criterion].state == .waived {
        guard case .milestone(var reference) = plan.milestones[index].criteria[criterion].waiver?.until else {
          continue
        }
        reference.index = places[reference.id, own]
        plan.milestones[index].criteria[criterion].waiver?.until = .milestone(reference)
      }
    }
    for index in plan.risks.indices {
      let own = plan.risks[index].chip
      for delay in plan.risks[index].delays.indices {
        let target = places[plan.risks[index].delays[delay].milestone.id, own]
        plan.risks[index].delays[delay].milestone.index = target
      }
    }
    for index in plan.chips.indices {
      if let id = plan.chips[index].statedLaunch?.id {
        let target = places[id, index]
        plan.chips[index].statedLaunch?.index = target
      }
      plan.chips[index].launch = launch(of: plan.chips[index])
    }
  }

  /// The milestone that `launch:` names, else the first of kind launch, for a bought chip delivery, that is not given up.
  private func launch(of chip: Chip) -> MilestoneIndex? {
    if let stated = chip.statedLaunch { return stated.index }
    let kind = chip.kind?.value.launchKind ?? ChipKind.custom.launchKind
    let all = chip.milestones.filter { plan.milestones[$0].kind?.name == kind }
    return all.first { !plan.milestones[$0].isDropped || plan.milestones[$0].isDone } ?? all.first
  }
}
