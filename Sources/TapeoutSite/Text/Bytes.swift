/// What pages are made of, without a string for every piece.
extension [UInt8] {
  @inline(__always)
  mutating func append(_ literal: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  mutating func append(number: Int) {
    append(upTo: ShortText.longestNumber) { $0.put(number) }
  }

  mutating func append(coordinate: Double) {
    append(upTo: ShortText.longestNumber) { $0.put(coordinate) }
  }

  /// ` name="12.5%"`.
  mutating func append(attribute name: StaticString, _ coordinate: Double, unit: StaticString) {
    append(upTo: name.utf8CodeUnitCount + unit.utf8CodeUnitCount + ShortText.longestNumber + 4) { text in
      text.open(name)
      text.put(coordinate)
      text.put(unit)
      text.put(UInt8(ascii: "\""))
    }
  }

  /// ` name="12"`.
  mutating func append(attribute name: StaticString, _ number: Int) {
    append(upTo: name.utf8CodeUnitCount + ShortText.longestNumber + 4) { text in
      text.open(name)
      text.put(number)
      text.put(UInt8(ascii: "\""))
    }
  }

  @inline(__always)
  private mutating func append(upTo capacity: Int, _ write: (inout ShortText) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { bytes in
      var text = ShortText(bytes: bytes)
      write(&text)
      append(contentsOf: UnsafeBufferPointer(rebasing: bytes[..<text.count]))
    }
  }
}

/// A few bytes put together before they are appended at once.
private struct ShortText {
  let bytes: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  /// A sign, twenty digits, a point.
  static let longestNumber = 24

  init(bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func put(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  mutating func put(_ literal: StaticString) {
    for place in 0..<literal.utf8CodeUnitCount { put(literal.utf8Start[place]) }
  }

  mutating func open(_ name: StaticString) {
    put(UInt8(ascii: " "))
    put(name)
    put(UInt8(ascii: "="))
    put(UInt8(ascii: "\""))
  }

  mutating func put(_ number: Int) {
    if number < 0 { put(UInt8(ascii: "-")) }
    put(digitsOf: number.magnitude)
  }

  /// Rounded to two decimals, without zeros at the end: enough for a wall, and the same on every machine.
  mutating func put(_ coordinate: Double) {
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
    let start = count
    var rest = number
    repeat {
      put(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start..<count].reverse()
  }
}
