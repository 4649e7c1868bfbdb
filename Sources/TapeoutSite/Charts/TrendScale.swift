import TapeoutModel

/// The two scales of a trend: report dates across, expected dates up. Both in percent; up is later.
struct TrendScale: Sendable {
  /// The first and the last day across.
  let reports: ClosedRange<Day>
  /// The days up: from the first of a month to the first of a month.
  let dates: ClosedRange<Day>

  /// - Parameters:
  ///   - reports: at least two days apart from each other, oldest first.
  ///   - dates: what the lines reach; without any, the status date alone.
  init(reports: ClosedRange<Day>, reaching dates: some Sequence<Day>) {
    self.reports = reports
    // The last report is always in sight: how far a line is from it is how far away its milestone is.
    var (first, last) = (reports.upperBound, reports.upperBound)
    for day in dates {
      first = min(first, day)
      last = max(last, day)
    }
    first = first.startOfMonth
    var end = last.nextMonth
    while end - first < 89 { end = end.nextMonth }
    self.dates = first...end
  }

  /// Where a report date lies, from the left.
  func x(_ day: Day) -> Double {
    Double(day - reports.lowerBound) / Double(max(1, reports.upperBound - reports.lowerBound)) * 100
  }

  /// Where an expected date lies, from the top.
  func y(_ day: Day) -> Double {
    (1 - Double(day - dates.lowerBound) / Double(dates.upperBound - dates.lowerBound)) * 100
  }

  /// The part of the diagonal that is in sight: where report date and expected date are the same day.
  var diagonal: (from: Drawing.Point, to: Drawing.Point) {
    let first = max(reports.lowerBound, dates.lowerBound)
    let last = min(reports.upperBound, dates.upperBound)
    return (Drawing.Point(x: x(first), y: y(first)), Drawing.Point(x: x(last), y: y(last)))
  }

  private static let mostRules = 9

  /// First days of months up the axis, the same number of months apart, at most nine.
  var rules: [Day] {
    let months = { (day: Day) in day.civil.year * 12 + day.civil.month - 1 }
    let count = months(dates.upperBound) - months(dates.lowerBound) + 1
    let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000]
    let step = steps.first { count / $0 < TrendScale.mostRules } ?? 12_000
    var rules: [Day] = []
    var day = dates.lowerBound
    while day <= dates.upperBound {
      if months(day) % step == 0 { rules.append(day) }
      day = day.nextMonth
    }
    return rules
  }
}
