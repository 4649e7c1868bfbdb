extension [UInt8] {
  /// Appends a number in decimal, without a string for it.
  @inlinable
  public mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    number.magnitude.withDecimal { append(contentsOf: $0) }
  }
}

extension UInt {
  /// Gives its decimal digits as bytes, valid for the time of the call.
  @inlinable @inline(__always)
  public func withDecimal(_ use: (UnsafeBufferPointer<UInt8>) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      // From the last digit on.
      var start = digits.count
      var rest = self
      repeat {
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      use(UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }
}
