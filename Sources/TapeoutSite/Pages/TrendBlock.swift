import TapeoutHistory
import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// The milestone trend of a chip: picture, words and table.
struct TrendBlock: TemplateContext {
  /// Moves of one gate that the table lists; its own page lists all.
  static let mostMoves = 12

  let model: SiteModel
  let chip: ChipIndex
  let chart: TrendChart?

  static let fields = FieldTable<TrendBlock>(
    "trend",
    [
      "chart": .markup("The picture") { $0.chart?.markup(id: "mta") },
      "note": .markup("How to read it, and what is left out") { $0.note.map(Markup.init(datesIn:)) },
      "gap": .markup("From when on earlier plans are known, and why not before") { $0.model.gapMarkup },
      "stability": .text("How often dates slipped, and how soon that was said") {
        StabilityWords($0.model.content.stability.chips[$0.chip]).sentence
      },
      "lines": .list("The same as a table: the gates, the earliest first") { block in
        block.chart.map { chart in
          chart.lines.reversed().map { TrendRows(model: block.model, line: $0) }
        } ?? []
      },
    ])

  private var note: String? {
    guard let chart else { return nil }
    let count = chart.lines.count
    let shown = chart.omitted == 0 ? "" : " Shown: \(count) of \(count + chart.omitted) gates."
    let quiet =
      chart.quietSince.map {
        " The chart begins on \(chart.scale.reports.lowerBound): from \($0) on until then, none of them moved."
      } ?? ""
    return "How each expected date moved from report to report. Level is stable, rising is slipping, and a line that "
      + "meets the diagonal is done.\(shown)\(quiet)"
  }
}

/// One gate's line as rows of a table.
struct TrendRows: TemplateContext {
  let model: SiteModel
  let line: TrendLine

  private var rows: [EstimateRow] {
    let moves = line.moves
    var rows: [EstimateRow] = []
    if let first = line.points.first { rows.append(EstimateRow(day: first.day, date: first.date, move: nil)) }
    for place in moves.suffix(TrendBlock.mostMoves) {
      rows.append(EstimateRow(day: line.points[place].day, date: line.points[place].date, move: line.move(at: place)))
    }
    if let actual = line.actual {
      let last = line.points.last { $0.date != nil }?.date
      let move = last.map { TrendLine.move(from: $0, to: .day(actual)) }
      rows.append(EstimateRow(day: actual, date: .day(actual), move: move, isDone: true))
    }
    return rows
  }

  static let fields = FieldTable<TrendRows>(
    "trend-line",
    [
      "title": .text("The gate's title") { $0.model.milestones[$0.line.milestone].displayTitle },
      "href": .link("Its page") { $0.model.places.pathsBesideChip[$0.line.milestone] },
      "slip": .text("From the first date named to the last") { $0.line.slip.map(Wording.slip) ?? "no date" },
      "rows": .list("The dates in turn, the oldest first") { $0.rows },
      "more": .text("What is left out") { rows in
        let more = rows.line.moves.count - TrendBlock.mostMoves
        return more > 0 ? "\(Wording.counted(more, "earlier move")) on its page" : nil
      },
    ])
}

/// What a date was thought to be, as a row.
struct EstimateRow: TemplateContext {
  var day: Day
  var date: PlanDate?
  var move: Int?
  var isDone = false

  static let fields = FieldTable<EstimateRow>(
    "estimate",
    [
      "day": .text("The report's date") { $0.day.description },
      "date": .text("The date expected then") { $0.date?.description ?? "TBD" },
      "move": .text("From the date before it") { $0.move.map(Wording.slip) ?? "–" },
      "isMoved": .flag("Whether a date came before it") { $0.move != nil },
      "isDone": .flag("Whether it happened then") { $0.isDone },
    ])
}
