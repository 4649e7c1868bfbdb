/// Samples side by side, 32 rows of eight: the unit that all draws are made in.
///
/// Rows are vectors, because the compiler makes branches where numbers are chosen one by one.
enum Lanes {
  static let count = 256
  static let rows = 32

  typealias Row = SIMD8<Int32>
  typealias Bits = SIMD8<UInt32>

  /// A bit for each of the first `count` lanes: lane l is bit l / 8 of number l mod 8, because that is how vectors
  /// gather bits.
  static func bits(below count: Int) -> Bits {
    if count >= Lanes.count { return Bits(repeating: .max) }
    var bits = Bits.zero
    for lane in 0..<count { bits[lane & 7] |= 1 << UInt32(lane >> 3) }
    return bits
  }

  /// How many lanes have their bit set.
  static func count(_ bits: Bits) -> Int {
    var count = 0
    for number in 0..<8 { count += bits[number].nonzeroBitCount }
    return count
  }

  /// The numbers of rows, one by one.
  static func numbers(_ rows: UnsafeMutablePointer<Row>) -> UnsafeMutablePointer<Int32> {
    UnsafeMutableRawPointer(rows).assumingMemoryBound(to: Int32.self)
  }
}

extension SIMD8<Int32> {
  /// Takes over another's numbers where all bits of `mask` are set, and keeps its own where none are. Vectors' own
  /// `replace(with:where:)` is compiled to branches.
  @inline(__always)
  mutating func take(_ other: Self, where mask: Self) { self ^= (self ^ other) & mask }
}

extension SIMD8<UInt32> {
  /// Takes in the highest bits of one more row. After all rows, each lane has its bit.
  @inline(__always)
  mutating func gather(_ row: Self) { self = (self &>> 1) | (row & 0x8000_0000) }

  /// Takes in where a condition holds in one more row.
  @inline(__always)
  mutating func gather(_ mask: SIMDMask<SIMD8<Int32>>) { gather(Self(truncatingIfNeeded: mask.bits)) }
}

extension SIMDMask where Storage == SIMD8<Int32> {
  /// All bits of a number set where the condition holds, none elsewhere.
  @inline(__always)
  var bits: Storage { Storage.zero.replacing(with: Storage(repeating: -1), where: self) }
}
