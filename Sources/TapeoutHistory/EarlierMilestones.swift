package import TapeoutModel

/// Where today's milestones stand in earlier plans.
///
/// - Complexity: O(snapshots × milestones) to build, four bytes each.
package struct EarlierMilestones: Sendable {
  /// Oldest first: the snapshots before the status date.
  package let snapshots: [PlanSnapshot]
  /// Whether no report is later than the status date: then commits after it belong to the plan that is shown.
  let isNewest: Bool
  private let versions: [MilestoneID: [StatedVersion]]
  /// For each snapshot, parallel to ``Plan/milestones``: the place among its milestones, -1 where it has none.
  private let places: [IndexedArray<MilestoneIndex, Int32>]

  package init(_ plan: Plan, _ history: PlanHistory, before statusDate: Day) {
    isNewest = plan.reports.last.map { $0.day <= statusDate } ?? true
    versions = history.versions
    snapshots = history.snapshots.filter { $0.day < statusDate }.sorted { $0.day < $1.day }
    places = snapshots.map { snapshot in
      var places = IndexedArray<MilestoneIndex, Int32>(repeating: -1, count: plan.milestones.count)
      // Both are sorted, and few milestones were renamed: the next one is nearly always the right one.
      var next = plan.milestones.startIndex
      for place in snapshot.milestones.indices {
        let identity = snapshot.milestones[place].identity
        let found =
          next < plan.milestones.endIndex && plan.milestones[next].id == identity
          ? next : plan.milestoneIndex(of: identity)
        guard let found else { continue }
        next = plan.milestones.index(after: found)
        if places[found] < 0 { places[found] = Int32(place) }
      }
      return places
    }
  }

  /// What the file of a milestone stated in turn, oldest first; empty where Git knows nothing of it.
  func versions(of milestone: MilestoneID) -> [StatedVersion] {
    versions.isEmpty ? [] : versions[milestone] ?? []
  }

  /// A milestone of today's plan in a snapshot, by their places; nil where the snapshot has none.
  package func place(of milestone: MilestoneIndex, in snapshot: Int) -> Int? {
    let place = places[snapshot][milestone]
    return place < 0 ? nil : Int(place)
  }
}
