import TapeoutDisk

/// Writes numbers and texts as bytes.
struct ByteWriter {
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// In groups of seven bits, smallest first; negative numbers are folded between positive ones.
  ///
  /// Source: "Encoding", Protocol Buffers documentation (varint, ZigZag).
  mutating func write(_ number: Int) {
    var rest = UInt(bitPattern: (number << 1) ^ (number >> (Int.bitWidth - 1)))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(_ data: [UInt8]) {
    write(data.count)
    bytes += data
  }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes += text.utf8
  }

  mutating func write(raw byte: UInt8) { bytes.append(byte) }

  mutating func write(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// All bytes, with their checksum at the end.
  func sealed() -> [UInt8] {
    var sealed = self
    sealed.write(ContentHash(bytes[...]).value)
    return sealed.bytes
  }

  mutating func write<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
    bytes.append(value == nil ? 0 : 1)
    if let value { body(&self, value) }
  }
}

/// Reads what a ``ByteWriter`` wrote, believing nothing: every read can fail, and none reads past the end.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  /// The bytes are not what was written.
  struct Malformed: Error {}

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  /// What ``ByteWriter/sealed()`` was made of; nil where the checksum is another.
  static func unsealed(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    guard bytes.count > 8 else { return nil }
    var end = ByteReader(bytes[(bytes.count - 8)...])
    guard let checksum = try? end.wide(), ContentHash(bytes.dropLast(8)).value == checksum else { return nil }
    return bytes.dropLast(8)
  }

  var isAtEnd: Bool { place == bytes.endIndex }

  mutating func byte() throws(Malformed) -> UInt8 {
    guard place < bytes.endIndex else { throw Malformed() }
    defer { place += 1 }
    return bytes[place]
  }

  mutating func number() throws(Malformed) -> Int {
    var folded: UInt = 0
    var shift: UInt = 0
    while true {
      let byte = try byte()
      guard shift < 63 || byte <= 1 else { throw Malformed() }
      folded |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
      guard shift < 64 else { throw Malformed() }
    }
    return Int(bitPattern: folded >> 1) ^ -Int(bitPattern: folded & 1)
  }

  /// A number of things of which each takes a byte at least.
  mutating func count() throws(Malformed) -> Int {
    let count = try number()
    guard count >= 0, count <= bytes.endIndex - place else { throw Malformed() }
    return count
  }

  mutating func data() throws(Malformed) -> ArraySlice<UInt8> {
    let count = try count()
    defer { place += count }
    return bytes[place..<(place + count)]
  }

  mutating func text() throws(Malformed) -> String { String(decoding: try data(), as: UTF8.self) }

  mutating func wide() throws(Malformed) -> UInt64 {
    guard bytes.endIndex - place >= 8 else { throw Malformed() }
    defer { place += 8 }
    return bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place - bytes.startIndex, as: UInt64.self))
    }
  }

  mutating func list<Value>(
    _ body: (inout ByteReader) throws(Malformed) -> Value
  ) throws(Malformed) -> [Value] {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(min(count, 1 << 16))
    for _ in 0..<count { values.append(try body(&self)) }
    return values
  }

  mutating func optional<Value>(
    _ body: (inout ByteReader) throws(Malformed) -> Value
  ) throws(Malformed) -> Value? {
    switch try byte() {
    case 0: return nil
    case 1: return try body(&self)
    default: throw Malformed()
    }
  }
}
