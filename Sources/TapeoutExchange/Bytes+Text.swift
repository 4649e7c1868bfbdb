import TapeoutModel

/// Downloads are written into one buffer of bytes, without a string for every cell.
extension [UInt8] {
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  mutating func append(_ number: Int) { append(decimal: number) }

  /// Appends the shortest text that reads back as the same number; whole numbers without a point.
  mutating func append(_ number: Double) {
    if let whole = Int(exactly: number) { append(whole) } else { append(contentsOf: number.description.utf8) }
  }

  mutating func append(_ day: Day) { append(day: day) }

  mutating func append(_ date: PlanDate) {
    if date.precision == .day { append(date.first) } else { append(date.description) }
  }
}
