package import TapeoutModel
package import TapeoutSchedule

/// What changed from report to report, newest first.
package struct ChangeLog: Sendable {
  package var entries: [Entry]

  /// The changes between two days.
  package struct Entry: Sendable {
    /// Place of the report in ``Plan/reports``; nil for what changed since the newest one.
    package var report: Int?
    /// The day that it tells of: the report's, else the status date.
    package var day: Day
    /// The day that it compares with: the report's before; nil where nothing is known of an earlier day.
    package var since: Day?
    /// Place of the report that it compares with; nil where there is none.
    package var sinceReport: Int?
    /// Worked out from `history:` lines and dated facts alone, because no plan of one of the two days is known: what
    /// they do not tell is left out, not denied.
    package var isReconstructed: Bool
    /// Every change, ordered as ``Changes/between(old:new:)`` does.
    package var changes: [Change]

    package init(
      report: Int?, day: Day, since: Day?, sinceReport: Int?, isReconstructed: Bool, changes: [Change]
    ) {
      self.report = report
      self.day = day
      self.since = since
      self.sinceReport = sinceReport
      self.isReconstructed = isReconstructed
      self.changes = changes
    }
  }

  /// One entry a report that has another before it, newest first. The newest report's entry ends with today's plan
  /// where the status date is that report's; where it is later, an entry without a report comes before it.
  ///
  /// - Parameter hasUnreported: whether the working tree is newer than the newest report's plan, which on the report's
  ///   own day gives an entry without a report as well.
  package init(_ plan: Plan, _ schedule: Schedule, _ history: PlanHistory, hasUnreported: Bool = false) {
    entries = []
  }
}
