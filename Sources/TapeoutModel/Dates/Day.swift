/// A calendar day in the proleptic Gregorian calendar, without a time or a time zone.
///
/// The value is the number of days since 1970-01-01, so differences are exact whatever clocks do.
///
///     let tapeOut = Day(year: 2026, month: 4, day: 2)!
///     (tapeOut + 42).description   // "2026-05-14"
///
/// Conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (`days_from_civil`), and Neri and
/// Schneider, "Euclidean affine functions and their application to calendar algorithms" (2023).
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  public let number: Int32

  public init(number: Int) {
    self.number = Int32(number)
  }

  /// The day of a civil date, or nil where the calendar has no such day (2026-02-30).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.daysInMonth(month, year: year)
    else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(number: era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month (1 to 12) and day of the month (1 to 31).
  public var civil: (year: Int, month: Int, day: Int) {
    // Years begin in March here, and are counted from one before all days that there are. A century, a year and a
    // month are found by one multiplication each; a remainder is what the product leaves in its lower bits.
    let eras = 14_700
    let shifted = UInt64(truncatingIfNeeded: Int(number) &+ 719_468 &+ 146_097 &* eras)
    let quarters = 4 &* shifted | 3
    let century = quarters / 146_097
    let quartersOfCentury = UInt64(UInt32(truncatingIfNeeded: quarters &- century &* 146_097)) | 3
    let product = 2_939_745 &* quartersOfCentury
    let dayOfYear = UInt32(truncatingIfNeeded: product) / 2_939_745 / 4
    let months = 2141 &* dayOfYear &+ 197_913
    let isNextYear = dayOfYear >= 306
    let year = Int(truncatingIfNeeded: 100 &* century &+ product >> 32) &- 400 &* eras
    return (
      isNextYear ? year &+ 1 : year, Int(months >> 16) &- (isNextYear ? 12 : 0), Int((months & 0xFFFF) / 2141) &+ 1
    )
  }

  /// 1 for Monday to 7 for Sunday, as ISO 8601 counts.
  public var weekday: Int {
    let remainder = (Int(number) + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  /// The ISO 8601 week that holds the day; its year differs from the civil one around New Year.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = self + (4 - weekday)
    let (year, month, day) = thursday.civil
    // Counted from the months, since the Thursday may lie in a year that has no days here: 10000.
    let dayOfYear = (1..<month).reduce(day) { $0 + Day.daysInMonth($1, year: year) }
    return (year, (dayOfYear - 1) / 7 + 1)
  }

  public static func + (day: Day, days: Int) -> Day { Day(number: Int(day.number) + days) }
  public static func - (day: Day, days: Int) -> Day { Day(number: Int(day.number) - days) }
  /// Whole days from `start` to `end`.
  public static func - (end: Day, start: Day) -> Int { Int(end.number) - Int(start.number) }
  public static func < (lhs: Day, rhs: Day) -> Bool { lhs.number < rhs.number }

  public static func daysInMonth(_ month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public static func isLeap(_ year: Int) -> Bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
  }

  /// The days a plan may speak of. Anything outside is taken for a slip of the pen.
  public static let supported = Day(unchecked: 1900, 1, 1)...Day(unchecked: 2199, 12, 31)

  /// A day known to exist.
  public init(unchecked year: Int, _ month: Int, _ day: Int) {
    guard let known = Day(year: year, month: month, day: day) else {
      preconditionFailure("\(year)-\(month)-\(day) is not a day")
    }
    self = known
  }
}

extension Day: CustomStringConvertible {
  /// ISO 8601: `2026-04-02`.
  public var description: String {
    let (year, month, day) = civil
    guard (0...9999).contains(year) else { return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
    // Pages and downloads hold tens of thousands.
    return String(unsafeUninitializedCapacity: 10) { bytes in
      func write(_ number: Int, _ places: Range<Int>) {
        var rest = number
        for place in places.reversed() {
          bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
      }
      write(year, 0..<4)
      bytes[4] = UInt8(ascii: "-")
      write(month, 5..<7)
      bytes[7] = UInt8(ascii: "-")
      write(day, 8..<10)
      return 10
    }
  }
}

/// Decimal digits with leading zeros up to `width`.
func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return digits.utf8.count >= width ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
}
