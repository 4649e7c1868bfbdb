import TapeoutModel
import TapeoutWording

/// A date that is being typed, taken apart as far as it goes.
struct TypedDate {
  /// Four digits and the hyphen behind them; nil before that.
  let year: Int?
  /// Behind the year's hyphen, where a day comes next: `2026-06`.
  let month: Int?
  /// Whether nothing but a day will do.
  let isDay: Bool

  init(_ text: String, isDay: Bool = false) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count, bytes[range].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    let hyphen = UInt8(ascii: "-")
    year = bytes.count > 4 && bytes[4] == hyphen ? number(0..<4) : nil
    month = year != nil && bytes.count >= 7 ? number(5..<7).flatMap { (1...12).contains($0) ? $0 : nil } : nil
    self.isDay = isDay
  }
}

extension Completion {
  /// Dates as precise as somebody may mean them; once a year is typed, those of that year; once a month is, its days.
  ///
  /// - Parameter isOpen: whether `TBD` may stand there, too.
  func dates(_ typed: TypedDate, isOpen: Bool = false) -> CompletionList {
    var dates: [(PlanDate, String)] = []
    if let year = typed.year, let month = typed.month {
      if !typed.isDay, let whole = PlanDate.month(month, of: year) {
        dates.append((whole, "the month, till \(whole.last)"))
      }
      dates += days(year, month)
    } else if let year = typed.year {
      dates = typed.isDay ? days(of: year) : parts(of: year)
    } else {
      dates = usual(isDay: typed.isDay)
    }
    var items: [CompletionItem] = []
    for (date, detail) in dates where Day.supported.contains(date.last) && Day.supported.contains(date.first) {
      guard !items.contains(where: { $0.label == date.description }) else { continue }
      items.append(CompletionItem(label: date.description, kind: .event, detail: detail))
    }
    if isOpen { items.append(CompletionItem(label: "TBD", kind: .event, detail: "not known yet")) }
    return CompletionList(items: items, isIncomplete: true)
  }

  /// The likeliest around the status date.
  private func usual(isDay: Bool) -> [(PlanDate, String)] {
    let now = snapshot.statusDate
    var dates: [(PlanDate, String)] = [(.day(now), "\(weekday(now)), the status date")]
    if snapshot.today != now { dates.append((.day(snapshot.today), "\(weekday(snapshot.today)), today")) }
    for weeks in [1, 2, 4, 8, 13] {
      let day = now + 7 * weeks
      dates.append((.day(day), "\(weekday(day)), in \(Wording.counted(weeks, "week"))"))
    }
    if isDay { return dates }
    let week = now.isoWeek
    let civil = now.civil
    let quarter = (civil.month - 1) / 3
    var parts: [PlanDate?] = (0..<4).map { offset in
      let next = (now + 7 * offset).isoWeek
      return offset == 0 ? PlanDate.week(week.week, of: week.year) : PlanDate.week(next.week, of: next.year)
    }
    parts += (0..<4).map {
      PlanDate.month((civil.month - 1 + $0) % 12 + 1, of: civil.year + (civil.month - 1 + $0) / 12)
    }
    parts += (0..<4).map { PlanDate.quarter((quarter + $0) % 4 + 1, of: civil.year + (quarter + $0) / 4) }
    parts += (0..<2).map { PlanDate.half((quarter / 2 + $0) % 2 + 1, of: civil.year + (quarter / 2 + $0) / 2) }
    parts += (0..<2).map { PlanDate.year(civil.year + $0) }
    return dates + parts.compactMap { $0 }.map { ($0, precision($0)) }
  }

  private func parts(of year: Int) -> [(PlanDate, String)] {
    let months = (1...12).map { PlanDate.month($0, of: year) }
    let quarters = (1...4).map { PlanDate.quarter($0, of: year) }
    let halves = (1...2).map { PlanDate.half($0, of: year) }
    let weeks = (1...53).map { PlanDate.week($0, of: year) }
    return (months + quarters + halves + weeks).compactMap { $0 }.map { ($0, precision($0)) }
  }

  /// The first day of each month: more are offered once a month is typed.
  private func days(of year: Int) -> [(PlanDate, String)] {
    (1...12).compactMap { Day(year: year, month: $0, day: 1) }.map { (.day($0), weekday($0)) }
  }

  private func days(_ year: Int, _ month: Int) -> [(PlanDate, String)] {
    guard let first = Day(year: year, month: month, day: 1) else { return [] }
    return (0..<Day.daysInMonth(month, year: year)).map { (.day(first + $0), weekday(first + $0)) }
  }

  private func weekday(_ day: Day) -> String { Wording.weekdays[day.weekday - 1] }

  private func precision(_ date: PlanDate) -> String { "\(date.precision.word), counts as \(date.last)" }

  /// The second date of `FIRST..LAST` where the first is typed.
  func window(isDay: Bool) -> CompletionList {
    let bytes = Array(typed.utf8)
    let dot = UInt8(ascii: ".")
    let dots = bytes.indices.dropLast().last { bytes[$0] == dot && bytes[$0 + 1] == dot }
    guard let dots else { return dates(TypedDate(typed, isDay: isDay), isOpen: !isDay) }
    var list = dates(TypedDate(String(decoding: bytes[(dots + 2)...], as: UTF8.self), isDay: isDay))
    let start = cursor.range.lowerBound + dots + 2
    for index in list.items.indices { list.items[index].range = start..<cursor.range.upperBound }
    return list
  }

  /// Lengths of which the number is typed, else the usual ones.
  func durations(isPoint: Bool) -> CompletionList {
    let digits = typed.utf8.prefix { (0x30...0x39).contains($0) }
    var items: [(String, String)] = []
    if let number = Int(String(Substring(digits))), (1...PlanDuration.longest).contains(number) {
      items = [
        ("\(number)w", Wording.counted(number, "week")), ("\(number)d", Wording.counted(number, "calendar day")),
      ]
      if !isPoint {
        items += [
          ("\(number)wd", Wording.counted(number, "working day")), ("\(number)h", Wording.counted(number, "hour")),
          ("\(number)w..\(number + (number + 2) / 3)w..\(number * 2)w", "optimistic..likely..pessimistic"),
        ]
      }
    } else {
      items = [("1w", "1 week"), ("2w", "2 weeks"), ("4w", "4 weeks"), ("10d", "10 calendar days")]
      if !isPoint {
        items += [
          ("0d", "the same day"), ("5wd", "5 working days"), ("1000h", "1000 hours"),
          ("6w..8w..12w", "optimistic..likely..pessimistic"),
        ]
      }
    }
    return CompletionList(
      items: items.map { CompletionItem(label: $0.0, kind: .unit, detail: $0.1) }, isIncomplete: true)
  }
}

extension PlanDate.Precision {
  var word: String {
    switch self {
    case .day: "day"
    case .week: "week"
    case .month: "month"
    case .quarter: "quarter"
    case .half: "half"
    case .year: "year"
    }
  }
}
