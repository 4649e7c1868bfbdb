package import TapeoutModel
package import TapeoutSchedule

/// Where everything stands on a site: it follows from the plan and its dates, and from nothing that a rule or a
/// forecast says of them.
package struct SitePlaces: Sendable {
  let pages: PageMap
  /// Parallel to ``Plan/chips``: its milestones as they are read: see ``Schedule/readingOrder(of:in:)``.
  package let order: IndexedArray<ChipIndex, [MilestoneIndex]>
  /// Parallel to ``Plan/milestones``: the place of each in the order of its chip.
  let placeInOrder: IndexedArray<MilestoneIndex, Int>
  /// Parallel to ``Plan/milestones``: its page, as the page of its chip links to it. Rows ask for it again and again.
  let pathsBesideChip: IndexedArray<MilestoneIndex, String>

  /// - Parameter sourcePath: the path of a content file, from the root.
  package init(_ plan: Plan, _ schedule: Schedule, sourcePath: (FileID) -> String) {
    pages = PageMap(plan, sourcePath)
    pathsBesideChip = IndexedArray(plan.milestones.indices.map(plan.pathBesideChip(milestone:)))
    order = IndexedArray(plan.chips.map { schedule.readingOrder(of: $0.milestones, in: plan) })
    var places = IndexedArray<MilestoneIndex, Int>(repeating: 0, count: plan.milestones.count)
    for chip in order {
      for (place, index) in chip.enumerated() { places[index] = place }
    }
    placeInOrder = places
  }
}
