import TapeoutModel

/// When an exception of a calendar comes again, as MSPDI writes it.
struct Recurrence {
  /// 1 daily, 2 and 3 yearly, 4 and 5 monthly (by the day of the month, or by a weekday’s position in it), 6 weekly,
  /// 7 every so many days.
  var type = 1
  var period = 1
  /// Days of the week as bits, Sunday at bit 0.
  var daysOfWeek = 0
  /// What a position counts: 0 any day, 1 weekday, 2 weekend day, 3 Sunday to 9 Saturday.
  var monthItem = 0
  /// 0 first to 3 fourth, 4 last.
  var monthPosition = 0
  /// 0 January.
  var month = 0
  var monthDay = 1
  /// The most that are made of one exception.
  private static let most = 1_000
  /// Twenty years: no calendar is kept for longer by weeks.
  private static let longest = 7_305

  /// The single days on which it falls between two days; nil where it is one stretch.
  func days(from first: Day, to last: Day) -> [Day]? {
    let step = max(period, 1)
    switch type {
    case 2, 3: return months(from: first, to: last, step: 12 * step, startingIn: month + 1)
    case 4, 5: return months(from: first, to: last, step: step, startingIn: first.civil.month)
    case 6:
      let monday = first - (first.weekday - 1)
      return collect(first, last) { daysOfWeek & (1 << ($0.weekday % 7)) != 0 && ($0 - monday) / 7 % step == 0 }
    case 7 where step > 1: return collect(first, last) { ($0 - first) % step == 0 }
    default: return nil
    }
  }

  private func collect(_ first: Day, _ last: Day, where isOne: (Day) -> Bool) -> [Day] {
    var days: [Day] = []
    var day = first
    while day <= last, days.count < Recurrence.most, day - first < Recurrence.longest {
      if isOne(day) { days.append(day) }
      day = day + 1
    }
    return days
  }

  private func months(from first: Day, to last: Day, step: Int, startingIn month: Int) -> [Day] {
    guard (1...12).contains(month) else { return [] }
    var days: [Day] = []
    var count = first.civil.year * 12 + month - 1
    while days.count < Recurrence.most {
      let (year, month) = (count / 12, count % 12 + 1)
      guard let start = Day(year: year, month: month, day: 1), start <= last else { break }
      if let day = day(inMonthFrom: start), day >= first, day <= last { days.append(day) }
      count += step
    }
    return days
  }

  private func day(inMonthFrom start: Day) -> Day? {
    let (year, month, _) = start.civil
    let length = Day.daysInMonth(month, year: year)
    if type == 2 || type == 4 { return Day(year: year, month: month, day: monthDay) }
    let all = (0..<length).map { start + $0 }.filter { isItem($0) }
    return monthPosition == 4 ? all.last : all.indices.contains(monthPosition) ? all[monthPosition] : nil
  }

  private func isItem(_ day: Day) -> Bool {
    switch monthItem {
    case 1: day.weekday <= 5
    case 2: day.weekday > 5
    case 3...9: day.weekday % 7 == monthItem - 3
    default: true
    }
  }
}
