import TapeoutModel
import TapeoutSchedule
import Testing

@Suite("Forecasts to the last bit")
struct ForecastPinTests {
  // What the first version, plain loops over single samples, made of these plans, given the same random bits.
  static let pins: [(seed: Int, samples: Int, digest: UInt64)] = [
    (0, 10000, 0x18067C2461C25EC8),
    (1, 10000, 0x9DAD20199F562C21),
    (2, 10000, 0x87FEEE73014761FF),
    (3, 777, 0xBEDAC8E7C92163B3),
    (4, 256, 0x8699930432B5225B),
    (5, 4096, 0x79B70F7EA7BF1A58),
    (6, 1, 0xAB5E77AD9088508D),
    (7, 2049, 0xBC0286A22D155189),
  ]

  @Test("Faster draws give what plain ones gave, in whole and in broken blocks", arguments: pins)
  func pinned(_ pin: (seed: Int, samples: Int, digest: UInt64)) async {
    let digest = await ForecastDigest.of(seed: pin.seed, samples: pin.samples)
    #expect(digest == pin.digest, "\(pin.seed), \(pin.samples): 0x\(String(digest, radix: 16))")
  }
}
