import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// What one owner owes, is late with and waits for.
struct OwnerDuties {
  let owner: Owners.Owner
  /// What is still to come, by date; undated ones last.
  let open: [MilestoneIndex]
  let done: [MilestoneIndex]
  /// Of those still to come, late or blocked, the furthest behind first.
  let late: [MilestoneIndex]
  /// Open risks, the heaviest first.
  let risks: [RiskIndex]

  init(_ model: SiteModel, _ index: OwnerIndex) {
    owner = model.owners.all[index]
    let live = model.inDateOrder(owner.milestones.filter { model.health($0) != .dropped })
    open = live.filter { !model.milestones[$0].isDone }
    done = live.filter { model.milestones[$0].isDone }
    late = OwnerDuties.worstFirst(open.filter { model.health($0) >= .late }, model)
    risks = RiskRow.sorted(owner.risks.filter { model.plan.risks[$0].isOpen }, model)
  }

  private static func worstFirst(_ milestones: [MilestoneIndex], _ model: SiteModel) -> [MilestoneIndex] {
    let slips = milestones.map { model.scheduled($0).slipDays ?? Int.min }
    return milestones.indices.sorted { (slips[$1], $0) < (slips[$0], $1) }.map { milestones[$0] }
  }

  /// Those that are due within ``Wording/ownerHorizon`` days, overdue or blocked.
  func soon(_ model: SiteModel) -> [MilestoneIndex] {
    open.filter { index in
      if model.health(index) == .blocked { return true }
      return model.scheduled(index).expected.map { $0 - model.statusDate <= Wording.ownerHorizon } ?? false
    }
  }

  /// What somebody else has to do first.
  enum Awaited {
    /// A milestone of another owner, before one of this owner's.
    case milestone(MilestoneIndex, for: MilestoneIndex)
    /// Something that was handed over, and that the receiver has not accepted.
    case acceptance(MilestoneIndex)
    /// A decision that links to a milestone of this owner's.
    case decision(DecisionIndex)
  }

  /// Each milestone and decision once, by its day; what has none last.
  func awaited(_ model: SiteModel) -> [Awaited] {
    var known: Set<MilestoneIndex> = []
    var items: [(day: Day, item: Awaited)] = []
    let never = Day.supported.upperBound
    for index in open {
      for edge in model.predecessors(index) {
        let before = edge.from
        guard !model.milestones[before].isDone, model.health(before) != .dropped, !isOwn(before, model),
          known.insert(before).inserted
        else { continue }
        items.append((model.scheduled(before).expected ?? never, .milestone(before, for: index)))
      }
    }
    for index in done where model.milestones[index].isHandoff && model.milestones[index].accepted == nil {
      items.append((model.scheduled(index).expected ?? never, .acceptance(index)))
    }
    if !model.wantedByMilestone.isEmpty {
      var decisions: Set<DecisionIndex> = []
      for index in open {
        for decision in model.wantedByMilestone[index] ?? [] {
          let isOwn = model.plan.decisions[decision].owner.map { ExactString($0) == ExactString(owner.name) } ?? false
          guard !isOwn, decisions.insert(decision).inserted else { continue }
          items.append((model.plan.decisions[decision].due?.last ?? never, .decision(decision)))
        }
      }
    }
    return items.indices.sorted { (items[$0].day, $0) < (items[$1].day, $1) }.map { items[$0].item }
  }

  private func isOwn(_ index: MilestoneIndex, _ model: SiteModel) -> Bool {
    model.milestones[index].owner.map { ExactString($0.value) == ExactString(owner.name) } ?? false
  }
}

extension SiteModel {
  func path(owner: OwnerIndex) -> String { "people/\(owners.all[owner].slug).html" }

  /// The name of an owner with a link to their page; of a name that nobody has a page under, the name alone.
  func link(owner name: String, depth: Int) -> Markup {
    guard let index = owners.index(of: name) else { return "<bdi>\(name)</bdi>" }
    return "<a href=\"\(SitePath.root(from: depth) + path(owner: index).percentEncoded)\"><bdi>\(name)</bdi></a>"
  }

  /// The decisions that are wanted, by the milestones that they link to.
  static func wantedByMilestone(_ plan: Plan) -> [MilestoneIndex: [DecisionIndex]] {
    var decisions: [MilestoneIndex: [DecisionIndex]] = [:]
    for index in plan.decisions.indices where plan.decisions[index].isWanted {
      for milestone in plan.decisions[index].milestones { decisions[milestone, default: []].append(index) }
    }
    return decisions
  }
}
