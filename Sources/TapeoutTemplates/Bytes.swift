import TapeoutModel

/// What pages are made of, without a string for every piece.
extension [UInt8] {
  @inlinable @inline(__always)
  public mutating func append(_ literal: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  public mutating func append(coordinate: Double) {
    append(upTo: ShortText.longestNumber) { $0.put(coordinate) }
  }

  /// Appends a few bytes at once.
  ///
  /// - Parameter capacity: more than they will be.
  @inlinable @inline(__always)
  public mutating func append(upTo capacity: Int, _ write: (inout ShortText) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { bytes in
      var text = ShortText(bytes: bytes)
      write(&text)
      append(contentsOf: UnsafeBufferPointer(rebasing: bytes[..<text.count]))
    }
  }
}

/// A few bytes put together before they are appended at once: a start tag with its attributes, a number.
public struct ShortText {
  public let bytes: UnsafeMutableBufferPointer<UInt8>
  @inlinable public var count: Int { written }
  @usableFromInline var written = 0

  /// A sign, twenty digits, a point.
  public static let longestNumber = 24

  @inlinable public init(bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

  @inlinable public mutating func put(_ byte: UInt8) {
    precondition(count < bytes.count, "longer than was said")
    bytes[count] = byte
    written += 1
  }

  @inlinable @inline(__always)
  public mutating func put(_ literal: StaticString) {
    let length = literal.utf8CodeUnitCount
    precondition(count + length <= bytes.count, "longer than was said")
    _ = UnsafeMutableBufferPointer(rebasing: bytes[count..<(count + length)])
      .update(fromContentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: length))
    written += length
  }

  /// ` name="12.5%"`; `name` with the blank before it and the quote after it.
  public mutating func attribute(_ name: StaticString, _ number: Double, _ unit: StaticString = "") {
    put(name)
    put(number)
    put(unit)
    put(UInt8(ascii: "\""))
  }

  public mutating func attribute(_ name: StaticString, _ number: Int) {
    put(name)
    put(number)
    put(UInt8(ascii: "\""))
  }

  public mutating func put(_ number: Int) {
    if number < 0 { put(UInt8(ascii: "-")) }
    put(digitsOf: number.magnitude)
  }

  /// Rounded to two decimals, without zeros at the end: enough for a wall, and the same on every machine.
  public mutating func put(_ coordinate: Double) {
    let hundredths = Int((coordinate * 100).rounded())
    let (whole, part) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    if hundredths < 0 { put(UInt8(ascii: "-")) }
    put(digitsOf: whole)
    guard part > 0 else { return }
    put(UInt8(ascii: "."))
    put(UInt8(ascii: "0") + UInt8(part / 10))
    if part % 10 > 0 { put(UInt8(ascii: "0") + UInt8(part % 10)) }
  }

  private mutating func put(digitsOf number: UInt) {
    number.withDecimal { digits in
      precondition(count + digits.count <= bytes.count, "longer than was said")
      for digit in digits {
        bytes[count] = digit
        written += 1
      }
    }
  }
}
