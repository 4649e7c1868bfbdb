/// A length of time as it was written: calendar days or weeks, working days, or elapsed hours.
///
/// There are no months: they are not a length.
package struct PlanDuration: Hashable, Sendable {
  package enum Unit: UInt8, Sendable {
    case days, weeks, workingDays, hours

    /// The suffix in the content format.
    package var suffix: String {
      switch self {
      case .days: "d"
      case .weeks: "w"
      case .workingDays: "wd"
      case .hours: "h"
      }
    }
  }

  package let amount: Int32
  package let unit: Unit

  package init(_ amount: Int, _ unit: Unit) {
    self.amount = Int32(amount)
    self.unit = unit
  }

  /// The longest length a plan may state: ten years. Anything longer is taken for a slip of the pen.
  package static let longest = 3653

  /// Days in the duration's own calendar: calendar days, or working days for `wd`.
  /// Hours are rounded up to days (1000 h = 42 d).
  package var days: Int {
    switch unit {
    case .days, .workingDays: Int(amount)
    case .weeks: Int(amount) * 7
    case .hours: (Int(amount) + 23) / 24
    }
  }
}

extension PlanDuration: CustomStringConvertible {
  package var description: String { "\(amount)\(unit.suffix)" }
}

/// Optimistic, likely and pessimistic length of one step; equal where the length is certain.
///
/// All three count in the same calendar: working days never mix with calendar days.
package struct ThreePointDuration: Hashable, Sendable {
  package let optimistic: PlanDuration
  package let likely: PlanDuration
  package let pessimistic: PlanDuration

  package init(optimistic: PlanDuration, likely: PlanDuration, pessimistic: PlanDuration) {
    self.optimistic = optimistic
    self.likely = likely
    self.pessimistic = pessimistic
  }

  package init(certain duration: PlanDuration) {
    self.init(optimistic: duration, likely: duration, pessimistic: duration)
  }

  package var isCertain: Bool {
    optimistic.days == likely.days && likely.days == pessimistic.days
  }

  /// Whether optimistic ≤ likely ≤ pessimistic.
  package var isOrdered: Bool {
    optimistic.days <= likely.days && likely.days <= pessimistic.days
  }

  /// Whether the days are working days of the giving party's calendar.
  package var usesWorkingDays: Bool { likely.unit == .workingDays }
}

extension ThreePointDuration: CustomStringConvertible {
  package var description: String {
    optimistic == likely && likely == pessimistic ? "\(likely)" : "\(optimistic)..\(likely)..\(pessimistic)"
  }
}
