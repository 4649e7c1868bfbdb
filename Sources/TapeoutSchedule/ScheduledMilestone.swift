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
    /// It has no date because this dependency (a place in the graph's edges) has none, or a length that nobody knows.
    case undated(edge: Int32)
    /// It has no date because everything that dates it leads beyond the last day of the calendar.
    case beyondCalendar

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
  /// The day before which nothing that is dated lets it happen. It equals ``expected`` where that is known; elsewhere
  /// unknown dates and lengths count as nothing. Nil where dropped, and in or behind a cycle.
  package var earliest: Day?
  package var driver = Driver.nothing
  /// Expected less baseline; 0 for any day inside an imprecise baseline, nil where either is missing.
  package var slipDays: Int?
  /// The last day on which it may lie without moving its chip's launch or missing a `need_by` behind it.
  package var latest: Day?
  /// ``latest`` less ``earliest``; negative where a `need_by` is missed already. Nil where done or nothing waits.
  package var totalFloat: Int?
  /// How far it may move before any milestone behind it moves.
  package var freeFloat: Int?
  /// The date that it had, where that date has passed and it has not happened. Nil for all others.
  package var passedDate: Day?
  /// Of the overdue milestones that lead to it, or it itself, the one whose date passed first.
  /// Nil where there is none. Where there is one, the expected date and all percentiles are lower bounds.
  package var worstOverdue: MilestoneIndex?
  package var health = Health.planned

  /// Its date has passed, it has not happened, and nobody has stated another date.
  package var isOverdue: Bool { passedDate != nil }

  /// Not done, and without total float.
  package var isCritical: Bool { totalFloat.map { $0 <= 0 } ?? false }
}

/// What the dates of one chip come to.
package struct ScheduledChip: Hashable, Sendable {
  /// The unfinished overdue milestones that lead to a launch, with the launch itself.
  package struct OverdueInputs: Hashable, Sendable {
    /// The one whose date passed first.
    package var worst: MilestoneIndex
    package var count: Int
  }

  /// Judged by its launch and by everything that leads to it: see Docs/schedule.md.
  package var health = Health.planned
  /// Expected date of its launch.
  package var launch: Day?
  /// The milestones whose dates make the launch's date, earliest first: each the driver of the next.
  package var drivingPath: [MilestoneIndex] = []
  /// What makes the launch's date and percentiles lower bounds; nil where nothing that leads to it is overdue.
  package var overdue: OverdueInputs?
}
