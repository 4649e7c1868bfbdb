/// The 64-bit hash XXH64 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md) with seed 0: it tells a
/// file that was changed from one that was not, and is no defence against somebody who looks for a collision.
struct XXHash64 {
  private static let primes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
    0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63, 0x27D4_EB2F_1656_67C5
  )

  private var lanes = (primes.0 &+ primes.1, primes.1, UInt64(0), 0 &- primes.0)
  private var length = 0

  /// Bytes that ``update(_:)`` takes at a time.
  static let stripe = 32

  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = XXHash64()
    let whole = bytes.count / stripe * stripe
    hash.update(UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
    return hash.finished(UnsafeRawBufferPointer(rebasing: bytes[whole...]))
  }

  /// - Parameter bytes: a multiple of 32 of them.
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var (first, second, third, fourth) = lanes
    var offset = 0
    while offset + 32 <= bytes.count {
      first = XXHash64.round(first, XXHash64.word(bytes, offset))
      second = XXHash64.round(second, XXHash64.word(bytes, offset + 8))
      third = XXHash64.round(third, XXHash64.word(bytes, offset + 16))
      fourth = XXHash64.round(fourth, XXHash64.word(bytes, offset + 24))
      offset += 32
    }
    lanes = (first, second, third, fourth)
    length += offset
  }

  /// - Parameter rest: what is left, of any length.
  func finished(_ rest: UnsafeRawBufferPointer) -> UInt64 {
    var hash = self
    let whole = rest.count / XXHash64.stripe * XXHash64.stripe
    if whole > 0 { hash.update(UnsafeRawBufferPointer(rebasing: rest[..<whole])) }
    return hash.digest(UnsafeRawBufferPointer(rebasing: rest[whole...]))
  }

  private func digest(_ rest: UnsafeRawBufferPointer) -> UInt64 {
    let primes = XXHash64.primes
    var hash = primes.4
    if length > 0 {
      hash =
        lanes.0.rotated(1) &+ lanes.1.rotated(7) &+ lanes.2.rotated(12) &+ lanes.3.rotated(18)
      for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
        hash = (hash ^ XXHash64.round(0, lane)) &* primes.0 &+ primes.3
      }
    }
    hash &+= UInt64(length + rest.count)
    var offset = 0
    while offset + 8 <= rest.count {
      hash = (hash ^ XXHash64.round(0, XXHash64.word(rest, offset))).rotated(27) &* primes.0 &+ primes.3
      offset += 8
    }
    if offset + 4 <= rest.count {
      let half = UInt32(littleEndian: rest.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      hash = (hash ^ UInt64(half) &* primes.0).rotated(23) &* primes.1 &+ primes.2
      offset += 4
    }
    while offset < rest.count {
      hash = (hash ^ UInt64(rest[offset]) &* primes.4).rotated(11) &* primes.0
      offset += 1
    }
    hash = (hash ^ hash >> 33) &* primes.1
    hash = (hash ^ hash >> 29) &* primes.2
    return hash ^ hash >> 32
  }

  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    (lane &+ word &* primes.1).rotated(31) &* primes.0
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}

extension UInt64 {
  fileprivate func rotated(_ bits: UInt64) -> UInt64 { self << bits | self >> (64 - bits) }
}
