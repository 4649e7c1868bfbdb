extension [UInt8] {
  /// Appends a day, such as `2026-04-02`, without making a string.
  ///
  /// - Parameter hyphens: false gives `20260402`.
  public mutating func append(day: Day, hyphens: Bool = true) {
    let (year, month, day) = day.civil
    appendTwoDigits(year / 100)
    appendTwoDigits(year % 100)
    if hyphens { append(UInt8(ascii: "-")) }
    appendTwoDigits(month)
    if hyphens { append(UInt8(ascii: "-")) }
    appendTwoDigits(day)
  }

  private mutating func appendTwoDigits(_ number: Int) {
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10 % 10))
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
