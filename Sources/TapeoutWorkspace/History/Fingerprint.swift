/// What a file holds, as one number: FNV-1a over its bytes without CR, which Git may add and take away.
///
/// It tells versions of one file apart, not friend from foe.
/// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm" (RFC 9923).
struct Fingerprint: Hashable, Sendable {
  let value: UInt64

  init(value: UInt64) { self.value = value }

  init(_ bytes: [UInt8]) {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes where byte != 0x0D { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    self.value = value
  }

  /// Over all of the bytes.
  init(exactly bytes: some Sequence<UInt8>) {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    self.value = value
  }
}
