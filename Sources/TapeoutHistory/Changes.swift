import TapeoutModel

/// What changed between two plans.
package enum Changes {
  /// Every change, the biggest effect on a launch first: chips and launches by how far they moved; then what moved a
  /// launch; then other moves by their length; then everything else by kind. What only follows from another change
  /// comes behind it. See `Docs/history.md`.
  ///
  /// Milestones are matched by identity, criteria by group and text (a text edited slightly is the same criterion).
  /// - Complexity: O(n log n) in milestones, criteria and risks.
  package static func between(old: PlanSnapshot, new: PlanSnapshot) -> [Change] {
    PlanComparison(KnownPlan(old), KnownPlan(new)).changes()
  }
}

extension [Change] {
  /// As people read it: consequences are left out and counted in ``Change/hidden`` of their cause, but for launches and
  /// tape-outs.
  package var folded: [Change] {
    var shown: [Change] = []
    var places: [MilestoneID: Int] = [:]
    var hidden: [MilestoneID: Int] = [:]
    for change in self {
      if let cause = change.cause, !change.isLaunch, !change.isTapeOut {
        hidden[cause, default: 0] += 1
        continue
      }
      if let id = change.subject.milestone, change.consequences > 0, places[id] == nil { places[id] = shown.count }
      shown.append(change)
    }
    for place in shown.indices where shown[place].consequences > 0 {
      guard let id = shown[place].subject.milestone, places[id] == place else { continue }
      shown[place].hidden = hidden[id] ?? 0
    }
    return shown
  }
}
