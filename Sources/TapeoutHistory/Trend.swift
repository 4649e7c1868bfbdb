package import TapeoutModel
import TapeoutSchedule

/// Every estimate of every milestone, from the first that is known to today's.
package struct Trend: Sendable {
  /// Beside ``Plan/milestones``, each oldest first, each on a day of its own, none after the status date. The last
  /// point is today's; of a done milestone, the first at which it was done.
  package var series: [[TrendPoint]]

  package init(series: [[TrendPoint]]) { self.series = series }
}

/// What the date of one milestone was thought to be on one day.
package struct TrendPoint: Hashable, Sendable {
  /// The day on which it was thought so.
  package var day: Day
  package var baseline: StatedDate?
  /// As stated.
  package var forecast: StatedDate?
  /// As scheduled that day; from a `history:` line, the last day of what it states. Nil for to be determined.
  package var expected: Day?
  /// Nil where only a `history:` line is known.
  package var health: Health?
  package var isDone: Bool
  /// Its day had passed and nobody had stated another: ``expected`` is only the day of the point.
  package var isOverdue: Bool
  /// When it had happened; of a `history:` line at or after that day as well.
  package var actual: PlanDate?
  /// Place in ``Plan/milestones`` of the predecessor that made its date or left it open; nil where something else did,
  /// or only a `history:` line is known.
  package var driver: Int?
  /// Why it moved to this date, where somebody said so; of a `history:` line, as written there.
  package var reason: String?

  package init(
    day: Day, baseline: StatedDate?, forecast: StatedDate?, expected: Day?, health: Health?, isDone: Bool,
    isOverdue: Bool = false, actual: PlanDate? = nil, driver: Int? = nil, reason: String?
  ) {
    self.day = day
    self.baseline = baseline
    self.forecast = forecast
    self.expected = expected
    self.health = health
    self.isDone = isDone
    self.isOverdue = isOverdue
    self.actual = actual
    self.driver = driver
    self.reason = reason
  }

  /// The date as precisely as it was known: the actual, else what was stated where that is what was reckoned with, else
  /// the computed day. Nil for to be determined.
  package var date: PlanDate? { PlanDate.shown(actual: actual, forecast: forecast, expected: expected) }
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
