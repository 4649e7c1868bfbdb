package import TapeoutModel
package import TapeoutSchedule

/// Every estimate of every milestone, from the first that is known to today's.
package struct Trend: Sendable {
  /// Beside ``Plan/milestones``, each oldest first; the last point is today's.
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
  /// Why it moved to this date, where somebody said so.
  package var reason: String?

  package init(
    day: Day, baseline: StatedDate?, forecast: StatedDate?, expected: Day?, health: Health?, isDone: Bool, reason: String?
  ) {
    self.day = day
    self.baseline = baseline
    self.forecast = forecast
    self.expected = expected
    self.health = health
    self.isDone = isDone
    self.reason = reason
  }
}
