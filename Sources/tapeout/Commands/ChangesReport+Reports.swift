import TapeoutHistory
import TapeoutModel
import TapeoutReporting
import TapeoutSchedule
import TapeoutWording
import TapeoutWorkspace

extension ChangesReport {
  /// What changed since the newest report; where nothing did, since the one before. Where no plan of that report is known,
  /// what `history:` lines and dated facts tell; where there is no report, since the newest Sunday.
  ///
  /// Nil where nothing earlier is known at all.
  init?(sinceReportOf analysis: Analysis) {
    let history = analysis.history ?? PlanHistory()
    let today = Side(name: "working tree", day: analysis.statusDate)
    let newest = analysis.plan.reports.lastIndex { $0.day <= analysis.statusDate }
    let entries = ChangeLog(analysis.plan, analysis.schedule, history).entries
    if let entry = entries.first(where: { $0.since != nil && !$0.isUnknown }), let since = entry.since,
      let report = entry.sinceReport
    {
      self.init(
        old: Side(name: "report \(report.number)", day: since), new: today, changes: entry.changes,
        isReconstructed: entry.isReconstructed)
    } else if let newest {
      // The only report, and the plan is still the one that it came with.
      let day = analysis.plan.reports[newest].day
      self.init(old: Side(name: "report \(newest.number)", day: day), new: today, changes: [])
    } else if let old = history.snapshots.last {
      let new = PlanSnapshot(analysis.plan, analysis.schedule)
      self.init(
        old: Side(name: "committed plan", day: old.day), new: today, changes: Changes.between(old: old, new: new))
    } else {
      return nil
    }
    notes = history.notes
  }
}

extension PlanHistory {
  /// What is not known, in plain sentences.
  var notes: [String] {
    var notes: [String] = []
    if let gap {
      notes.append("History unknown" + (gap.knownFrom.map { " before \($0)" } ?? "") + ": \(gap.reason).")
    }
    if !unknownReports.isEmpty {
      notes.append(
        "The plans of \(Wording.counted(unknownReports.count, "report")) are unknown: they were committed together with a newer "
          + "one.")
    }
    if skippedVersions > 0 {
      notes.append(
        "\(Wording.counted(skippedVersions, "version")) of files could not be read; the ones before stand in for them.")
    }
    return notes
  }
}
