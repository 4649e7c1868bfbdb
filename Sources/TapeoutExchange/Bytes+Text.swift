import TapeoutModel

/// Downloads are written as bytes: one buffer, without a string for every cell.
extension [UInt8] {
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  mutating func append(_ number: Int) { append(decimal: number) }

  /// The shortest text that reads back as the same number; whole ones without a point.
  mutating func append(_ number: Double) {
    if let whole = Int(exactly: number) { append(whole) } else { append(contentsOf: number.description.utf8) }
  }

  /// `2026-04-02`, between other texts `20260402`.
  mutating func append(_ day: Day, hyphens: Bool = true) {
    let (year, month, day) = day.civil
    appendDigits(year / 100)
    appendDigits(year % 100)
    if hyphens { append(UInt8(ascii: "-")) }
    appendDigits(month)
    if hyphens { append(UInt8(ascii: "-")) }
    appendDigits(day)
  }

  mutating func append(_ date: PlanDate) {
    if date.precision == .day { append(date.first) } else { append(date.description) }
  }

  private mutating func appendDigits(_ number: Int) {
    append(0x30 + UInt8(truncatingIfNeeded: number / 10 % 10))
    append(0x30 + UInt8(truncatingIfNeeded: number % 10))
  }
}

extension String {
  /// Whether every byte is what `isFine` wants: looks at all of them, which the processor does many at a time.
  @inline(__always)
  func isAll(_ isFine: (UInt8) -> Bool) -> Bool {
    let answer = utf8.withContiguousStorageIfAvailable { bytes in
      var bad: UInt8 = 0
      for byte in bytes { bad |= isFine(byte) ? 0 : 1 }
      return bad == 0
    }
    return answer ?? utf8.allSatisfy(isFine)
  }
}
