/// Random numbers that are a function of what they are for: a key and the number of the sample.
///
/// No state runs from one draw to the next, so a result depends neither on threads nor on the order of files, and
/// two what-ifs draw the same numbers for what they have in common.
///
/// A key and a counter are mixed by the finalizer of SplitMix64 (Steele, Lea and Flood 2014; constants by
/// Stafford, variant 13), whose output passes the usual statistical batteries for successive counters. Two samples
/// share one, 32 bits each.
package enum CounterBasedRandom {
  /// A uniform number of 32 bits.
  @inline(__always)
  static func bits(_ key: UInt64, _ sample: Int) -> UInt32 {
    let pair = pair(key, sample >> 1)
    return sample & 1 == 0 ? pair.even : pair.odd
  }

  /// Uniform numbers of 32 bits for the samples 2 n and 2 n + 1.
  @inline(__always)
  static func pair(_ key: UInt64, _ number: Int) -> (even: UInt32, odd: UInt32) {
    var z = key &+ UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return (UInt32(truncatingIfNeeded: z), UInt32(truncatingIfNeeded: z >> 32))
  }

  /// A uniform number between 0 and 1, neither included.
  @inline(__always)
  static func unit(_ key: UInt64, _ sample: Int) -> Double { unit(bits(key, sample)) }

  /// The same from 32 uniform bits.
  @inline(__always)
  static func unit(_ bits: UInt32) -> Double { (Double(bits) + 0.5) * 0x1p-32 }

  /// The key of a named thing under a seed: FNV-1a (Fowler, Noll, Vo) over its bytes, mixed once.
  package static func key(_ name: String, seed: UInt64) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= seed &* 0xD6E8_FEB8_6659_FD93
    hash = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return hash ^ (hash >> 32)
  }
}
