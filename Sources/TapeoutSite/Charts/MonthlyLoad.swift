import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// How many milestones of an owner fall into each month: a column of squares each, done ones filled, late ones red,
/// those to come hollow.
struct MonthlyLoad {
  /// From half a year before the status date, where anything lies there, to a year and a half behind it.
  private(set) var months: [Month] = []
  /// Milestones behind the last month.
  private(set) var later = 0

  struct Month {
    let first: Day
    var milestones: [MilestoneIndex] = []
  }

  private static let past = 6
  private static let ahead = 17
  /// Squares that a column shows at most; the number below it counts all.
  private static let tallest = 12

  /// - Parameter milestones: dated ones are shown.
  init(_ milestones: [MilestoneIndex], _ model: SiteModel) {
    let now = MonthlyLoad.number(of: model.statusDate)
    let dated = milestones.compactMap { index in
      model.scheduled(index).expected.map { (month: MonthlyLoad.number(of: $0), index: index) }
    }
    guard let first = dated.map(\.month).min(), let last = dated.map(\.month).max() else { return }
    let start = min(max(first, now - MonthlyLoad.past), now)
    let end = max(min(last, now + MonthlyLoad.ahead), now)
    months = (start...end).map { Month(first: MonthlyLoad.day(of: $0)) }
    for (month, index) in dated {
      if month > end { later += 1 } else if month >= start { months[month - start].milestones.append(index) }
    }
  }

  /// Months since the year 0.
  private static func number(of day: Day) -> Int {
    let civil = day.civil
    return civil.year * 12 + civil.month - 1
  }

  private static func day(of month: Int) -> Day { Day(unchecked: month / 12, month % 12 + 1, 1) }

  /// Columns of one height, so that they stand on one line.
  private var rows: Int { min(MonthlyLoad.tallest, max(1, months.map(\.milestones.count).max() ?? 1)) }

  func columns(_ model: SiteModel) -> [LoadColumn] {
    let now = MonthlyLoad.number(of: model.statusDate)
    return months.indices.map { place in
      let month = months[place]
      let civil = month.first.civil
      return LoadColumn(
        name: Wording.months[civil.month - 1], year: String(civil.year),
        showsYear: place == 0 || civil.month == 1, count: month.milestones.count,
        isCurrent: MonthlyLoad.number(of: month.first) == now, drawing: drawing(month, model))
    }
  }

  private func drawing(_ month: Month, _ model: SiteModel) -> Markup {
    let height = rows * 13 + 1
    var svg: Markup = "<svg width=\"18\" height=\"\(height)\" aria-hidden=\"true\">"
    for (place, index) in month.milestones.prefix(MonthlyLoad.tallest).enumerated() {
      let look: StaticString =
        model.milestones[index].isDone ? "ld-done" : model.health(index) >= .late ? "ld-late" : "ld-open"
      svg += "<rect class=\"\(literal: look)\" x=\"1\" width=\"16\" height=\"10\" y=\"\(height - 12 - place * 13)\">"
      svg += "<title>\(model.milestones[index].displayTitle)</title></rect>"
    }
    svg += "<line class=\"gy\" x2=\"18\" y1=\"\(height - 1)\" y2=\"\(height - 1)\"/></svg>"
    return svg
  }
}

/// One month of a load.
struct LoadColumn: TemplateContext {
  let name: String
  let year: String
  let showsYear: Bool
  let count: Int
  let isCurrent: Bool
  let drawing: Markup

  static let fields = FieldTable<LoadColumn>(
    "load-month",
    [
      "name": .text("The month: `Jun`") { $0.name },
      "year": .text("Its year") { $0.year },
      "showsYear": .flag("Whether it is the first that is shown, or the first of its year") { $0.showsYear },
      "count": .text("How many milestones fall into it") { $0.count == 0 ? "–" : String($0.count) },
      "isCurrent": .flag("Whether the report's date lies in it") { $0.isCurrent },
      "drawing": .markup("A square for each milestone") { $0.drawing },
    ])
}
