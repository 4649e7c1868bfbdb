import TapeoutModel
import TapeoutSchedule
import Testing

@Suite("Forecasts to the last bit")
struct ForecastPinTests {
  // What the first version, plain loops over single samples, made of these plans, given the same random bits.
  static let pins: [(seed: Int, samples: Int, digest: UInt64)] = [
    (0, 10000, 0xAA9CC9335B4EF600),
    (1, 10000, 0xC31EA4231F7ECE0),
    (2, 10000, 0x2B47048EB72118D7),
    (3, 777, 0x4BB88A3B0F7A922),
    (4, 256, 0x59C8BD495611BC63),
    (5, 4096, 0x87736EE5391FDE6),
    (6, 1, 0x3C364D448CF28DAD),
    (7, 2049, 0x81AE8B1369D382F8),
  ]

  @Test("Faster draws give what plain ones gave, in whole and in broken blocks", arguments: pins)
  func pinned(_ pin: (seed: Int, samples: Int, digest: UInt64)) async {
    let digest = await ForecastDigest.of(seed: pin.seed, samples: pin.samples)
    #expect(digest == pin.digest, "\(pin.seed), \(pin.samples): 0x\(String(digest, radix: 16))")
  }
}
