import TapeoutModel

/// The order in which dates of digits alone are written.
package enum DateOrder: String, CaseIterable, Sendable {
  case dayMonthYear = "dmy"
  case monthDayYear = "mdy"
  case yearMonthDay = "ymd"
}

/// Reads the dates of a table, whose order is the same in all its cells and is never guessed.
struct TableDates {
  /// As told, or as the cells show; nil where any of them would do both ways.
  private(set) var order: DateOrder?
  /// In which the plan counts; nil where nobody says it.
  private let zone: ZoneRules?

  /// Why a cell gives no date.
  enum Failure: Error {
    case notADate, outOfRange
    /// Day and month could stand either way.
    case ambiguous(DateOrder, DateOrder)
    /// An instant, and nobody says in which zone its day counts.
    case instant
    /// It fits no order that the others have.
    case contradictory
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { Array($0.utf8) }

  /// - Parameters:
  ///   - cells: all cells that hold dates.
  ///   - told: what the user says.
  ///   - zone: in which the day of an instant counts.
  init(_ cells: [String], told: DateOrder?, zone: ZoneRules?) {
    order = told
    self.zone = zone
    guard told == nil else { return }
    var orders: Set<DateOrder> = []
    for cell in cells {
      guard case .digits(let first, let second, _) = TableDates.parts(cell) else { continue }
      if first > 31 { orders.insert(.yearMonthDay) } else if first > 12 { orders.insert(.dayMonthYear) }
      if first <= 12, second > 12 { orders.insert(.monthDayYear) }
    }
    if orders.count == 1 { order = orders.first }
  }

  private enum Parts {
    case date(StatedDate)
    case day(Day)
    case instant(Instant)
    /// Three numbers, of which the first is no year of four digits.
    case digits(Int, Int, Int)
    case failed(Failure)
  }

  /// Reads a cell; nil for an empty one.
  func date(_ cell: String) throws(Failure) -> StatedDate? {
    if cell.isEmpty { return nil }
    switch TableDates.parts(cell) {
    case .date(let date): return date
    case .day(let day): return .date(.day(try TableDates.supported(day)))
    case .failed(let failure): throw failure
    case .instant(let instant):
      guard let zone else { throw .instant }
      return .date(.day(try TableDates.supported(zone.day(at: instant))))
    case .digits(let first, let second, let third):
      if first == second, first <= 12 { return .date(.day(try TableDates.day(year: third, month: first, day: second))) }
      guard let order else {
        if first <= 12, second <= 12 { throw .ambiguous(.dayMonthYear, .monthDayYear) }
        throw .contradictory
      }
      switch order {
      case .dayMonthYear: return .date(.day(try TableDates.day(year: third, month: second, day: first)))
      case .monthDayYear: return .date(.day(try TableDates.day(year: third, month: first, day: second)))
      case .yearMonthDay: return .date(.day(try TableDates.day(year: first, month: second, day: third)))
      }
    }
  }

  private static func day(year: Int, month: Int, day: Int) throws(Failure) -> Day {
    guard let day = Day(year: year < 100 ? 2000 + year : year, month: month, day: day) else { throw .notADate }
    return try supported(day)
  }

  private static func supported(_ day: Day) throws(Failure) -> Day {
    guard Day.supported.contains(day) else { throw .outOfRange }
    return day
  }

  /// Takes a cell apart: our own dates, ISO 8601, numbers with signs between them, and months by their English names.
  /// A time of day behind a date is left aside.
  private static func parts(_ cell: String) -> Parts {
    if let stated = try? StatedDate(parsing: cell) { return .date(stated) }
    if let instant = Instant(cell) { return .instant(instant) }
    let bytes = Array(cell.utf8)
    do throws(Moment.ParsingError) {
      return .day(try Moment(parsing: bytes).day)
    } catch {
      if error == .zoned { return .failed(.instant) }
      if error == .outOfRange { return .failed(.outOfRange) }
    }
    var numbers: [Int] = []
    var month: Int?
    let words = bytes.split { !isWord($0) }
    for (place, word) in words.prefix(4).enumerated() where numbers.count + (month == nil ? 0 : 1) < 3 {
      if let number = Int(String(decoding: word, as: UTF8.self)), word.count <= 4 {
        numbers.append(number)
      } else if month == nil, let named = monthNamed(word) {
        month = named
      } else if place > 0 || weekdays.contains(word.prefix(3).map { $0 | 0x20 }) == false {
        return .failed(.notADate)
      }
    }
    if let month {
      guard numbers.count == 2 else { return .failed(.notADate) }
      // 2026 Mar 4; else the day stands before the year.
      let (year, day) = numbers[0] > 31 ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
      return Day(year: year < 100 ? 2000 + year : year, month: month, day: day).map { .day($0) } ?? .failed(.notADate)
    }
    guard numbers.count == 3, let first = bytes.first, (0x30...0x39).contains(first) else { return .failed(.notADate) }
    if numbers[0] > 999 {
      return Day(year: numbers[0], month: numbers[1], day: numbers[2]).map { .day($0) } ?? .failed(.notADate)
    }
    guard numbers[2] > 999 || (numbers[2] < 100 && words[2].count == 2) else { return .failed(.notADate) }
    return .digits(numbers[0], numbers[1], numbers[2])
  }

  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map { Array($0.utf8) }

  static func monthNamed(_ word: ArraySlice<UInt8>) -> Int? {
    let start = word.prefix(3).map { $0 | 0x20 }
    return months.firstIndex(of: start).map { $0 + 1 }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }
}

extension TableDates.Failure {
  func headline(_ text: String) -> String {
    let text = text.shortened(to: 40)
    return switch self {
    case .notADate: "“\(text)” is no date."
    case .outOfRange: "\(text) lies outside of the years 1900 to 2199."
    case .ambiguous: "\(text) can be read with the day first or with the month first."
    case .instant: "\(text) is an instant, whose day depends on the time zone."
    case .contradictory: "\(text) fits no order of day, month and year that the other dates have."
    }
  }

  var advice: String {
    switch self {
    case .notADate: "Write it as 2026-03-02, or take the column out of the map."
    case .outOfRange: "Correct the date; it may stand for “not known”."
    case .ambiguous, .contradictory: "Say which: --dates dmy, --dates mdy or --dates ymd."
    case .instant: "Name the zone in which the plan counts: --time-zone Europe/Berlin."
    }
  }
}
