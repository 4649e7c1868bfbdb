import TapeoutModel

/// The names of a plan's milestones, for messages about references that lead nowhere.
struct MilestoneNames {
  private let plan: Plan
  private var own: [ChipIndex: SuggestionIndex] = [:]
  private var all: SuggestionIndex?
  private var byName: [String: MilestoneIndex]?
  /// Shared by all indices, so that the time is bounded for the whole run.
  private var budget = SuggestionIndex.budget

  init(_ plan: Plan) {
    self.plan = plan
  }

  /// The milestone that was probably meant, as a file of the chip would write it; nil where none is near.
  ///
  /// - Parameters:
  ///   - taken: milestones that are not meant, because the same place names them already.
  mutating func suggestion(for id: MilestoneID, from chip: ChipIndex?, besides taken: Set<MilestoneID>) -> String? {
    let isLocal = chip.map { id.chip == plan.chips[$0].id } ?? false
    // The chip's own milestones are likelier, so they come first.
    let own = isLocal ? chip.flatMap { nearestOwn(id.milestone, $0) } : nil
    let meant = own ?? nearest(isLocal ? id.milestone : id.description) ?? elsewhere(id.milestone)
    guard let meant, let found = MilestoneID(parsing: meant, chip: chip.map { plan.chips[$0].id } ?? "") else {
      return nil
    }
    return taken.contains(found) ? nil : meant
  }

  private mutating func nearestOwn(_ word: String, _ chip: ChipIndex) -> String? {
    if own[chip] == nil {
      let names = plan.chips[chip].milestones.map { plan.milestones[$0].id.milestone }
      own[chip] = SuggestionIndex(names.filter { ContentID.isValid($0) })
    }
    return own[chip]?.suggestion(for: word, budget: &budget)
  }

  private mutating func nearest(_ word: String) -> String? {
    if all == nil { all = SuggestionIndex(plan.milestones.map(\.id).filter(\.isValid).map(\.description)) }
    return all?.suggestion(for: word, budget: &budget)
  }

  /// A milestone of that very name in another chip.
  private mutating func elsewhere(_ name: String) -> String? {
    if byName == nil {
      let names = plan.milestones.indices.map { (plan.milestones[$0].id.milestone, $0) }
      byName = Dictionary(names, uniquingKeysWith: { first, _ in first })
    }
    return byName?[name].map { plan.milestones[$0].id.description }
  }
}

extension MilestoneID {
  fileprivate var isValid: Bool { ContentID.isValid(chip) && ContentID.isValid(milestone) }
}
