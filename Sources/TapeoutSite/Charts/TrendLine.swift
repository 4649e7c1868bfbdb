import TapeoutHistory
import TapeoutModel
import TapeoutSchedule

/// One milestone in a trend: what its date was thought to be at each report.
struct TrendLine: Sendable {
  struct Point: Hashable, Sendable {
    /// The report's day.
    var day: Day
    /// As precisely as it was known; nil while it was to be determined.
    var date: PlanDate?

    var expected: Day? { date?.last }
  }

  let milestone: MilestoneIndex
  let title: String
  /// One for each report from the first estimate on; of what is done, only those before it was.
  let points: [Point]
  /// When it happened: the line ends there, on the diagonal.
  let actual: Day?
  let isLate: Bool

  /// - Parameters:
  ///   - series: oldest first.
  ///   - days: of all reports, oldest first.
  ///   - actual: the day on which it happened.
  init(milestone: MilestoneIndex, title: String, series: [TrendPoint], days: [Day], actual: Day?, isLate: Bool) {
    self.milestone = milestone
    self.title = title
    self.actual = actual
    self.isLate = isLate
    var points: [Point] = []
    // What was stated between reports stands on the milestone's own page.
    let series = series.filter { $0.source != .commit }
    var next = 0
    for day in days {
      if let actual, day >= actual { break }
      while next < series.count, series[next].day <= day { next += 1 }
      // An estimate stands until another takes its place.
      if next > 0 { points.append(Point(day: day, date: series[next - 1].date)) }
    }
    self.points = points
  }

  /// Where the line ends: the actual date, else the last date that was named.
  var last: Day? { actual ?? points.lazy.reversed().compactMap(\.expected).first }

  /// Whether it had a date that it has no more.
  var isUndated: Bool { actual == nil && points.last?.expected == nil }

  /// From the first date named to the last, in days; nil where it has no date any more.
  var slip: Int? {
    guard !isUndated else { return nil }
    guard let named = points.lazy.compactMap(\.date).first else { return actual == nil ? nil : 0 }
    let last = actual.map { PlanDate.day($0) } ?? points.last?.date
    return last.map { TrendLine.move(from: named, to: $0) }
  }

  /// The move at a place in ``points``, from the last date named before it, in days; nil where either is open.
  func move(at place: Int) -> Int? {
    guard let new = points[place].date, let old = points[..<place].last(where: { $0.date != nil })?.date else {
      return nil
    }
    return TrendLine.move(from: old, to: new)
  }

  /// How far a date moved, last day against last day; one that only became more or less precise has not.
  static func move(from old: PlanDate, to new: PlanDate) -> Int {
    let isSame =
      old.first <= new.first && new.last <= old.last || new.first <= old.first && old.last <= new.last
    return isSame ? 0 : new.last - old.last
  }

  /// Places in ``points`` at which the date is another than at the report before.
  var moves: [Int] {
    points.indices.dropFirst().filter { points[$0].expected != points[$0 - 1].expected }
  }

  /// The day of the last move to a later date.
  var lastSlip: Day? {
    moves.last { move(at: $0) ?? 0 > 0 }.map { points[$0].day }
  }

  /// What there is to draw, gaps left open: corners only.
  var strokes: [[(day: Day, expected: Day)]] {
    var strokes: [[(Day, Day)]] = []
    var stroke: [(Day, Day)] = []
    for point in points {
      guard let expected = point.expected else {
        // The date stood until the report that took it back.
        if let last = stroke.last { stroke.append((point.day, last.1)) }
        if !stroke.isEmpty { strokes.append(stroke) }
        stroke = []
        continue
      }
      stroke.append((point.day, expected))
    }
    if let actual, !stroke.isEmpty { stroke.append((actual, actual)) }
    if !stroke.isEmpty { strokes.append(stroke) }
    return strokes.map { stroke in
      stroke.indices.filter { place in
        place == 0 || place == stroke.count - 1 || stroke[place - 1].1 != stroke[place].1
          || stroke[place].1 != stroke[place + 1].1
      }.map { (day: stroke[$0].0, expected: stroke[$0].1) }
    }
  }
}
