package import TapeoutModel

/// Working-day arithmetic of one party: which days it works, and how to count them forwards and backwards.
///
/// Days are looked up in two tables over a fixed stretch of years, so both directions take constant time,
/// whatever the holidays. A party that never works is taken to work every day: a finding, not a hang.
package struct WorkCalendar: Sendable {
  private static let first = Int(Day(unchecked: 1900, 1, 1).number)
  private static let last = Int(Day(unchecked: 2219, 12, 31).number)

  /// What the tables were made from.
  package let rules: CalendarRules
  /// Working days before each day of the stretch.
  private let before: [Int32]
  /// The working days themselves, in order.
  private let days: [Int32]

  /// - Complexity: O(days in 320 years), about a millisecond; build one a party, not one a milestone.
  package init(_ rules: CalendarRules) {
    let count = WorkCalendar.last - WorkCalendar.first + 1
    var works = [Bool](repeating: false, count: count)
    for offset in 0..<count {
      works[offset] = rules.workweek == 0 || rules.worksOn(weekday: Day(number: WorkCalendar.first + offset).weekday)
    }
    for holiday in rules.holidays {
      let from = max(0, Int(holiday.first.number) - WorkCalendar.first)
      let to = min(count - 1, Int(holiday.last.number) - WorkCalendar.first)
      if from <= to { for offset in from...to { works[offset] = false } }
    }
    var before: [Int32] = []
    var days: [Int32] = []
    before.reserveCapacity(count + 1)
    for offset in 0..<count {
      before.append(Int32(days.count))
      if works[offset] { days.append(Int32(WorkCalendar.first + offset)) }
    }
    before.append(Int32(days.count))
    if days.isEmpty { days = [Int32(WorkCalendar.first)] }
    self.rules = rules
    self.before = before
    self.days = days
  }

  /// The day on which `count` working days after `day` are over; `day` itself for none.
  package func adding(_ count: Int, to day: Int) -> Int {
    before.withUnsafeBufferPointer { before in
      days.withUnsafeBufferPointer { Tables(before: before, days: $0).adding(count, to: day) }
    }
  }

  /// The tables laid open, for loops over many days.
  package struct Tables {
    @usableFromInline let before: UnsafeBufferPointer<Int32>
    @usableFromInline let days: UnsafeBufferPointer<Int32>
    @usableFromInline let first = WorkCalendar.first

    // Inlined into the loops of the forecast, which is another module.
    @inlinable @inline(__always)
    package func adding(_ count: Int, to day: Int) -> Int {
      guard count > 0 else { return day }
      let offset = min(max(day - first + 1, 0), before.count - 1)
      return Int(days[min(Int(before[offset]) + count - 1, days.count - 1)])
    }
  }

  package func withTables(_ body: (Tables) -> Void) {
    before.withUnsafeBufferPointer { before in
      days.withUnsafeBufferPointer { body(Tables(before: before, days: $0)) }
    }
  }

  /// The latest day from which `count` working days are over by `day`: the inverse of ``adding(_:to:)``.
  package func subtracting(_ count: Int, from day: Int) -> Int {
    guard count > 0 else { return day }
    let offset = min(max(day - WorkCalendar.first + 1, 0), before.count - 1)
    let target = Int(before[offset]) - count
    // Every day from the working day before the first counted one up to the day before it serves; take the last.
    guard target >= 0, target < days.count else { return WorkCalendar.first }
    return Int(days[target]) - 1
  }
}
