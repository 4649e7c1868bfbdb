import TapeoutModel
import TapeoutParser
import TapeoutTestSupport
import Testing

@testable import TapeoutRules

/// Days and counts on which a rule could find something or not.
@Suite("Edges of rules")
struct RuleEdgeTests {
  @Test("Float is high from the 62nd day on", arguments: [("2026-06-20", 0), ("2026-06-19", 1)])
  func highFloat(_ forecast: String, _ count: Int) async {
    // 44 working days are 61.6 days. The launch waits for 2026-08-20.
    let fixture = await RuleFixture([
      "launch": "after: {production-release: 1w, software: 1w}", "production-release": "forecast: 2026-08-20",
      "software": "forecast: \(forecast)",
    ])
    #expect(fixture.found(by: HighFloat()).count == count)
  }

  @Test(
    "Of a chain the float to the next milestone decides, not that to the launch",
    arguments: [("2026-06-03", 0), ("2026-06-02", 1)])
  func highFreeFloat(_ forecast: String, _ count: Int) async {
    // The review could move by ten days, and its software by 61 or 62 before the review does.
    let fixture = await RuleFixture([
      "launch": "after: {production-release: 1w, review: 1w}", "production-release": "forecast: 2026-08-20",
      "review": "forecast: 2026-08-10\nafter: {software: 1w}", "software": "forecast: \(forecast)",
    ])
    #expect(fixture.found(by: HighFloat()).count == count)
  }

  @Test("A month is near from the 42nd day before it on", arguments: [("2026-01-18", 1), ("2026-01-17", 0)])
  func vagueDate(_ statusDate: String, _ count: Int) async {
    let fixture = await RuleFixture([
      "tape-out": "forecast: 2026-03", "program.md": "---\ntitle: P\nlaunch: 2026\nstatus_date: \(statusDate)\n---\n",
    ])
    #expect(fixture.found(by: VagueDateNear()).count == count)
  }

  @Test(
    "Where launch and chip have a need_by, the stricter one is told, and of two equal ones the launch's",
    arguments: [
      ("2026-04-10", "2026-04-10", ["launch is"]),
      ("2026-04-11", "2026-04-10", ["launch is", "The launch of Chip is"]),
      ("2026-04-09", "2026-04-10", ["launch is"]),
    ])
  func needBy(_ launch: String, _ chip: String, _ subjects: [String]) async {
    let fixture = await RuleFixture([
      "launch": "forecast: 2026-05-01\nneed_by: \(launch)",
      "chips/custom-1/chip.md": "---\ntitle: Chip\nkind: custom\nneed_by: \(chip)\n---\n",
    ])
    let headlines = fixture.headlines(by: NeedByMissed())
    #expect(
      headlines.count == subjects.count
        && subjects.allSatisfy { subject in
          headlines.contains { $0.utf8.starts(with: "\(subject) needed".utf8) }
        })
  }

  @Test(
    "What happened on the status date was not 0 days ago",
    arguments: [
      ("2026-01-15", "was done on 2026-01-15 but"), ("2026-01-14", "was done on 2026-01-14, 1 day ago, but"),
    ])
  func today(_ actual: String, _ part: String) async throws {
    let fixture = await RuleFixture(["tape-out": "actual: \(actual)"])
    let headline = try #require(fixture.headlines(by: UnacceptedHandoff()).first)
    #expect(headline.contains(part), "\(headline)")
  }

  @Test("The same finding twice is one, and two that differ in a word are two")
  func twice() async {
    let fixture = await RuleFixture(["tape-out": "actual: 2026-02-01"])
    let context = RuleContext(plan: fixture.plan, schedule: fixture.schedule, sources: fixture.result.sources)
    let found = fixture.found(by: ActualInFuture())
    #expect(found.count == 1)
    let other = found.map { Finding($0.rule, at: $0.range, "Something else", advice: $0.advice ?? "") }
    let linted = await Linter.lint(context, and: other + found + other + found)
    #expect(linted.filter { $0.rule == "actual-in-future" }.count == 2)
    #expect(Set(linted).count == linted.count)
  }

  @Test("Members of a ring are not called orphans as well, nor what only leads into it")
  func ring() async {
    let fixture = await RuleFixture([
      "launch": "after: {needed: 1w}", "needed": "", "a": "after: {b: 1w, into: 1w}", "b": "after: {a: 1w}", "into": "",
      "alone": "",
    ])
    #expect(fixture.found(by: DependencyCycle()).count == 1)
    let orphans = fixture.headlines(by: OrphanMilestone())
    #expect(!orphans.contains { $0.contains("for a,") || $0.contains("for b,") }, "\(orphans)")
    #expect(orphans.contains { $0.contains("for alone,") })
  }

  // MARK: Where, and in which words

  @Test("A finding about a chip, a program or a date points at what says it")
  func places() async throws {
    let chip = await RuleFixture(["tape-out": "forecast: 2026-05-01"])
    let noLaunch = try #require(chip.found(by: NoLaunch()).first)
    #expect(chip.text(noLaunch) == "Chip")
    let program = await RuleFixture(["program.md": "---\ntitle: Our program\nstatus_date: 2026-01-15\n---\n"])
    let unset = try #require(program.found(by: LaunchWindowUnset()).first)
    #expect(program.text(unset) == "Our program")
  }

  @Test("Of two lengths of a duration that are as long the first written stays first")
  func equalLengths() async throws {
    let fixture = await RuleFixture([
      "tape-out": "forecast: 2026-04-02\nafter: {kickoff: 2w..7d..1w}", "kickoff": "actual: 2025-01-01",
    ])
    let fix = try #require(fixture.found(by: DurationDisordered()).first?.fixes.first)
    #expect(fix.title == "write 7d..1w..2w")
  }

  @Test("The chance that a late launch is told with is a share of a hundred")
  func chance() async throws {
    var fixture = await RuleFixture([
      "launch": "forecast: 2027-01-01", "program.md": "---\ntitle: P\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n",
    ])
    fixture.chances = [0: 0.5]
    let finding = try #require(fixture.found(by: OutsideLaunchWindow()).first)
    #expect(finding.notes.contains { $0.text.contains("50 %") }, "\(finding.notes.map(\.text))")
  }
}
