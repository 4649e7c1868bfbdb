import TapeoutHistory
import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("What pages ask about changes between reports")
struct ComparisonTests {
  private func model() async -> SiteModel {
    var builder = PlanBuilder()
    builder.add("m", forecast: "2026-09-01")
    var fixture = TrendFixture(builder, on: "2026-06-12")
    fixture.report("2026-04-17", "2026-05-15", "2026-06-12")
    return await fixture.model()
  }

  @Test("Every report finds its own comparison, and the first has none")
  func own() async {
    let model = await model()
    #expect(model.comparison(ofReport: 0)?.day == nil)
    #expect(model.comparison(ofReport: 2)?.day.description == "2026-06-12")
    #expect(model.comparison(ofReport: 1)?.since?.description == "2026-04-17")
    #expect(model.comparison(ofReport: 3)?.day == nil)
  }

  // Each of n report pages asks for the list: making it anew each time made a build quadratic in the reports.
  @Test("The list of comparisons is made once, however often it is asked for")
  func once() async {
    let model = await model()
    let first = model.comparisons.withUnsafeBufferPointer { $0.baseAddress }
    #expect(!model.comparisons.isEmpty)
    #expect(model.comparisons.withUnsafeBufferPointer { $0.baseAddress } == first)
  }
}
