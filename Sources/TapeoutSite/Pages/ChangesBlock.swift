import TapeoutHistory
import TapeoutModel

/// What changed between two reports.
struct ChangesBlock: TemplateContext {
  let model: SiteModel
  let entry: ChangeLog.Entry
  /// Folders between the page and the root.
  let depth: Int
  /// Most changes to list.
  var most = 60

  /// `report 13`, or the day that it compares with.
  private var before: String? {
    entry.sinceReport.map { "report \($0 + 1)" } ?? entry.since.map(\.description)
  }

  /// As people look for it: the largest move first, then what is blocked, then what is done.
  ///
  /// - Parameters: how many of each to keep.
  func selection(moves: Int, blocked: Int, done: Int) -> [Change] {
    let folded = entry.changes.folded
    let moved = folded.enumerated().filter { $1.isMove }
      .sorted { (-abs($0.element.days ?? 0), $0.offset) < (-abs($1.element.days ?? 0), $1.offset) }.map(\.element)
    return Array(moved.prefix(moves)) + folded.filter { $0.kind == .blocked }.prefix(blocked)
      + folded.filter { $0.kind == .done }.prefix(done)
  }

  private func rows(_ changes: some Sequence<Change>) -> [ChangeRow] {
    changes.map { ChangeRow(model: model, change: $0, depth: depth) }
  }

  private var title: String {
    guard let report = entry.report else {
      return "Since \(model.plan.reports.isEmpty ? entry.since?.description ?? "" : "report \(model.plan.reports.count)")"
    }
    return "Report \(report + 1)"
  }

  private var note: String {
    let compared = before.map { "Compared with \($0)\(entry.sinceReport == nil ? "" : entry.since.map { ", \($0)" } ?? "")." }
    let source =
      entry.isReconstructed
      ? " Known from history lines and dated facts alone: what they do not tell is left out, not denied." : ""
    return (compared ?? "Nothing is known of an earlier day.") + source
  }

  /// The place on the page: the report's day.
  var id: String { entry.report == nil ? "now" : entry.day.description }

  static let fields = FieldTable<ChangesBlock>(
    "changes",
    [
      "id": .text("Its place on the page") { $0.id },
      "title": .text("The report: `Report 14`") { $0.title },
      "day": .text("Its date") { $0.entry.day.description },
      "hasReport": .flag("Whether a report tells of it") { $0.entry.report != nil },
      "href": .link("The report") { block in
        block.entry.report.map { SitePath.root(from: block.depth) + block.model.plan.path(report: $0) }
      },
      "before": .text("What it compares with: `report 13`") { $0.before },
      "note": .text("What it compares with, and how that is known") { $0.note },
      "movesNothing": .flag("Whether no date moved") { !$0.entry.changes.contains(where: \.isMove) },
      "all": .link("All changes of that report") { SitePath.root(from: $0.depth) + SitePath.changes.path + "#\($0.id)" },
      "count": .text("How many changes there are") { Wording.counted($0.entry.changes.count, "change") },
      "main": .list("The largest moves, what is blocked, what is done") {
        $0.rows($0.selection(moves: 7, blocked: 3, done: 3))
      },
      "changes": .list("The changes, the biggest effect on a launch first") { block in
        block.rows(block.entry.changes.folded.prefix(block.most))
      },
      "more": .text("What is left out") { block in
        let more = block.entry.changes.folded.count - block.most
        return more > 0 ? "\(Wording.counted(more, "smaller change")) not listed." : nil
      },
    ])
}

extension Change {
  /// Whether a date is another than before.
  var isMove: Bool {
    switch kind {
    case .moved, .overdue, .undated, .dated, .rebaselined: true
    default: false
    }
  }
}
