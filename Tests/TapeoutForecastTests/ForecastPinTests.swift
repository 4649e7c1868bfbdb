import TapeoutModel
import TapeoutSchedule
import Testing

@Suite("Forecasts to the last bit")
struct ForecastPinTests {
  // What the program made of these plans while the plain forecast of the tests agreed with it.
  static let pins: [(seed: Int, samples: Int, digest: UInt64)] = [
    (0, 10000, 0xE60F63A18620C657),
    (1, 10000, 0x2595083A17A6B7B4),
    (2, 10000, 0x7548D236A7C495E4),
    (3, 777, 0x21E6233E477F3875),
    (4, 256, 0xD463B639A579F140),
    (5, 4096, 0x2D7FB1D2A42C4609),
    (6, 1, 0xAB5E77AD9088508D),
    (7, 2049, 0xF7A673A34EC4F0F9),
  ]

  @Test("Faster draws give what plain ones gave, in whole and in broken blocks", arguments: pins)
  func pinned(_ pin: (seed: Int, samples: Int, digest: UInt64)) async {
    let digest = await ForecastDigest.of(seed: pin.seed, samples: pin.samples)
    #expect(digest == pin.digest, "\(pin.seed), \(pin.samples): 0x\(String(digest, radix: 16))")
  }
}
