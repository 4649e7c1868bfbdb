import TapeoutHistory
package import TapeoutModel
import TapeoutWording

/// An entry of the feed of changes: a report with what changed since the one before.
package struct ChangeFeedEntry: Hashable, Sendable {
  /// The same for the same report at any time: `changes/2026-06-12`.
  package let id: String
  /// `Report 14: 5 dates moved`.
  package let title: String
  package let day: Day
  /// A sentence a change, each on a line of its own; plain text.
  package let summary: String
  /// Where the changes stand, from the site's root.
  package let path: String
}

extension SiteBuilder {
  /// The changes by report, newest first: what feed.xml is for events, changes.xml is for these.
  package var changeFeed: [ChangeFeedEntry] { ChangeFeedEntry.entries(model) }
}

extension ChangeFeedEntry {
  private static let most = 50

  static func entries(_ model: SiteModel) -> [ChangeFeedEntry] {
    model.comparisons.compactMap { entry in
      guard let report = entry.report else { return nil }
      let folded = entry.changes.folded
      let moves = entry.changes.count { $0.isMove }
      var lines = folded.prefix(most).map { "\($0.sentence)." }
      if folded.count > most { lines.append("\(Wording.counted(folded.count - most, "smaller change")).") }
      let count =
        moves > 0
        ? "\(Wording.counted(moves, "date")) moved" : entry.knowsAllDates ? "no dates moved" : "not known what changed"
      return ChangeFeedEntry(
        id: "changes/\(entry.day)", title: "Report \(report.number): \(count)", day: entry.day,
        summary: lines.joined(separator: "\n"), path: "\(model.plan.path(report: report))#ch")
    }.prefix(30).map { $0 }
  }
}
