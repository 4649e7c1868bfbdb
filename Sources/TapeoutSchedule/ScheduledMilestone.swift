package import TapeoutModel

/// What the dates of one milestone come to. All lengths are calendar days.
package struct ScheduledMilestone: Hashable, Sendable {
  /// What makes the expected date what it is.
  package enum Driver: Hashable, Sendable {
    /// It happened.
    case actual
    /// A dependency: a place in the graph's edges.
    case dependency(edge: Int32)
    case notBefore
    case forecast
    /// What has not happened cannot lie in the past.
    case statusDate
    /// It has no date: dropped, in or behind a cycle, or nothing in the plan dates it.
    case nothing
    /// It has no date because this dependency (a place in the graph's edges) has none.
    case undated(edge: Int32)

    /// The dependency that makes the date, or that leaves it open: a place in the graph's edges.
    package var edge: Int? {
      switch self {
      case .dependency(let edge), .undated(let edge): Int(edge)
      default: nil
      }
    }
  }

  /// Nil where it is to be determined.
  package var expected: Day?
  package var driver = Driver.nothing
  /// Expected less baseline; 0 for any day inside an imprecise baseline, nil where either is missing.
  package var slipDays: Int?
  /// The last day on which it may lie without moving its chip's launch or missing a `need_by` behind it.
  package var latest: Day?
  /// ``latest`` less ``expected``; negative where a `need_by` is missed already. Nil where done or nothing waits.
  package var totalFloat: Int?
  /// How far it may move before any milestone behind it moves.
  package var freeFloat: Int?
  package var health = Health.planned

  /// Not done, and without total float.
  package var isCritical: Bool { totalFloat.map { $0 <= 0 } ?? false }
}

/// What the dates of one chip come to.
package struct ScheduledChip: Hashable, Sendable {
  /// The worst on its driving path.
  package var health = Health.planned
  /// Expected date of its launch.
  package var launch: Day?
  /// The milestones whose dates make the launch's date, earliest first: each the driver of the next.
  package var drivingPath: [Int] = []
}
