import TapeoutHistory
import TapeoutModel
import TapeoutTemplates
import TapeoutWording

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
    entry.sinceReport.map { "report \($0.number)" } ?? entry.since.map(\.description)
  }

  /// Dates that are others than before, the largest move first; what lost its date before all.
  var moves: [Change] {
    entry.changes.folded.enumerated().filter { $1.isMove }.sorted { left, right in
      let (one, two) = (left.element, right.element)
      return (-(one.kind == .undated ? .max : abs(one.days ?? 0)), left.offset)
        < (-(two.kind == .undated ? .max : abs(two.days ?? 0)), right.offset)
    }.map(\.element)
  }

  /// The most of it: the largest moves, then what is blocked or overdue, then what is done.
  private var main: [Change] {
    let folded = entry.changes.folded
    return Array(moves.prefix(5)) + folded.filter { $0.kind == .blocked || $0.kind == .overdue }.prefix(3)
      + folded.filter { $0.kind == .done }.prefix(2)
  }

  private func rows(_ changes: some Sequence<Change>) -> [ChangeRow] {
    changes.map { ChangeRow(model: model, change: $0, depth: depth) }
  }

  private var title: String {
    guard let report = entry.report else {
      return
        "Since \(model.plan.reports.isEmpty ? entry.since?.description ?? "" : "report \(model.plan.reports.count)")"
    }
    return "Report \(report.number)"
  }

  /// Nil where all dates are known, or where one of those that are has moved.
  private var unknown: String? {
    if entry.isUnknown {
      return "What changed by then is not known: the report was committed together with a newer one, which tells it."
    }
    guard !entry.knowsAllDates, !entry.changes.contains(where: \.isMove) else { return nil }
    return "Whether dates moved\(before.map { " since \($0)" } ?? "") is not known."
  }

  private var note: Markup {
    guard let since = entry.since else { return "Nothing is known of an earlier day." }
    return entry.sinceReport.map { "Compared with report \($0.number), \(since.markup)" }
      ?? "Compared with \(since.markup)"
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
      "note": .markup("What it compares with") { $0.note },
      "isReconstructed": .flag("Whether only history lines and dated facts tell of it") { $0.entry.isReconstructed },
      "movesNothing": .flag("Whether no date moved, as far as all dates are known") { block in
        block.entry.knowsAllDates && !block.entry.changes.contains(where: \.isMove)
      },
      "unknown": .text("Why nobody can say whether dates moved") { $0.unknown },
      "all": .link("All changes of that report") {
        SitePath.root(from: $0.depth) + SitePath.changes.path + "#\($0.id)"
      },
      "count": .text("How many changes there are") { Wording.counted($0.entry.changes.count, "change") },
      "main": .list("The largest moves, what is blocked, what is done") { $0.rows($0.main) },
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
    case .moved, .undated, .dated: true
    default: false
    }
  }
}
