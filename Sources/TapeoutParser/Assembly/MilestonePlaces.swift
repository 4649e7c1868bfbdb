import TapeoutModel

/// Finds milestones by their ids: a copy of the ids alone, which lie close together and stay while the plan is changed.
struct MilestonePlaces {
  private let ids: IndexedArray<MilestoneIndex, MilestoneID>
  private let chips: IndexedArray<ChipIndex, (id: String, milestones: Range<MilestoneIndex>)>
  private let chipIndex: [String: ChipIndex]

  /// - Parameters:
  ///   - plan: its milestones in the order of their ids, each chip with its own.
  ///   - chipIndex: places of the chips by id.
  init(_ plan: Plan, _ chipIndex: [String: ChipIndex]) {
    ids = IndexedArray(plan.milestones.indices.map { plan.milestones[$0].id })
    chips = IndexedArray(plan.chips.indices.map { (plan.chips[$0].id, plan.chips[$0].milestones) })
    self.chipIndex = chipIndex
  }

  /// The chip that a milestone says it belongs to; nil where that chip does not have it.
  func chip(of milestone: MilestoneIndex, _ chip: ChipIndex) -> ChipIndex? {
    chip < chips.endIndex && chips[chip].milestones.contains(milestone) ? chip : nil
  }

  /// The place of a milestone in the plan; nil where there is none of that id.
  ///
  /// - Parameter own: looked at first: nearly every reference stays inside its chip.
  subscript(id: MilestoneID, own: ChipIndex?) -> MilestoneIndex? {
    let isOwn = own.map { chips[$0].id == id.chip } ?? false
    let chip = isOwn ? own : chipIndex[id.chip]
    // In its chip the names of chips are known to be the same.
    let places = chip.map { chips[$0].milestones } ?? ids.indices
    let place = places.firstPlace {
      chip == nil ? !(ids[$0] < id) : !ids[$0].milestone.precedesInBytes(id.milestone)
    }
    return place < places.upperBound && ids[place] == id ? place : nil
  }
}
