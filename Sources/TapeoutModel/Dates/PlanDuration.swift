/// A length of time as it was written: calendar days or weeks, working days, or elapsed hours.
///
/// There are no months: they are not a length.
public struct PlanDuration: Hashable, Sendable {
  public enum Unit: UInt8, Sendable {
    case days, weeks, workingDays, hours

    /// The suffix in the content format.
    public var suffix: String {
      switch self {
      case .days: "d"
      case .weeks: "w"
      case .workingDays: "wd"
      case .hours: "h"
      }
    }
  }

  public let amount: Int32
  public let unit: Unit

  public init(_ amount: Int, _ unit: Unit) {
    self.amount = Int32(amount)
    self.unit = unit
  }

  /// The longest length a plan may state: ten years. Anything longer is taken for a slip of the pen.
  public static let longest = 3653

  /// Days in the duration's own calendar: calendar days, or working days for `wd`.
  /// Hours are rounded up to days (1000 h = 42 d).
  public var days: Int {
    switch unit {
    case .days, .workingDays: Int(amount)
    case .weeks: Int(amount) * 7
    case .hours: (Int(amount) + 23) / 24
    }
  }
}

extension PlanDuration: CustomStringConvertible {
  public var description: String { "\(amount)\(unit.suffix)" }
}

/// Optimistic, likely and pessimistic length of one step; equal where the length is certain.
///
/// All three count in the same calendar: working days never mix with calendar days.
public struct ThreePointDuration: Hashable, Sendable {
  public let optimistic: PlanDuration
  public let likely: PlanDuration
  public let pessimistic: PlanDuration

  public init(optimistic: PlanDuration, likely: PlanDuration, pessimistic: PlanDuration) {
    self.optimistic = optimistic
    self.likely = likely
    self.pessimistic = pessimistic
  }

  public init(certain duration: PlanDuration) {
    self.init(optimistic: duration, likely: duration, pessimistic: duration)
  }

  public var isCertain: Bool {
    optimistic.days == likely.days && likely.days == pessimistic.days
  }

  /// Whether optimistic ≤ likely ≤ pessimistic.
  public var isOrdered: Bool {
    optimistic.days <= likely.days && likely.days <= pessimistic.days
  }

  /// Whether the days are working days of the giving party's calendar.
  public var usesWorkingDays: Bool { likely.unit == .workingDays }
}

extension ThreePointDuration: CustomStringConvertible {
  public var description: String {
    optimistic == likely && likely == pessimistic ? "\(likely)" : "\(optimistic)..\(likely)..\(pessimistic)"
  }
}
