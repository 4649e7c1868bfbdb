/// 128 bits that stand for a sequence of numbers: MurmurHash3_x64_128 with seed 0 (Appleby 2011, public domain) over
/// their bytes.
///
/// Two different sequences have the same with a probability of 2⁻¹²⁸; it is no defence against somebody who looks for
/// such a pair.
package struct Digest128: Hashable, Sendable {
  package var first: UInt64
  package var second: UInt64

  package init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  /// Takes numbers in and ends in a digest.
  struct Builder {
    private var state: (UInt64, UInt64) = (0, 0)
    private var waiting: UInt64?
    private var count: UInt64 = 0

    private static let factors: (UInt64, UInt64) = (0x87C3_7B91_1142_53D5, 0x4CF5_AD43_2745_937F)

    mutating func add(_ number: UInt64) {
      count &+= 1
      guard let first = waiting else {
        waiting = number
        return
      }
      waiting = nil
      state.0 ^= (first &* Builder.factors.0).rotated(31) &* Builder.factors.1
      state.0 = (state.0.rotated(27) &+ state.1) &* 5 &+ 0x52DC_E729
      state.1 ^= (number &* Builder.factors.1).rotated(33) &* Builder.factors.0
      state.1 = (state.1.rotated(31) &+ state.0) &* 5 &+ 0x3849_5AB5
    }

    mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

    /// Two small numbers at once.
    mutating func add(_ high: Int32, _ low: Int32) {
      add(UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low)))
    }

    var digest: Digest128 {
      var (a, b) = state
      if let waiting { a ^= (waiting &* Builder.factors.0).rotated(31) &* Builder.factors.1 }
      a ^= count &* 8
      b ^= count &* 8
      a &+= b
      b &+= a
      a = Builder.mixed(a)
      b = Builder.mixed(b)
      a &+= b
      b &+= a
      return Digest128(first: a, second: b)
    }

    private static func mixed(_ number: UInt64) -> UInt64 {
      var mixed = (number ^ number >> 33) &* 0xFF51_AFD7_ED55_8CCD
      mixed = (mixed ^ mixed >> 33) &* 0xC4CE_B9FE_1A85_EC53
      return mixed ^ mixed >> 33
    }
  }
}

extension UInt64 {
  fileprivate func rotated(_ bits: UInt64) -> UInt64 { self << bits | self >> (64 - bits) }
}
