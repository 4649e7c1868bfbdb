/// Samples side by side, 32 rows of eight: the unit that all draws are made in.
///
/// Rows are vectors, because the compiler makes branches where numbers are chosen one by one.
enum Lanes {
  static let count = 256
  static let rows = 32

  typealias Row = SIMD8<Int32>
  typealias Bits = SIMD8<UInt32>

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

extension SIMDMask where Storage == SIMD8<Int32> {
  /// All bits of a number set where the condition holds, none elsewhere.
  @inline(__always)
  var bits: Storage { Storage.zero.replacing(with: Storage(repeating: -1), where: self) }
}
