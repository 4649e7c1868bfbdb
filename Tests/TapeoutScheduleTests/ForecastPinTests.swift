import TapeoutModel
import TapeoutSchedule
import Testing

@Suite("Forecasts to the last bit")
struct ForecastPinTests {
  // What the first version, plain loops over single samples, made of these plans.
  static let pins: [(seed: Int, samples: Int, digest: UInt64)] = [
    (0, 10000, 0x238C0E351E507FD),
    (1, 10000, 0x3435DD97406E9350),
    (2, 10000, 0xCE5B8857F9870816),
    (3, 777, 0xE0ED2E2864954F62),
    (4, 256, 0x765DBDC3AD41E1D4),
    (5, 4096, 0x9307534F73BF3D01),
    (6, 1, 0xAF9989F684FC7630),
    (7, 2049, 0x8E5BBEA9995B5509),
  ]

  @Test("Faster draws give what plain ones gave, in whole and in broken blocks", arguments: pins)
  func pinned(_ pin: (seed: Int, samples: Int, digest: UInt64)) async {
    let digest = await ForecastDigest.of(seed: pin.seed, samples: pin.samples)
    #expect(digest == pin.digest, "\(pin.seed), \(pin.samples): 0x\(String(digest, radix: 16))")
  }
}
