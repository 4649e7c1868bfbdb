import TapeoutModel

/// The names that draws are keyed by: the oldest that `renamed:` knows, so that a new id does not change the numbers.
///
/// An oldest name that something else has, or that two claim, counts for nobody: two things would draw the same numbers.
struct DrawNames {
  /// The oldest id of each chip that has another one today.
  private var chips: [String: String] = [:]
  private var milestones: [MilestoneIndex: MilestoneID] = [:]
  private var risks: [RiskIndex: RiskID] = [:]

  init(_ plan: Plan) {
    /// Today's id of each chip, by its oldest.
    var todays: [String: String] = [:]
    let renamed = plan.chips.indices.filter { !plan.chips[$0].formerIDs.isEmpty }
    let known = renamed.isEmpty ? [] : Set(plan.chips.map(\.id))
    for index in renamed {
      let (id, oldest) = (plan.chips[index].id, plan.chips[index].formerIDs[0].value)
      guard !known.contains(oldest), todays[oldest] == nil else { continue }
      todays[oldest] = id
      chips[id] = oldest
    }
    addMilestones(plan, todays)
    addRisks(plan, todays)
  }

  private mutating func addMilestones(_ plan: Plan, _ todays: [String: String]) {
    var claimed: Set<MilestoneID> = []
    for index in plan.milestones.indices where !plan.milestones[index].formerIDs.isEmpty {
      let former = plan.milestones[index].formerIDs[0].id
      let name = MilestoneID(chip: chip(former.chip), milestone: former.milestone)
      let holder = MilestoneID(chip: todays[name.chip] ?? name.chip, milestone: name.milestone)
      guard plan.milestoneIndex(of: holder) == nil, claimed.insert(name).inserted else { continue }
      milestones[index] = name
    }
  }

  private mutating func addRisks(_ plan: Plan, _ todays: [String: String]) {
    let renamed = plan.risks.indices.filter { !plan.risks[$0].formerIDs.isEmpty }
    guard !renamed.isEmpty else { return }
    let known = Set(plan.risks.map { RiskID(chip: plan.chips[$0.chip].id, risk: $0.id) })
    var claimed: Set<RiskID> = []
    for index in renamed {
      let former = plan.risks[index].formerIDs[0]
      let name = RiskID(chip: chip(former.chip), risk: former.risk)
      guard !known.contains(RiskID(chip: todays[name.chip] ?? name.chip, risk: name.risk)),
        claimed.insert(name).inserted
      else { continue }
      risks[index] = name
    }
  }

  private func chip(_ id: String) -> String { chips[id] ?? id }

  /// The name of a milestone, given its id.
  func milestone(_ index: MilestoneIndex, _ id: MilestoneID) -> MilestoneID {
    if let name = milestones[index] { return name }
    return chips.isEmpty ? id : MilestoneID(chip: chip(id.chip), milestone: id.milestone)
  }

  func risk(_ index: RiskIndex, in plan: Plan) -> RiskID {
    risks[index] ?? RiskID(chip: chip(plan.chips[plan.risks[index].chip].id), risk: plan.risks[index].id)
  }
}
