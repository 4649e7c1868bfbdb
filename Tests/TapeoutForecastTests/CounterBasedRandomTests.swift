import Testing

@testable import TapeoutForecast

@Suite("Random numbers of draws")
struct CounterBasedRandomTests {
  @Test("Successive pairs are what SplitMix64 gives from the seed 0")
  func reference() {
    // From its authors' program.
    let published: [UInt64] = [
      0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F, 0xF88B_B8A8_724C_81EC,
    ]
    for (place, number) in published.enumerated() {
      let pair = CounterBasedRandom.pair(0, place + 1)
      #expect(UInt64(pair.odd) << 32 | UInt64(pair.even) == number)
    }
  }

  @Test("A sample has its half of its pair's bits")
  func halves() {
    for sample in 0..<1000 {
      let pair = CounterBasedRandom.pair(7, sample / 2)
      #expect(CounterBasedRandom.bits(7, sample) == (sample % 2 == 0 ? pair.even : pair.odd))
    }
  }

  @Test("The halves of pairs have nothing to do with each other, nor with the pair before")
  func independence() {
    let count = 100_000
    var sums = (mean: 0.0, halves: 0.0, neighbours: 0.0)
    var before = 0.0
    for number in 0..<count {
      let pair = CounterBasedRandom.pair(0x1234_5678_9ABC_DEF0, number)
      let (even, odd) = (CounterBasedRandom.unit(pair.even) - 0.5, CounterBasedRandom.unit(pair.odd) - 0.5)
      sums.mean += even + odd
      sums.halves += even * odd
      sums.neighbours += even * before
      before = odd
    }
    // Standard deviations: √(1/12) for a number, 1/12 for a product of two.
    let root = Double(count).squareRoot()
    #expect(abs(sums.mean) < 4 * (2.0 / 12).squareRoot() * root)
    #expect(abs(sums.halves) < 4 / 12 * root)
    #expect(abs(sums.neighbours) < 4 / 12 * root)
  }
}
