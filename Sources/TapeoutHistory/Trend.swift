package import TapeoutModel
import TapeoutSchedule

/// Every estimate of every milestone, from the first that is known to today's.
package struct Trend: Sendable {
  /// Parallel to ``Plan/milestones``, each oldest first, none after the status date; points of one day stand in the
  /// order in which they were stated. The last point is today's; of a done milestone, the first at which it was done.
  package var series: IndexedArray<MilestoneIndex, [TrendPoint]>

  package init(series: IndexedArray<MilestoneIndex, [TrendPoint]>) { self.series = series }
}

/// What the date of one milestone was thought to be on one day.
package struct TrendPoint: Hashable, Sendable {
  /// Where a point comes from.
  package enum Source: Sendable {
    /// A line below `history:`.
    case line
    /// What a milestone's file stated in a commit between two plans.
    case commit
    /// A whole plan: a report's, a Sunday's or today's.
    case plan
  }

  /// The day on which it was thought so.
  package var day: Day
  package var source: Source
  /// Of a commit, the day that it counts for, where that is after the status date and ``day`` is the status date; else
  /// equal to ``day``.
  package var statedOn: Day
  package var baseline: StatedDate?
  /// As stated.
  package var forecast: StatedDate?
  /// As scheduled that day; from a `history:` line, the last day of what it states. Nil for to be determined.
  package var expected: Day?
  /// Nil where no whole plan of that day is known.
  package var health: Health?
  package var isDone: Bool
  /// Its day had passed and nobody had stated another: ``expected`` is only the day of the point.
  package var isOverdue: Bool
  /// Of an overdue milestone, the date that has passed.
  package var promised: PlanDate?
  /// Given up before it happened: it has no date, and none was put off.
  package var isDropped = false
  /// When it had happened; of a `history:` line at or after that day as well.
  package var actual: PlanDate?
  /// The predecessor that made its date or left it open; nil where something else did,
  /// or only a `history:` line is known.
  package var driver: MilestoneIndex?
  /// Why it moved to this date, where somebody said so; of a `history:` line, as written there. A text that stood there
  /// before the move explains an older one, and is left out.
  package var reason: String?
  /// Whether the only reason that the file gives for the move is the one that it gave for an older move.
  package var hasOldReason = false

  package init(
    day: Day, baseline: StatedDate?, forecast: StatedDate?, expected: Day?, health: Health?, isDone: Bool,
    isOverdue: Bool = false, promised: PlanDate? = nil, actual: PlanDate? = nil, driver: MilestoneIndex? = nil,
    reason: String?,
    source: Source? = nil
  ) {
    self.day = day
    self.source = source ?? (health == nil ? .line : .plan)
    statedOn = day
    self.baseline = baseline
    self.forecast = forecast
    self.expected = expected
    self.health = health
    self.isDone = isDone
    self.isOverdue = isOverdue
    self.promised = promised
    self.actual = actual
    self.driver = driver
    self.reason = reason
  }

  /// The date as precisely as it was known: the actual, else what was stated where that is what was reckoned with, else
  /// the computed day. Nil for to be determined.
  package var date: PlanDate? { PlanDate.shown(actual: actual, forecast: forecast, expected: expected) }
  /// The date that others could rely on: as ``date``, but of an overdue milestone the one that has passed.
  package var standingDate: PlanDate? { isOverdue ? promised : date }
}

extension PlanDate {
  /// How far `new` lies from this date, in days: last day against last day, positive is later; 0 where `new` lies
  /// inside this date, which it then only makes more precise.
  func distance(to new: PlanDate) -> Int {
    holds(new) ? 0 : new.last - last
  }

  /// As ``distance(to:)`` for the date on which something happened: a coarse one is not later than a day inside it.
  func distance(toActual new: PlanDate) -> Int {
    new.holds(self) ? 0 : distance(to: new)
  }

  /// Whether every day of `other` lies inside this date.
  func holds(_ other: PlanDate) -> Bool { first <= other.first && other.last <= last }
}
