import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("The order in which milestones are read")
struct ReadingOrderTests {
  private func order(_ files: [String: String]) async -> [String] {
    let fixture = await RuleFixture(files.mapValues { "---\ntitle: T\n\($0)\n---\n" })
    let plan = fixture.plan
    return fixture.schedule.readingOrder(of: plan.chips[0].milestones, in: plan).map {
      plan.milestones[$0].id.milestone
    }
  }

  @Test("Dependencies come first, then dates, then phases, then ids")
  func order() async {
    #expect(
      await order([
        "z-first": "kind: launch\nforecast: 2026-02-01", "a-last": "kind: kickoff\nafter: {z-first: 0d}",
        "b-early": "kind: launch\nforecast: 2026-01-20", "c-mask": "kind: mask-release\nforecast: 2026-03-01",
        "d-kickoff": "kind: kickoff\nforecast: 2026-03-01", "b-kickoff": "kind: kickoff\nforecast: 2026-03-01",
      ]) == ["b-early", "z-first", "a-last", "b-kickoff", "d-kickoff", "c-mask"])
  }

  @Test("A date that contradicts a dependency does not turn it round")
  func contradiction() async {
    #expect(
      await order([
        "a": "kind: review\nforecast: 2026-03-01\nafter: {b: 1w}", "b": "kind: review\nforecast: 2026-05-01",
        "c": "kind: review\nactual: 2025-12-01\nafter: {b: 1w}",
      ]) == ["b", "c", "a"])
  }

  @Test("What nobody has dated comes last, and a cycle leaves nobody out")
  func undated() async {
    #expect(
      await order([
        "a": "kind: review", "b": "kind: review\nafter: {c: 1w}", "c": "kind: review\nafter: {b: 1w}",
        "d": "kind: review\nforecast: 2026-05-01",
      ]).count == 4)
    #expect(await order(["a": "kind: review", "d": "kind: review\nforecast: 2026-05-01"]).last == "a")
  }

  @Test("What is waited for comes by its date, wherever it is written, though what waits for it is dated earlier")
  func waitedForByDate() async {
    #expect(
      await order([
        "done": "kind: launch\nactual: 2025-12-01\nafter: {late: 1w, soon: 1w, first: 1w}",
        "first": "kind: review\nforecast: 2026-02-01", "late": "kind: kickoff\nforecast: 2026-04-01",
        "soon": "kind: review\nforecast: 2026-03-01\nafter: {late: 1w}",
      ]) == ["first", "late", "soon", "done"])
  }
}
