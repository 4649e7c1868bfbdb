extension PlanDuration {
  /// Why a text is not a duration.
  public enum ParsingError: Error, Hashable, Sendable {
    /// Not a whole number followed by d, w, wd or h.
    case notADuration
    /// Over ten years.
    case tooLong
    /// A range of two values: the likely one is missing.
    case twoValues
    /// Working days beside calendar days in one range.
    case mixedCalendars
  }

  /// Reads `10d`, `6w`, `8wd` or `1000h`. ASCII digits only.
  public init(parsing text: String) throws(ParsingError) {
    self = try PlanDuration.parse(Array(text.utf8)[...]).get()
  }

  fileprivate static func parse(_ bytes: ArraySlice<UInt8>) -> Result<PlanDuration, ParsingError> {
    var amount = 0
    var digits = 0
    var rest = bytes
    while let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      guard digits < 9 else { return .failure(.tooLong) }
      amount = amount * 10 + Int(byte - UInt8(ascii: "0"))
      digits += 1
      rest.removeFirst()
    }
    guard digits > 0, let unit = Unit(suffix: rest) else { return .failure(.notADuration) }
    let duration = PlanDuration(amount, unit)
    guard duration.days <= longest else { return .failure(.tooLong) }
    return .success(duration)
  }
}

extension PlanDuration.Unit {
  fileprivate init?(suffix: ArraySlice<UInt8>) {
    let first = suffix.first
    switch suffix.count {
    case 1 where first == UInt8(ascii: "d"): self = .days
    case 1 where first == UInt8(ascii: "w"): self = .weeks
    case 1 where first == UInt8(ascii: "h"): self = .hours
    case 2 where first == UInt8(ascii: "w") && suffix.last == UInt8(ascii: "d"): self = .workingDays
    default: return nil
    }
  }
}

extension ThreePointDuration {
  /// Reads one duration (certain) or `OPTIMISTIC..LIKELY..PESSIMISTIC`.
  public init(parsing text: String) throws(PlanDuration.ParsingError) {
    self = try ThreePointDuration.parse(text).get()
  }

  private static func parse(_ text: String) -> Result<ThreePointDuration, PlanDuration.ParsingError> {
    let parts = separated(Array(text.utf8)[...])
    switch parts.count {
    case 1: return PlanDuration.parse(parts[0]).map(ThreePointDuration.init(certain:))
    case 2: return .failure(.twoValues)
    case 3:
      var values: [PlanDuration] = []
      for part in parts {
        switch PlanDuration.parse(part) {
        case .success(let value): values.append(value)
        case .failure(let error): return .failure(error)
        }
      }
      let working = values.filter { $0.unit == .workingDays }.count
      guard working == 0 || working == 3 else { return .failure(.mixedCalendars) }
      return .success(ThreePointDuration(optimistic: values[0], likely: values[1], pessimistic: values[2]))
    default: return .failure(.notADuration)
    }
  }

  /// The parts between `..`.
  private static func separated(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    let dot = UInt8(ascii: ".")
    var parts: [ArraySlice<UInt8>] = []
    parts.reserveCapacity(3)
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let next = bytes.index(after: index)
      if bytes[index] == dot, next < bytes.endIndex, bytes[next] == dot {
        parts.append(bytes[start..<index])
        start = bytes.index(after: next)
        index = start
      } else {
        index = next
      }
    }
    parts.append(bytes[start...])
    return parts
  }
}
