import TapeoutFuzzing
import Testing

@Suite("What the fuzzers start from, and what they found")
struct SeedTests {
  @Test("Every target has seeds, and its laws hold for them", arguments: FuzzTarget.allCases)
  func seeds(_ target: FuzzTarget) async throws {
    let seeds = try target.seeds()
    #expect(seeds.count >= 5)
    for seed in seeds {
      await #expect(throws: Never.self, "\(target): \(String(decoding: seed.prefix(200), as: UTF8.self))") {
        try await target.run(seed)
      }
    }
  }

  @Test("Every beginning of a small seed is answered, too", arguments: [FuzzTarget.dates, .durations, .waivers])
  func beginnings(_ target: FuzzTarget) async throws {
    for seed in try target.seeds().prefix(100) {
      for end in 0...min(seed.count, 60) { try await target.run(Array(seed[..<end])) }
    }
  }
}
