import TapeoutModel

/// What changed between two plans.
package enum Changes {
  /// Every change, the biggest effect on a launch first: launches by how far they moved; then what moved a launch, each
  /// followed by its consequences; then other moves by their length; then everything else by kind. See
  /// `Docs/history.md`.
  ///
  /// Milestones are matched by identity, criteria by group and text (a text edited slightly is the same criterion).
  /// - Complexity: O((milestones + criteria + risks) log milestones).
  package static func between(old: PlanSnapshot, new: PlanSnapshot) -> [Change] {
    []
  }
}

extension [Change] {
  /// As people read it: consequences are left out and counted in ``Change/hidden`` of their cause, but for launches and
  /// gates.
  package var folded: [Change] { self }
}
