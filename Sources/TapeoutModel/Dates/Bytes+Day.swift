extension [UInt8] {
  /// Appends a day, such as `2026-04-02`, without making a string.
  ///
  /// - Parameter hyphens: false gives `20260402`.
  public mutating func append(day: Day, hyphens: Bool = true) {
    let (year, month, day) = day.civil
    // Made apart and appended at once: an array is asked for room only once then.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 10) { text in
      let gap = hyphens ? 1 : 0
      text.put(twoDigitsOf: year / 100, at: 0)
      text.put(twoDigitsOf: year, at: 2)
      if hyphens { text[4] = UInt8(ascii: "-") }
      text.put(twoDigitsOf: month, at: 4 + gap)
      if hyphens { text[7] = UInt8(ascii: "-") }
      text.put(twoDigitsOf: day, at: 6 + 2 * gap)
      append(contentsOf: UnsafeBufferPointer(rebasing: text[..<(8 + 2 * gap)]))
    }
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  fileprivate func put(twoDigitsOf number: Int, at place: Int) {
    self[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10 % 10)
    self[place + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
  }
}
