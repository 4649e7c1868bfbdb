import TapeoutModel

/// How clocks change every year: `CET-1CEST,M3.5.0,M10.5.0/3`, as POSIX writes time zones and RFC 9636 extends it.
struct YearlyRule: Hashable, Sendable {
  private enum Date: Hashable {
    /// The so-manyth such weekday of a month, 5 for the last; Sunday is 0.
    case weekday(month: Int, week: Int, weekday: Int)
    /// From 1, without 29 February.
    case julian(Int)
    /// From 0, with it.
    case dayOfYear(Int)
  }

  private struct Change: Hashable {
    var date: Date
    /// Seconds after midnight, on the clock before the change.
    var time: Int
  }

  private var standard = 0
  private var summer = 0
  private var begin: Change?
  private var end: Change?

  /// - Returns: nil where the text is no such rule.
  init?(_ text: [UInt8]) {
    var scanner = ByteScanner(text)
    guard scanner.zoneName(), let offset = scanner.time() else { return nil }
    standard = -offset
    summer = standard + 3600
    if scanner.isAtEnd { return }
    guard scanner.zoneName() else { return nil }
    if scanner.next != UInt8(ascii: ","), let offset = scanner.time() { summer = -offset }
    guard scanner.take(UInt8(ascii: ",")), let begin = YearlyRule.change(&scanner),
      scanner.take(UInt8(ascii: ",")), let end = YearlyRule.change(&scanner), scanner.isAtEnd
    else { return nil }
    (self.begin, self.end) = (begin, end)
  }

  private static func change(_ scanner: inout ByteScanner) -> Change? {
    let date: Date
    if scanner.take(UInt8(ascii: "M")) {
      guard let month = scanner.digits(), (1...12).contains(month), scanner.take(UInt8(ascii: ".")),
        let week = scanner.digits(), (1...5).contains(week), scanner.take(UInt8(ascii: ".")),
        let weekday = scanner.digits(), (0...6).contains(weekday)
      else { return nil }
      date = .weekday(month: month, week: week, weekday: weekday)
    } else if scanner.take(UInt8(ascii: "J")) {
      guard let day = scanner.digits(), (1...365).contains(day) else { return nil }
      date = .julian(day)
    } else {
      guard let day = scanner.digits(), (0...365).contains(day) else { return nil }
      date = .dayOfYear(day)
    }
    guard scanner.take(UInt8(ascii: "/")) else { return Change(date: date, time: 7200) }
    return scanner.time().map { Change(date: date, time: $0) }
  }

  /// Seconds east of Greenwich.
  func offset(at seconds: Int) -> Int {
    guard let begin, let end else { return standard }
    let local = seconds + standard
    let year = Day(number: (local - (local % 86_400 + 86_400) % 86_400) / 86_400).civil.year
    guard let start = moment(begin, year), let stop = moment(end, year) else { return standard }
    let (from, to) = (start - standard, stop - summer)
    // South of the equator summer lies over New Year.
    let isSummer = from < to ? from <= seconds && seconds < to : seconds >= from || seconds < to
    return isSummer ? summer : standard
  }

  /// Seconds on the clock of the place.
  private func moment(_ change: Change, _ year: Int) -> Int? {
    guard let newYear = Day(year: year, month: 1, day: 1) else { return nil }
    let day: Day
    switch change.date {
    case .dayOfYear(let number): day = newYear + number
    case .julian(let number): day = newYear + number - (Day.isLeap(year) && number >= 60 ? 0 : 1)
    case .weekday(let month, let week, let weekday):
      guard let first = Day(year: year, month: month, day: 1) else { return nil }
      let lead = (weekday - first.weekday % 7 + 7) % 7
      let last = Day.daysInMonth(month, year: year)
      var date = 1 + lead + 7 * (week - 1)
      while date > last { date -= 7 }
      day = first + (date - 1)
    }
    return Int(day.number) * 86_400 + change.time
  }
}

extension ByteScanner {
  /// `CET` or `<+0330>`.
  fileprivate mutating func zoneName() -> Bool {
    if take(UInt8(ascii: "<")) {
      while let byte = next, byte != UInt8(ascii: ">") { _ = take(byte) }
      return take(UInt8(ascii: ">"))
    }
    var count = 0
    while let byte = next, (0x61...0x7A).contains(byte | 0x20) {
      _ = take(byte)
      count += 1
    }
    return count > 2
  }

  /// `2`, `-1`, `+5:30`, `-167:59:59` in seconds.
  fileprivate mutating func time() -> Int? {
    let isNegative = next == UInt8(ascii: "-")
    if isNegative || next == UInt8(ascii: "+") { _ = next.map { take($0) } }
    guard let hours = digits(), hours < 168 else { return nil }
    var seconds = hours * 3600
    if take(UInt8(ascii: ":")) {
      guard let minutes = digits(exactly: 2) else { return nil }
      seconds += minutes * 60
      if take(UInt8(ascii: ":")) {
        guard let rest = digits(exactly: 2) else { return nil }
        seconds += rest
      }
    }
    return isNegative ? -seconds : seconds
  }
}
