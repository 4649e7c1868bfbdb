import TapeoutModel
import TapeoutSchedule

/// Inlined, since a call would copy the milestone out of its array first.
extension Milestone {
  /// Still to come, as far as can be told: neither done nor dropped, and readable.
  @inline(__always)
  var isPending: Bool {
    actual == nil && !isDropped && origin.omits("actual") && !origin.unread.contains("status")
  }

  /// Whether an exit criterion has such a state. By place: a criterion is large, and most plans have many.
  @inline(__always)
  func hasCriterion(where isWanted: (ExitCriterion.State) -> Bool) -> Bool {
    for place in criteria.indices where isWanted(criteria[place].state) { return true }
    return false
  }

  /// Where a finding about the milestone as a whole points.
  @inline(__always)
  var place: SourceRange { title?.range ?? kindRange ?? origin.start }
}

extension Chip {
  /// Where a finding about the chip as a whole points.
  var place: SourceRange { title?.range ?? kind?.range ?? origin.start }

  /// Whether it is developed, not bought.
  var isDeveloped: Bool { kind?.value == .custom || kind?.value == .inHouse }
}

extension RuleContext {
  /// A milestone as a file of the same chip would name it: `tape-out`, from elsewhere `custom-1/tape-out`.
  func name(of milestone: MilestoneIndex, from other: MilestoneIndex) -> String {
    let id = plan.milestones[milestone].id
    return id.chip == plan.milestones[other].id.chip ? id.milestone : id.description
  }

  /// What holds up the other end of an edge, as a sum: `timing-signoff 2026-03-26 + 1w = 2026-04-02`.
  func sum(_ edge: DependencyGraph.Edge, from start: String, to day: Day) -> String {
    let milestone = edge.to
    let duration = plan.milestones[milestone].dependencies[Int(edge.dependency)].duration
    let length = duration.map { $0.isOrdered ? " + \($0.likely)" : " + \(edge.likely)d" } ?? ""
    return "\(name(of: edge.from, from: milestone)) \(start)\(length) = \(day)"
  }

  /// The dependency that an edge stands for.
  func dependency(_ edge: DependencyGraph.Edge) -> Dependency {
    plan.milestones[edge.to].dependencies[Int(edge.dependency)]
  }

  /// Whether a milestone no longer holds anything up: given up before it happened.
  func isGivenUp(_ milestone: MilestoneIndex) -> Bool {
    plan.milestones[milestone].isDropped && !plan.milestones[milestone].isDone
  }
}
