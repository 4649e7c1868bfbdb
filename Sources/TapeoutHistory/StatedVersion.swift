package import TapeoutModel

/// What the file of one milestone stated from one commit on, until the next one that stated something else.
package struct StatedVersion: Hashable, Sendable {
  /// The day that the commit counts for: its own in UTC, but not after the report that it came before or with.
  package var day: Day
  /// Whether the commit came after the one that brought the report of that day.
  package var followsReport = false
  /// Whether only the working tree states it.
  package var isUncommitted = false
  package var baseline: StatedDate?
  package var forecast: StatedDate?
  package var actual: PlanDate?
  /// Given up before it happened.
  package var isDropped = false
  package var reason: String?

  package init(
    day: Day, followsReport: Bool = false, isUncommitted: Bool = false, baseline: StatedDate?, forecast: StatedDate?,
    actual: PlanDate? = nil, isDropped: Bool = false, reason: String? = nil
  ) {
    self.day = day
    self.followsReport = followsReport
    self.isUncommitted = isUncommitted
    self.baseline = baseline
    self.forecast = forecast
    self.actual = actual
    self.isDropped = isDropped
    self.reason = reason
  }

  /// What a milestone's file states on a day; what it says to have happened later is a date.
  package init(_ milestone: Milestone, on day: Day, followsReport: Bool = false, isUncommitted: Bool = false) {
    var forecast = milestone.forecast?.value
    var actual = milestone.actual?.value
    if let happened = actual, happened.first > day { (forecast, actual) = (.date(happened), nil) }
    self.init(
      day: day, followsReport: followsReport, isUncommitted: isUncommitted, baseline: milestone.baseline?.value,
      forecast: forecast, actual: actual, isDropped: milestone.isDropped && actual == nil,
      reason: milestone.reason?.value)
  }

  /// Whether both put the milestone on the same date.
  func datesSame(as other: StatedVersion) -> Bool {
    forecast == other.forecast && actual == other.actual && isDropped == other.isDropped
  }

  /// Whether both state the same, on whatever days.
  package func statesSame(as other: StatedVersion) -> Bool {
    baseline == other.baseline && forecast == other.forecast && actual == other.actual
      && isDropped == other.isDropped && reason == other.reason
  }
}
