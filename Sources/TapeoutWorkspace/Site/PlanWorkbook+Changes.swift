package import TapeoutExchange
package import TapeoutHistory

extension PlanWorkbook {
  /// What changed from report to report, newest first, as the site tells it.
  package static func changes(in log: ChangeLog) -> [Change] {
    log.entries.flatMap { entry in
      entry.changes.folded.map { change in
        Change(
          day: entry.day, chip: change.chipTitle, milestone: change.title, text: "\(change.sentence)."
        )
      }
    }
  }
}
