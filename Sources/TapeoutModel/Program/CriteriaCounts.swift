/// How many exit criteria stand how: of one milestone, or of several together.
public struct CriteriaCounts: Hashable, Sendable {
  public private(set) var met = 0
  public private(set) var waived = 0
  public private(set) var failing = 0
  public private(set) var open = 0

  public init() {}

  public init(_ criteria: [ExitCriterion]) { add(criteria) }

  public mutating func add(_ criteria: [ExitCriterion]) {
    // By index: a criterion is large, and most plans have many.
    for index in criteria.indices {
      switch criteria[index].state {
      case .met: met += 1
      case .waived: waived += 1
      case .failing: failing += 1
      case .open: open += 1
      }
    }
  }

  public var total: Int { met + waived + failing + open }
  /// Met or waived: no longer between the milestone and its gate.
  public var closed: Int { met + waived }
}
