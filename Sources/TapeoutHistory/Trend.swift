package import TapeoutModel
package import TapeoutSchedule

/// Every estimate of every milestone, from the first that is known to today's.
package struct Trend: Sendable {
  /// Beside ``Plan/milestones``, each oldest first, each on a day of its own, none after the status date. The last
  /// point is today's; of a done milestone, the first at which it was done.
  package var series: [[TrendPoint]]

  package init(series: [[TrendPoint]]) { self.series = series }

  /// From `history:` lines (each on its own day, with today's baseline), then earlier plans, then today's. Where a line
  /// and an earlier plan share a day, the plan wins. What is stated for days after the status date is left out.
  package init(_ plan: Plan, _ schedule: Schedule, _ history: PlanHistory) {
    series = []
  }
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
  /// Why it moved to this date, where somebody said so; nil where it did not move.
  package var reason: String?

  package init(
    day: Day, baseline: StatedDate?, forecast: StatedDate?, expected: Day?, health: Health?, isDone: Bool,
    isOverdue: Bool = false, reason: String?
  ) {
    self.day = day
    self.baseline = baseline
    self.forecast = forecast
    self.expected = expected
    self.health = health
    self.isDone = isDone
    self.isOverdue = isOverdue
    self.reason = reason
  }
}
