package import TapeoutModel

/// What the file of one milestone stated from one commit on, until the next one that stated something else.
package struct StatedVersion: Hashable, Sendable {
  /// The day of the commit in UTC.
  package var committedOn: Day
  /// The day that it counts for: of a commit up to the one that brought a report, at latest the report's day.
  package var day: Day
  package var baseline: StatedDate?
  package var forecast: StatedDate?
  package var actual: PlanDate?
  /// Dropped, and had not happened.
  package var isDropped = false
  package var reason: String?

  package init(
    committedOn: Day, day: Day, baseline: StatedDate?, forecast: StatedDate?, actual: PlanDate? = nil,
    isDropped: Bool = false, reason: String? = nil
  ) {
    self.committedOn = committedOn
    self.day = day
    self.baseline = baseline
    self.forecast = forecast
    self.actual = actual
    self.isDropped = isDropped
    self.reason = reason
  }

  /// Whether both state the same, on whatever days.
  func statesSame(as other: StatedVersion) -> Bool {
    baseline == other.baseline && forecast == other.forecast && actual == other.actual
      && isDropped == other.isDropped && reason == other.reason
  }
}

extension StatedVersion {
  /// What a milestone states on the disk.
  package init(_ milestone: Milestone, on day: Day) {
    self.init(
      committedOn: day, day: day, baseline: milestone.baseline?.value, forecast: milestone.forecast?.value,
      actual: milestone.actual?.value, isDropped: milestone.isDropped && !milestone.isDone,
      reason: milestone.reason?.value)
  }
}
