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

  /// Over all of the bytes, eight at a time: a checksum of large files. Each step can be undone, so bytes that differ
  /// in one place only never have the same.
  init(exactly bytes: ArraySlice<UInt8>) {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    bytes.withUnsafeBytes { buffer in
      var index = 0
      while index + 8 <= buffer.count {
        value = (value ^ buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x100_0000_01B3
        value ^= value >> 32
        index += 8
      }
      while index < buffer.count {
        value = (value ^ UInt64(buffer[index])) &* 0x100_0000_01B3
        index += 1
      }
    }
    self.value = value
  }
}
