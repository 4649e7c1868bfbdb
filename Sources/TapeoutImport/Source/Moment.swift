package import TapeoutModel

/// A minute of a plan's own clock: no time zone, as project files write it.
package struct Moment: Hashable, Comparable, Sendable {
  /// Minutes since 1970-01-01 00:00; negative before it.
  package let minutes: Int

  /// What lies more than five centuries away is taken for that far: sums of absurd lengths must not overflow.
  package init(minutes: Int) { self.minutes = min(max(minutes, -Moment.farthest), Moment.farthest) }

  private static let farthest = 200_000 * minutesPerDay

  package init(_ day: Day, minute: Int = 0) { minutes = Int(day.number) * Moment.minutesPerDay + minute }

  package static let minutesPerDay = 1440

  package var day: Day { Day(number: dayNumber) }

  var dayNumber: Int {
    minutes >= 0 ? minutes / Moment.minutesPerDay : (minutes + 1) / Moment.minutesPerDay - 1
  }

  /// Minutes since the beginning of its day.
  var minuteOfDay: Int { minutes - dayNumber * Moment.minutesPerDay }

  package static func < (left: Moment, right: Moment) -> Bool { left.minutes < right.minutes }

  static func + (moment: Moment, minutes: Int) -> Moment { Moment(minutes: moment.minutes + minutes) }
}

extension Moment {
  /// Why a text is no moment.
  enum ParsingError: Error {
    case notADate
    /// The year lies outside of what a plan may speak of.
    case outOfRange
    /// It names a time zone, so that its day depends on where one stands.
    case zoned
  }

  /// Reads `2026-03-02T08:00:00` and `2026-03-02`; seconds and their fractions are dropped.
  init(parsing text: [UInt8]) throws(ParsingError) {
    var scanner = ByteScanner(text)
    guard let year = scanner.digits(exactly: 4), scanner.take(UInt8(ascii: "-")),
      let month = scanner.digits(exactly: 2), scanner.take(UInt8(ascii: "-")), let day = scanner.digits(exactly: 2)
    else { throw .notADate }
    guard let date = Day(year: year, month: month, day: day) else { throw year == 0 ? .outOfRange : .notADate }
    var minute = 0
    if scanner.take(UInt8(ascii: "T")) || scanner.take(UInt8(ascii: " ")) {
      guard let hour = scanner.digits(exactly: 2), hour < 25, scanner.take(UInt8(ascii: ":")),
        let minutes = scanner.digits(exactly: 2), minutes < 60
      else { throw .notADate }
      minute = hour * 60 + minutes
      if scanner.take(UInt8(ascii: ":")) {
        guard scanner.digits(exactly: 2) != nil else { throw .notADate }
        if scanner.take(UInt8(ascii: ".")) { _ = scanner.digits() }
      }
      guard scanner.isAtEnd else {
        throw scanner.next == UInt8(ascii: "Z") || scanner.next == UInt8(ascii: "+")
          || scanner.next == UInt8(ascii: "-")
          ? .zoned : .notADate
      }
    }
    guard scanner.isAtEnd else { throw .notADate }
    guard Day.supported.contains(date) else { throw .outOfRange }
    self.init(date, minute: minute)
  }
}

/// Takes a text apart from its beginning.
struct ByteScanner {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }
  var next: UInt8? { rest.first }

  mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  /// A number of exactly so many digits; nil, and nothing is taken, where there are fewer.
  mutating func digits(exactly count: Int) -> Int? {
    guard rest.count >= count else { return nil }
    var value = 0
    for byte in rest.prefix(count) {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    rest.removeFirst(count)
    return value
  }

  /// Digits as far as they go; nil where there are none or the number is too large for any use.
  mutating func digits() -> Int? {
    var value: Int?
    while let byte = rest.first, (0x30...0x39).contains(byte) {
      let (product, isTooLarge) = (value ?? 0).multipliedReportingOverflow(by: 10)
      guard !isTooLarge, product < Int.max - 9 else { return nil }
      value = product + Int(byte - 0x30)
      rest.removeFirst()
    }
    return value
  }
}
