/// Compresses bytes as DEFLATE has it (RFC 1951), in one block with the fixed codes.
///
/// What stood before is found by one look into a table, so the time is linear, and equal bytes give equal bytes on
/// every machine, which a library that somebody updates does not promise. On the XML of a workbook it takes a tenth of
/// the bytes.
struct Deflate {
  private var result: [UInt8] = []
  private var bits: UInt64 = 0
  private var bitCount: UInt64 = 0

  private static let shortestMatch = 4
  private static let longestMatch = 258
  private static let window = 32_768
  private static let hashBits = 15

  static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var deflate = Deflate()
    deflate.result.reserveCapacity(bytes.count / 8 + 64)
    // The last block, with fixed codes.
    deflate.put(0b011, 3)
    bytes.withUnsafeBufferPointer { deflate.compress($0) }
    deflate.put(symbol: 256)
    while deflate.bitCount > 0 { deflate.putByte() }
    return deflate.result
  }

  private mutating func compress(_ bytes: UnsafeBufferPointer<UInt8>) {
    /// By the hash of four bytes: where they stood last, plus one.
    var places = [Int32](repeating: 0, count: 1 << Deflate.hashBits)
    places.withUnsafeMutableBufferPointer { places in
      var place = 0
      while place < bytes.count {
        guard place + Deflate.shortestMatch <= bytes.count else {
          put(symbol: Int(bytes[place]))
          place += 1
          continue
        }
        let hash = Deflate.hash(bytes, place)
        let earlier = Int(places[hash]) - 1
        places[hash] = Int32(truncatingIfNeeded: place + 1)
        let length = earlier >= 0 && place - earlier <= Deflate.window ? Deflate.match(bytes, earlier, place) : 0
        guard length >= Deflate.shortestMatch else {
          put(symbol: Int(bytes[place]))
          place += 1
          continue
        }
        put(length: length)
        put(distance: place - earlier)
        // Some of what is skipped is remembered, too.
        for next in stride(from: place + 1, to: min(place + length, bytes.count - Deflate.shortestMatch), by: 3) {
          places[Deflate.hash(bytes, next)] = Int32(truncatingIfNeeded: next + 1)
        }
        place += length
      }
    }
  }

  @inline(__always)
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
    let word =
      UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
      | UInt32(bytes[place + 3]) << 24
    return Int((word &* 2_654_435_761) >> UInt32(32 - hashBits))
  }

  @inline(__always)
  private static func match(_ bytes: UnsafeBufferPointer<UInt8>, _ earlier: Int, _ place: Int) -> Int {
    let limit = min(longestMatch, bytes.count - place)
    var length = 0
    while length < limit, bytes[earlier + length] == bytes[place + length] { length += 1 }
    return length
  }

  // MARK: Codes

  @inline(__always)
  private mutating func put(_ value: UInt64, _ count: UInt64) {
    bits |= value << bitCount
    bitCount += count
    while bitCount >= 8 { putByte() }
  }

  private mutating func putByte() {
    result.append(UInt8(truncatingIfNeeded: bits))
    bits >>= 8
    bitCount = bitCount >= 8 ? bitCount - 8 : 0
  }

  @inline(__always)
  private mutating func put(symbol: Int) {
    let code = Deflate.codes[symbol]
    put(UInt64(code.bits), UInt64(code.count))
  }

  private mutating func put(length: Int) {
    var symbol = 28
    while Deflate.lengths[symbol].first > length { symbol -= 1 }
    put(symbol: 257 + symbol)
    put(UInt64(length - Deflate.lengths[symbol].first), UInt64(Deflate.lengths[symbol].extra))
  }

  private mutating func put(distance: Int) {
    var symbol = 29
    while Deflate.distances[symbol].first > distance { symbol -= 1 }
    put(UInt64(Deflate.reversed(symbol, 5)), 5)
    put(UInt64(distance - Deflate.distances[symbol].first), UInt64(Deflate.distances[symbol].extra))
  }

  /// The fixed codes of RFC 1951, section 3.2.6, each turned round: they are written from their highest bit on.
  private static let codes: [(bits: Int, count: Int)] = (0..<288).map { symbol in
    switch symbol {
    case 0...143: (reversed(0x30 + symbol, 8), 8)
    case 144...255: (reversed(0x190 + symbol - 144, 9), 9)
    case 256...279: (reversed(symbol - 256, 7), 7)
    default: (reversed(0xC0 + symbol - 280, 8), 8)
    }
  }

  private static func reversed(_ value: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 << 1 | (value >> $1 & 1) }
  }

  /// The first length of each symbol, and how many more bits say which of them it is.
  private static let lengths: [(first: Int, extra: Int)] = {
    var lengths: [(Int, Int)] = []
    var next = 3
    for symbol in 0..<28 {
      let extra = symbol < 8 ? 0 : symbol / 4 - 1
      lengths.append((next, extra))
      next += 1 << extra
    }
    return lengths + [(258, 0)]
  }()

  private static let distances: [(first: Int, extra: Int)] = {
    var distances: [(Int, Int)] = []
    var next = 1
    for symbol in 0..<30 {
      let extra = symbol < 4 ? 0 : symbol / 2 - 1
      distances.append((next, extra))
      next += 1 << extra
    }
    return distances
  }()
}
