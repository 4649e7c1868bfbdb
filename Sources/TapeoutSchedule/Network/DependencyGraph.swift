package import TapeoutModel

/// The dependencies of a whole plan as flat arrays: who must happen before whom, over all chips.
///
/// Nodes are milestones of the plan. A dependency whose target is unknown is left out (it has a finding).
///
/// - Complexity: O(milestones + dependencies) in time and memory; 4-byte numbers throughout.
package struct DependencyGraph: Sendable {
  /// One dependency, ready for arithmetic.
  package struct Edge: Sendable {
    /// The predecessor.
    package var from: MilestoneIndex
    /// The milestone that waits.
    package var to: MilestoneIndex
    /// Place in the waiting milestone's ``Milestone/dependencies``.
    package var dependency: Int32
    /// Optimistic, likely and pessimistic length in days of its calendar, put in order.
    package var optimistic: Int32
    package var likely: Int32
    package var pessimistic: Int32
    /// Place among the working calendars; -1 counts every day.
    package var calendar: Int32
    /// Nobody knows how long it takes (`TBD`): nothing behind it has a date, and earliest dates count it as no days.
    package var isUnknown = false
  }

  package let count: Int
  /// All edges, grouped by the waiting milestone, in the order written.
  package let edges: [Edge]
  /// `edges[incomingStart[m]..<incomingStart[m + 1]]` lead to milestone m.
  let incomingStart: [Int32]
  /// Places in `edges`, grouped by predecessor.
  let outgoing: [Int32]
  let outgoingStart: [Int32]
  /// Predecessors before their successors; what lies in or behind a cycle is left out. What has happened or was dropped
  /// waits for nothing any more, so no cycle keeps it, or what follows it, out.
  package let order: [MilestoneIndex]
  /// For every milestone, whether it lies in or behind a cycle, even one that something done has broken by now. A
  /// dropped milestone closes no cycle. Empty where there is none.
  let isCyclic: IndexedArray<MilestoneIndex, Bool>

  package func incoming(_ milestone: MilestoneIndex) -> Range<Int> {
    Int(incomingStart[milestone.position])..<Int(incomingStart[milestone.position + 1])
  }

  /// Places in ``edges`` of what waits for a milestone.
  package func outgoing(_ milestone: MilestoneIndex) -> ArraySlice<Int32> {
    outgoing[Int(outgoingStart[milestone.position])..<Int(outgoingStart[milestone.position + 1])]
  }
}
