import TapeoutModel

/// Days along a chart, from its left edge (0) to its right (100): linear, in whole months.
struct TimeScale: Sendable {
  let first: Day
  /// The day after the last one shown.
  let end: Day
  /// The months shown.
  let months: [Month]

  struct Month: Sendable {
    let year: Int
    /// 1 to 12.
    let number: Int
    let first: Day
    /// The first day of the month after it.
    let next: Day
  }

  /// The scale that shows all of `days`, with the months around them; nil without any.
  ///
  /// - Parameter least: days that it spans at least; half a year, unless a chart is about less.
  init?(showing days: some Sequence<Day>, spanning least: Int = 181) {
    var earliest: Day?
    var latest: Day?
    for day in days {
      earliest = min(earliest ?? day, day)
      latest = max(latest ?? day, day)
    }
    guard let earliest, let latest else { return nil }
    var first = earliest.startOfMonth
    var end = latest.startOfMonth.nextMonth
    while end - first < least {
      end = end.nextMonth
      if end - first < least { first = (first - 1).startOfMonth }
    }
    var months: [Month] = []
    months.reserveCapacity((end - first) / 28 + 1)
    var day = first
    var (year, number, _) = first.civil
    while day < end {
      let next = day + Day.daysInMonth(number, year: year)
      months.append(Month(year: year, number: number, first: day, next: next))
      day = next
      (year, number) = number == 12 ? (year + 1, 1) : (year, number + 1)
    }
    self.first = first
    self.end = end
    self.months = months
  }

  /// Where a day lies, in percent of the width.
  func callAsFunction(_ day: Day) -> Double { Double(day - first) / Double(end - first) * 100 }

  /// Months between two lines, so that a long scale keeps them apart: quarters up to four years, then years.
  var spansManyYears: Bool { end - first > 4 * 366 }
}

extension Day {
  var startOfMonth: Day { self - (civil.day - 1) }

  var nextMonth: Day {
    let civil = civil
    return startOfMonth + Day.daysInMonth(civil.month, year: civil.year)
  }

  /// The first of January after it.
  var nextYear: Day { Day(unchecked: civil.year + 1, 1, 1) }

  /// The Monday of its ISO week.
  var startOfWeek: Day { self - (weekday - 1) }
}
