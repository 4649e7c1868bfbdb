package import TapeoutModel

/// What one dependency makes of a date, as it is reckoned: a day, a length, and the day on which it arrives.
package struct ArrivalSum: Sendable {
  package let from: MilestoneIndex
  /// The earliest day of the milestone that is waited for.
  package let start: Day
  /// The likely length as written; `TBD` where nobody knows it.
  package let length: String
  package let arrival: Day
  /// Whether the arrival is only a lower bound, because the day or the length is not known.
  package let isBound: Bool
}

extension Schedule {
  /// Nil where nothing is known of the milestone that is waited for.
  package func sum(of edge: DependencyGraph.Edge, in plan: Plan) -> ArrivalSum? {
    guard let start = milestones[edge.from].earliest else { return nil }
    let duration = plan.milestones[edge.to].dependencies[Int(edge.dependency)].duration
    return ArrivalSum(
      from: edge.from, start: start, length: duration?.likely.description ?? (edge.isUnknown ? "TBD" : "0d"),
      arrival: arrival(edge, from: start), isBound: milestones[edge.from].expected == nil || edge.isUnknown)
  }
}
