import TapeoutTestSupport
import Testing

@Suite("Slipping never pays")
struct SlippingLawTests {
  private static let plans = Effort.rounds(60)
  private static let editsPerPlan = 5
  private static let samples = 512

  @Test("No edit that can only make a plan worse makes anything look better")
  func law() async {
    var (edits, exempted) = (0, 0)
    var failures = 0
    for seed in 0..<SlippingLawTests.plans {
      var random = TestRandom(seed: UInt64(seed) &+ 1_000_003)
      let recipe = PlanRecipe(seed: UInt64(seed))
      var tried = 0
      for _ in 0..<(4 * SlippingLawTests.editsPerPlan) where tried < SlippingLawTests.editsPerPlan {
        let trial = SlippingTrial(recipe: recipe, edit: .random(recipe, &random))
        guard let result = await trial.run(samples: SlippingLawTests.samples) else { continue }
        tried += 1
        if !result.exemptions.isEmpty { exempted += 1 }
        guard !result.improvements.isEmpty, failures < 5 else { continue }
        failures += 1
        let smallest = await trial.shrunk(samples: SlippingLawTests.samples)
        let what = await smallest.run(samples: SlippingLawTests.samples)?.improvements ?? []
        Issue.record("seed \(seed), \(smallest.edit): \(what.joined(separator: "; "))\n\(smallest.recipe)")
      }
      edits += tried
    }
    #expect(edits >= SlippingLawTests.plans * 4, "\(edits) edits of \(SlippingLawTests.plans) plans")
    #expect(exempted * 8 <= edits, "\(exempted) of \(edits) edits lift a truncation or date what was overdue")
  }
}
