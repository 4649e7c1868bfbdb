import TapeoutModel
import Testing

@testable import TapeoutRules

@Suite("Rules about risks")
struct RiskRuleTests {
  private func fixture(_ fields: String) async -> RuleFixture {
    await RuleFixture([
      "chips/custom-1/risks/respin.md": "---\ntitle: Respin\nowner: A\n\(fields)\n---\n",
      "tape-out": "forecast: 2026-05-01", "done": "actual: 2025-05-01", "gone": "status: dropped",
    ])
  }

  @Test(
    "An open risk is reviewed by its day",
    arguments: [
      ("probability: 5%\nreview_by: 2026-01-14", 1), ("probability: 5%\nreview_by: 2026-01-15", 0),
      ("probability: 5%\nreview_by: 2026-01", 0), ("probability: 5%\nreview_by: 2025-Q4", 1),
      ("probability: 5%\nreview_by: 2025-01-01\nstatus: closed", 0),
      ("probability: 5%\nreview_by: 2025-01-01\nstatus: mitigated", 0),
      ("probability: 5%\nreview_by: 2025-01-01\nstatus: colsed", 0), ("probability: 5%", 0),
    ])
  func review(fields: String, count: Int) async {
    #expect(await fixture(fields).found(by: RiskReviewOverdue()).count == count)
  }

  @Test(
    "An open risk delays something",
    arguments: [
      ("probability: 5%", 1), ("probability: 5%\ndelays: {}", 1), ("probability: 5%\ndelays: {tape-out: 2w}", 0),
      ("probability: 5%\ndelays: 2w", 0), ("probability: 5%\nstatus: closed", 0),
    ])
  func delay(fields: String, count: Int) async {
    #expect(await fixture(fields).found(by: RiskWithoutDelay()).count == count)
  }

  @Test("A risk whose front matter cannot be read is not judged", arguments: ["---\n- a\n---\n", "No front matter\n"])
  func damaged(text: String) async {
    let fixture = await RuleFixture(["chips/custom-1/risks/respin.md": text])
    #expect(fixture.plan.risks.count == 1)
    #expect(fixture.found(by: RiskWithoutDelay()).isEmpty)
    #expect(fixture.found(by: MissingOwner()).isEmpty)
  }

  @Test(
    "A risk has a chance between never and always",
    arguments: [
      ("probability: 0%", 1), ("probability: 100%", 1), ("probability: 1%", 0), ("probability: 99.5%", 0),
      ("probability: 100%\nstatus: occurred", 0), ("probability: high", 0), ("status: open", 0),
    ])
  func certain(fields: String, count: Int) async {
    #expect(await fixture(fields).found(by: CertainRisk()).count == count)
  }

  @Test(
    "A risk whose milestones have all happened is outlived",
    arguments: [
      ("delays: {done: 1w}", 1), ("delays: {done: 1w, gone: 1w}", 1), ("delays: {done: 1w, tape-out: 1w}", 0),
      ("delays: {done: 1w, nowhere: 1w}", 0), ("delays: {done: 1w}\nstatus: closed", 0), ("tags: [a]", 0),
    ])
  func outlived(fields: String, count: Int) async {
    #expect(await fixture("probability: 5%\n" + fields).found(by: OutlivedRisk()).count == count)
  }
}
