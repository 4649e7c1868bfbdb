/// A date as precisely as it is known: a day, an ISO week, a month, a quarter, a half or a year.
///
/// The precision is kept and shown: a quarter is never rendered as its last day. Arithmetic uses
/// ``last``, the latest day that the statement still allows.
///
///     let quarter = PlanDate.quarter(2, of: 2026)!
///     quarter.description   // "2026-Q2"
///     quarter.last          // 2026-06-30
public struct PlanDate: Hashable, Sendable {
  /// How much is known, finest first.
  public enum Precision: UInt8, Comparable, Sendable {
    case day, week, month, quarter, half, year

    public static func < (lhs: Precision, rhs: Precision) -> Bool { lhs.rawValue < rhs.rawValue }
  }

  public let precision: Precision
  public let first: Day
  /// The day used in arithmetic.
  public let last: Day

  private init(_ precision: Precision, _ first: Day, _ last: Day) {
    self.precision = precision
    self.first = first
    self.last = last
  }

  public static func day(_ day: Day) -> PlanDate { PlanDate(.day, day, day) }

  /// An ISO week, Monday to Sunday; nil where the year has no such week.
  public static func week(_ week: Int, of year: Int) -> PlanDate? {
    guard week >= 1, let fourth = Day(year: year, month: 1, day: 4) else { return nil }
    let monday = fourth + (1 - fourth.weekday) + (week - 1) * 7
    guard monday.isoWeek == (year, week) else { return nil }
    return PlanDate(.week, monday, monday + 6)
  }

  public static func month(_ month: Int, of year: Int) -> PlanDate? {
    months(month...month, of: year, .month)
  }

  public static func quarter(_ quarter: Int, of year: Int) -> PlanDate? {
    guard (1...4).contains(quarter) else { return nil }
    return months((quarter * 3 - 2)...(quarter * 3), of: year, .quarter)
  }

  public static func half(_ half: Int, of year: Int) -> PlanDate? {
    guard (1...2).contains(half) else { return nil }
    return months((half * 6 - 5)...(half * 6), of: year, .half)
  }

  public static func year(_ year: Int) -> PlanDate? { months(1...12, of: year, .year) }

  private static func months(_ months: ClosedRange<Int>, of year: Int, _ precision: Precision) -> PlanDate? {
    let lastDay = Day.daysInMonth(months.upperBound, year: year)
    guard let first = Day(year: year, month: months.lowerBound, day: 1),
      let last = Day(year: year, month: months.upperBound, day: lastDay)
    else { return nil }
    return PlanDate(precision, first, last)
  }

  /// Whether `day` meets the statement: a quarter is met by any day in it.
  public func contains(_ day: Day) -> Bool { first <= day && day <= last }
}

extension PlanDate: CustomStringConvertible {
  /// The one way to write this date, exactly as the content format spells it.
  public var description: String {
    let (year, month, _) = first.civil
    switch precision {
    case .day: return first.description
    case .week:
      let week = first.isoWeek
      return "\(padded(week.year, 4))-W\(padded(week.week, 2))"
    case .month: return "\(padded(year, 4))-\(padded(month, 2))"
    case .quarter: return "\(padded(year, 4))-Q\((month + 2) / 3)"
    case .half: return "\(padded(year, 4))-H\((month + 5) / 6)"
    case .year: return padded(year, 4)
    }
  }
}

/// What a plan says about a date: a date, or openly that nobody knows yet.
public enum StatedDate: Hashable, Sendable {
  case date(PlanDate)
  case toBeDetermined

  /// The date, where one is stated.
  public var date: PlanDate? {
    if case .date(let date) = self { date } else { nil }
  }
}

extension StatedDate: CustomStringConvertible {
  public var description: String { date?.description ?? "TBD" }
}

/// The days in which the program means to launch, first and last included.
public struct LaunchWindow: Hashable, Sendable {
  public let first: PlanDate
  public let last: PlanDate

  public init(first: PlanDate, last: PlanDate) {
    self.first = first
    self.last = last
  }

  public var days: ClosedRange<Day> { first.first...last.last }
}

extension LaunchWindow: CustomStringConvertible {
  public var description: String { first == last ? "\(first)" : "\(first)..\(last)" }
}
