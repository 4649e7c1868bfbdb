import TapeoutModel

/// When a calendar of a project file works, to the minute.
struct WorkingHours: Sendable {
  /// A stretch of one day, in minutes since its beginning.
  struct Shift: Hashable, Sendable {
    var start: Int
    var end: Int
  }

  /// Days that differ from the week.
  struct Exception: Sendable {
    var first: Day
    var last: Day
    var shifts: [Shift]
    var name: String
    /// Byte offset of where it is written.
    var offset: Int
  }

  /// Monday first.
  private let week: [[Shift]]
  private let weekMinutes: [Int]
  /// Element i: minutes of the first i days of the week; the last one is the whole week.
  private let weekPrefix: [Int]
  /// Days that differ from the week, sorted, each with its shifts.
  private var days: [(day: Int, shifts: [Shift])] = []
  /// Element i: by how many minutes the first i of `days` differ from the week.
  private var difference: [Int] = [0]

  private static let minutesPerDay = Moment.minutesPerDay
  /// Beyond these many days nothing is looked for: a calendar that hardly works must not stop the import.
  private static let reach = 40_000
  /// Days that may differ from the week in all calendars of a file.
  static let mostDays = 500_000

  static let standardDay = [Shift(start: 480, end: 720), Shift(start: 780, end: 1020)]
  static let standardWeek = Array(repeating: standardDay, count: 5) + [[], []]
  static let standard = WorkingHours(week: standardWeek, exceptions: [])

  /// - Parameter exceptions: of two that hold the same day the later one counts.
  init(week: [[Shift]], exceptions: [Exception]) {
    var budget = WorkingHours.mostDays
    self.init(week: week, exceptions: exceptions, budget: &budget)
  }

  /// - Parameter budget: how many days may differ from their weeks, reduced by those that do; the others are as usual.
  init(week: [[Shift]], exceptions: [Exception], budget: inout Int) {
    self.week = week
    weekMinutes = week.map { $0.reduce(0) { $0 + $1.end - $1.start } }
    var prefix = [0]
    for minutes in weekMinutes { prefix.append(prefix[prefix.count - 1] + minutes) }
    weekPrefix = prefix
    var byDay: [Int: [Shift]] = [:]
    for exception in exceptions where exception.first <= exception.last {
      let count = exception.last - exception.first + 1
      guard count <= budget else { continue }
      budget -= count
      for day in Int(exception.first.number)...Int(exception.last.number) { byDay[day] = exception.shifts }
    }
    days = byDay.sorted { $0.key < $1.key }.map { (day: $0.key, shifts: $0.value) }
    for (day, shifts) in days {
      let minutes = shifts.reduce(0) { $0 + $1.end - $1.start }
      difference.append(difference[difference.count - 1] + minutes - weekMinutes[WorkingHours.weekday(day)])
    }
  }

  /// Whether no day of it has any work.
  var isEmpty: Bool { weekMinutes.allSatisfy { $0 == 0 } && days.allSatisfy(\.shifts.isEmpty) }

  /// 0 for Monday.
  private static func weekday(_ day: Int) -> Int { (day % 7 + 10) % 7 }

  private func place(of day: Int) -> Int { days.indices.firstPlace { days[$0].day >= day } }

  func shifts(on day: Int) -> [Shift] {
    if !days.isEmpty {
      let place = place(of: day)
      if place < days.count, days[place].day == day { return days[place].shifts }
    }
    return week[WorkingHours.weekday(day)]
  }

  /// Working minutes before a day, counted from an arbitrary one.
  private func worked(beforeDay day: Int) -> Int {
    // Day 4 is Monday, 1970-01-05; all days lie behind it after this shift of whole weeks.
    let shifted = day - 4 + 7 * 100_000
    let usual = shifted / 7 * weekPrefix[7] + weekPrefix[shifted % 7]
    return days.isEmpty ? usual : usual + difference[place(of: day)]
  }

  /// Working minutes before a moment, counted from an arbitrary one.
  func worked(before moment: Moment) -> Int {
    let minute = moment.minuteOfDay
    return shifts(on: moment.dayNumber).reduce(worked(beforeDay: moment.dayNumber)) {
      $0 + max(0, min($1.end, minute) - $1.start)
    }
  }

  /// The first moment, not before `moment`, at which work goes on.
  func next(from moment: Moment) -> Moment {
    if let shift = shifts(on: moment.dayNumber).first(where: { $0.end > moment.minuteOfDay }) {
      return Moment(minutes: max(moment.minutes, moment.minutes - moment.minuteOfDay + shift.start))
    }
    let target = worked(before: moment)
    guard let day = day(after: moment.dayNumber, where: { $0 > target }),
      let shift = shifts(on: day - 1).first
    else { return moment }
    return Moment(minutes: (day - 1) * WorkingHours.minutesPerDay + shift.start)
  }

  /// The moment at which so many working minutes after `moment` are over; before it where they are negative.
  func adding(_ minutes: Int, to moment: Moment) -> Moment {
    guard minutes != 0 else { return moment }
    let start = minutes > 0 ? moment.dayNumber : moment.dayNumber - WorkingHours.reach
    return reached(worked(before: moment) + minutes, from: start) ?? moment + minutes
  }

  /// The first moment at which as much work is done as at `moment`: the evening before a morning.
  func previousEnd(before moment: Moment) -> Moment {
    let target = worked(before: moment)
    // Within a fortnight, but for long shutdowns.
    let near = moment.dayNumber - 14
    let start = worked(beforeDay: near) < target ? near : moment.dayNumber - WorkingHours.reach
    return reached(target, from: start) ?? moment
  }

  /// The first moment at which so much is worked.
  private func reached(_ target: Int, from start: Int) -> Moment? {
    guard let day = day(after: start, where: { $0 >= target }) else { return nil }
    var left = target - worked(beforeDay: day - 1)
    for shift in shifts(on: day - 1) {
      if left <= shift.end - shift.start {
        return Moment(minutes: (day - 1) * WorkingHours.minutesPerDay + shift.start + left)
      }
      left -= shift.end - shift.start
    }
    return nil
  }

  /// The first day before which enough work is done; nil where none in reach is.
  private func day(after day: Int, where isEnough: (Int) -> Bool) -> Int? {
    // Most that is looked for lies near: steps double until it is behind.
    var (start, step) = (day, 8)
    while step < 2 * WorkingHours.reach, !isEnough(worked(beforeDay: start + step)) {
      start += step
      step *= 2
    }
    let span = start..<(start + step + 1)
    let found = span.firstPlace { isEnough(worked(beforeDay: $0)) }
    return found == span.upperBound ? nil : found
  }

  /// As the content format knows it: weekdays with any work, Monday at bit 0.
  var workweek: UInt8 {
    weekMinutes.indices.reduce(0) { $0 | (weekMinutes[$1] > 0 ? 1 << UInt8($1) : 0) }
  }

  /// Days of the week's work on which an exception stops all of it, and days off on which one brings work.
  var exceptionDays: (off: [Int], on: [Int]) {
    var off: [Int] = []
    var on: [Int] = []
    for (day, shifts) in days {
      let isUsual = weekMinutes[WorkingHours.weekday(day)] > 0
      if isUsual, shifts.isEmpty { off.append(day) }
      if !isUsual, !shifts.isEmpty { on.append(day) }
    }
    return (off, on)
  }
}
