package import TapeoutModel
package import TapeoutSchedule

/// What changed from report to report, newest first.
package struct ChangeLog: Sendable {
  package var entries: [Entry]

  /// The changes between two days.
  package struct Entry: Sendable {
    /// The report; nil for what changed since the newest one.
    package var report: ReportIndex?
    /// The day that it tells of: the report's, else the status date.
    package var day: Day
    /// The day that it compares with: the report's before; nil where nothing is known of an earlier day.
    package var since: Day?
    /// The report that it compares with; nil where there is none.
    package var sinceReport: ReportIndex?
    /// The plan of this report is not known, because it came in one commit with a newer one: what changed by then is told
    /// there. It has no changes.
    package var isUnknown = false
    /// Worked out from `history:` lines and dated facts alone, because no plan of one of the two days is known: what
    /// they do not tell is left out, not denied.
    package var isReconstructed: Bool
    /// Every change, ordered as ``Changes/between(old:new:)`` does.
    package var changes: [Change]

    /// Whether the dates of every milestone are known on both days: only then is it known that none moved.
    package var knowsAllDates: Bool { !isUnknown && !isReconstructed }

    package init(
      report: ReportIndex?, day: Day, since: Day?, sinceReport: ReportIndex?, isReconstructed: Bool, changes: [Change]
    ) {
      self.report = report
      self.day = day
      self.since = since
      self.sinceReport = sinceReport
      self.isReconstructed = isReconstructed
      self.changes = changes
    }
  }

  /// One entry a report, newest first; reports after the status date are left out. The first report has nothing to be
  /// compared with, and no changes.
  ///
  /// A report tells of the plan that it came with, or of today's where it is not committed. Where the status date is later
  /// than the newest report, or anything changed since the plan of that report, an entry without a report comes first.
  package init(_ plan: Plan, _ schedule: Schedule, _ history: PlanHistory) {
    let reports = plan.reports.indices.filter { plan.reports[$0].day <= schedule.statusDate }
    entries = []
    guard !reports.isEmpty else { return }
    let states = States(plan, schedule, history)
    let unknown = Set(history.unknownReports)
    var before: (report: ReportIndex, state: KnownPlan)?
    for report in reports {
      let day = plan.reports[report].day
      if let before, unknown.contains(day) {
        var entry = Entry(
          report: report, day: day, since: before.state.snapshot.day, sinceReport: before.report,
          isReconstructed: false, changes: [])
        entry.isUnknown = true
        entries.append(entry)
        continue
      }
      let state = states.state(on: day)
      entries.append(states.entry(from: before, to: state, report: report))
      before = (report, state)
    }
    if let before {
      let entry = states.entry(from: before, to: states.today, report: nil)
      // On the report's own day, an edit that changes nothing worth telling makes no entry.
      if before.state.snapshot.day < schedule.statusDate || !entry.changes.isEmpty { entries.append(entry) }
    }
    entries.reverse()
  }
}

/// The plan as far as it is known on the days that are compared.
private struct States {
  private let plan: Plan
  private let schedule: Schedule
  private let snapshots: [PlanSnapshot]
  private let versions: [MilestoneID: [StatedVersion]]
  let today: KnownPlan

  init(_ plan: Plan, _ schedule: Schedule, _ history: PlanHistory) {
    self.plan = plan
    self.schedule = schedule
    snapshots = history.snapshots
    versions = history.versions
    today = KnownPlan(PlanSnapshot(plan, schedule))
  }

  func state(on day: Day) -> KnownPlan {
    if let snapshot = snapshots.last(where: { $0.day == day }) { return KnownPlan(snapshot) }
    return day == today.snapshot.day ? today : KnownPlan(plan, schedule, on: day)
  }

  func entry(from before: (report: ReportIndex, state: KnownPlan)?, to state: KnownPlan, report: ReportIndex?)
    -> ChangeLog.Entry
  {
    var entry = ChangeLog.Entry(
      report: report, day: state.snapshot.day, since: before?.state.snapshot.day, sinceReport: before?.report,
      isReconstructed: !state.isWhole || !(before?.state.isWhole ?? true), changes: [])
    guard let before else { return entry }
    let since = before.state.snapshot.day
    let comparison = PlanComparison(
      before.state, state, lineReasons: reasons(state.snapshot, after: since),
      stated: StatedBetween(versions, after: since, upTo: report == nil ? nil : state.snapshot.day))
    entry.changes = comparison.changes()
    return entry
  }

  /// By place in the snapshot, what the `history:` line says that was made after `day` and gave the milestone its date.
  private func reasons(_ snapshot: PlanSnapshot, after day: Day) -> [Int: String] {
    var reasons: [Int: String] = [:]
    for place in snapshot.milestones.indices {
      guard let forecast = snapshot.milestones[place].forecast,
        let index = plan.milestoneIndex(of: snapshot.milestones[place].identity),
        !plan.milestones[index].history.isEmpty,
        let line = plan.milestones[index].history.lastMade(by: snapshot.day), line.madeOn > day, line.date == forecast
      else { continue }
      reasons[place] = line.reason
    }
    return reasons
  }
}
