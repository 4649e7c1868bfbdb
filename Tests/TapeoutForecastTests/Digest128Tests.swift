import Testing

@testable import TapeoutForecast

@Suite("Digests of 128 bits")
struct Digest128Tests {
  // mmh3.hash64 (mmh3 for Python) over the same numbers, little-endian: multiples of the golden ratio.
  @Test(
    "They are those of MurmurHash3",
    arguments: [
      (0, 0, 0), (1, 0xCA26_E3A8_5D77_F9AB, 0xBBBD_94D4_E4F1_622F), (2, 0x3AB8_3AA1_3D83_E326, 0xFE4E_901D_E1DD_358D),
      (3, 0xB13D_8050_2829_306F, 0xBC19_F323_9B37_504B), (8, 0x39A9_70DB_28E7_5C1D, 0xA999_2273_9862_5598),
    ] as [(UInt64, UInt64, UInt64)])
  func vectors(_ count: UInt64, _ first: UInt64, _ second: UInt64) {
    var builder = Digest128.Builder()
    for index in 0..<count { builder.add(0x9E37_79B9_7F4A_7C15 &* (index + 1)) }
    #expect(builder.digest == Digest128(first: first, second: second))
  }
}
