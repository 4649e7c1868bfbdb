import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Downloads for office programs")
struct OfficeDownloadsTests {
  @Test("A site of up to two thousand milestones has them, a larger one does not", arguments: [0, 1, 2_000, 2_001])
  func limit(_ count: Int) {
    var builder = PlanBuilder()
    for number in 0..<count { builder.add("c/m\(number)") }
    #expect(OfficeDownloads.belong(to: builder.plan()) == (count <= 2_000))
  }
}
