extension PlanDate {
  /// Why a text is not a date.
  public enum ParsingError: Error, Hashable, Sendable {
    /// Not one of the spellings of the content format.
    case notADate
    /// The right shape, but no such day, week, month or quarter exists.
    case noSuchDate
    /// Before 1900 or after 2199.
    case outOfRange
  }

  /// Reads a date in one of the spellings of the content format: `2026-04-02`, `2026-W14`, `2026-04`,
  /// `2026-Q2`, `2026-H1`, `2026`. ASCII digits only, nothing before or after.
  public init(parsing text: String) throws(ParsingError) {
    self = try PlanDate.parse(text).get()
  }

  private static func parse(_ text: String) -> Result<PlanDate, ParsingError> {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count >= 4, bytes.count <= 10, let year = number(bytes[0..<4]) else { return .failure(.notADate) }
      if bytes.count == 4 { return checked(.year(year)) }
      guard bytes[4] == UInt8(ascii: "-"), bytes.count >= 6 else { return .failure(.notADate) }
      switch (bytes[5], bytes.count) {
      case (UInt8(ascii: "W"), 8):
        return number(bytes[6..<8]).map { checked(.week($0, of: year)) } ?? .failure(.notADate)
      case (UInt8(ascii: "Q"), 7):
        return number(bytes[6..<7]).map { checked(.quarter($0, of: year)) } ?? .failure(.notADate)
      case (UInt8(ascii: "H"), 7):
        return number(bytes[6..<7]).map { checked(.half($0, of: year)) } ?? .failure(.notADate)
      case (_, 7): return number(bytes[5..<7]).map { checked(.month($0, of: year)) } ?? .failure(.notADate)
      case (_, 10):
        guard bytes[7] == UInt8(ascii: "-"), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]) else {
          return .failure(.notADate)
        }
        return checked(Day(year: year, month: month, day: day).map(PlanDate.day))
      default: return .failure(.notADate)
      }
    }
  }

  private static func checked(_ date: PlanDate?) -> Result<PlanDate, ParsingError> {
    guard let date else { return .failure(.noSuchDate) }
    guard Day.supported.contains(date.first), Day.supported.contains(date.last) else { return .failure(.outOfRange) }
    return .success(date)
  }

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var value = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}

extension StatedDate {
  /// A date, or `TBD`.
  public init(parsing text: String) throws(PlanDate.ParsingError) {
    self = text == "TBD" ? .toBeDetermined : .date(try PlanDate(parsing: text))
  }
}
