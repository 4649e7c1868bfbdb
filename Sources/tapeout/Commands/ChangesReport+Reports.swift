import TapeoutHistory
import TapeoutModel
import TapeoutReporting
import TapeoutSchedule
import TapeoutWording
import TapeoutWorkspace

extension ChangesReport {
  /// What changed from the newest report before the status date to the files on the disk. Where no plan of that report
  /// is known, what `history:` lines and dated facts tell; where there is no report, from the newest Sunday's plan.
  ///
  /// Nil where nothing earlier is known at all.
  init?(sinceReportOf analysis: Analysis) {
    let history = analysis.history ?? PlanHistory()
    let today = Side(name: "working tree", day: analysis.statusDate)
    let former = analysis.plan.reports.lastIndex { $0.day < analysis.statusDate }
    let day = former.map { analysis.plan.reports[$0].day }
    let name = former.map { "report \($0 + 1)" } ?? "committed plan"
    if let old = history.snapshots.last, day == nil || old.day == day {
      let new = PlanSnapshot(analysis.plan, analysis.schedule)
      self.init(
        old: Side(name: name, day: old.day), new: today, changes: Changes.between(old: old, new: new))
    } else if let day {
      let entry = ChangeLog(analysis.plan, analysis.schedule, history).entries.first
      self.init(old: Side(name: name, day: day), new: today, changes: entry?.changes ?? [], isReconstructed: true)
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
    if skippedVersions > 0 {
      notes.append(
        "\(Wording.counted(skippedVersions, "version")) of files could not be read; the ones before stand in for them.")
    }
    return notes
  }
}
