import TapeoutHistory
import TapeoutModel
import TapeoutParser
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@testable import TapeoutRules

@Suite("Rules that look at earlier plans")
struct HistoryRuleTests {
  /// A milestone `x` today, and what its file said on earlier days.
  private func fixture(_ now: String, _ earlier: KeyValuePairs<String, String>) async -> RuleFixture {
    var history = PlanHistory()
    for (day, text) in earlier {
      let plan = await RuleFixture(["x": text]).plan
      let day = (try? PlanDate(parsing: day))?.last ?? Day(number: 0)
      history.snapshots.append(PlanSnapshot(plan, Schedule(plan, statusDate: day)))
    }
    var fixture = await RuleFixture(["x": now])
    fixture.history = history
    return fixture
  }

  @Test(
    "A baseline is rewritten if an earlier plan had another and nobody says why",
    arguments: [
      ("baseline: 2026-03-02", [("2026-01-02", "baseline: 2026-03-02")], 0),
      ("baseline: 2026-04-06", [("2026-01-02", "baseline: 2026-03-02")], 1),
      ("baseline: 2026-04-06\nreason: Steering", [("2026-01-02", "baseline: 2026-03-02")], 0),
      // The reason is older than the change.
      ("baseline: 2026-04-06\nreason: IP", [("2026-01-02", "baseline: 2026-03-02\nreason: IP")], 1),
      ("owner: A", [("2026-01-02", "baseline: 2026-03-02")], 1),
      ("baseline: TBD", [("2026-01-02", "baseline: 2026-03-02")], 1),
      ("baseline: 2026-02-30", [("2026-01-02", "baseline: 2026-03-02")], 0),
      ("baseline: 2026-04-06\nreason: [a, b]", [("2026-01-02", "baseline: 2026-03-02")], 0),
      // A first plan of record replaces none.
      ("baseline: 2026-04-06", [("2026-01-02", "owner: A")], 0),
      ("baseline: 2026-04-06", [("2026-01-02", "baseline: TBD")], 0),
      // What happened is judged by what it was promised as.
      ("baseline: 2026-04-06\nactual: 2026-01-10", [("2026-01-02", "baseline: 2026-03-02")], 0),
      // Taken back.
      (
        "baseline: 2026-03-02",
        [("2025-12-05", "baseline: 2026-03-02"), ("2026-01-02", "baseline: 2026-03-02")], 0
      ),
      (
        "baseline: 2026-04-06",
        [("2025-12-05", "baseline: 2026-03-02"), ("2026-01-02", "baseline: 2026-04-06")], 1
      ),
    ])
  func baseline(_ now: String, _ earlier: [(String, String)], _ count: Int) async {
    var history = PlanHistory()
    for (day, text) in earlier {
      let one = await fixture(now, [day: text])
      history.snapshots += one.history.snapshots
    }
    var all = await RuleFixture(["x": now])
    all.history = history
    #expect(all.headlines(by: BaselineRewritten()).count == count)
  }

  @Test("The finding names both baselines and the last day of the old one")
  func baselineWords() async {
    let rewritten = await fixture("baseline: 2026-04-06", ["2026-01-02": "baseline: 2026-03-02"])
    #expect(
      rewritten.headlines(by: BaselineRewritten()) == [
        "The baseline of x was changed from 2026-03-02 to 2026-04-06 after 2026-01-02, and nobody says why"
      ])
    let gone = await fixture("owner: A", ["2026-01-02": "baseline: 2026-03-02"])
    #expect(
      gone.headlines(by: BaselineRewritten()) == [
        "The baseline of x 2026-03-02 was taken out after 2026-01-02, and nobody says why"
      ])
  }

  @Test("A slip is announced late if the new date was written after the old one had passed")
  func late() async {
    let now = "forecast: 2026-03-02"
    let late = await fixture(now, ["2025-12-01": "forecast: 2026-01-05", "2026-01-08": "forecast: 2026-01-05"])
    #expect(
      late.headlines(by: SlipAnnouncedLate()) == [
        "The date 2026-03-02 of x was first written down between 2026-01-09 and 2026-01-15, at least 4 days after "
          + "the old date 2026-01-05 had passed"
      ])
    // The days on which Git saw the file change tell more; without them it may have been in time.
    var told = await fixture(now, ["2025-12-01": "forecast: 2026-01-05"])
    #expect(told.headlines(by: SlipAnnouncedLate()).isEmpty)
    told.history.changeDays[MilestoneID(chip: "custom-1", milestone: "x")] = [Day(unchecked: 2026, 1, 15)]
    #expect(
      told.headlines(by: SlipAnnouncedLate()) == [
        "The date 2026-03-02 of x was first written down on 2026-01-15, 10 days after the old date 2026-01-05 had passed"
      ])
    told.history.changeDays[MilestoneID(chip: "custom-1", milestone: "x")] = [Day(unchecked: 2026, 1, 5)]
    #expect(told.headlines(by: SlipAnnouncedLate()).isEmpty)
    // On the last day it was not late, and a pull-in never is.
    #expect(await fixture(now, ["2025-12-01": "forecast: 2026-01-15"]).headlines(by: SlipAnnouncedLate()).isEmpty)
    #expect(await fixture(now, ["2025-12-01": "forecast: 2026-04-15"]).headlines(by: SlipAnnouncedLate()).isEmpty)
    // Overdue in between is not an announcement.
    let between = await fixture(now, ["2025-12-01": "forecast: 2025-12-10", "2025-12-20": "forecast: 2025-12-10"])
    #expect(between.headlines(by: SlipAnnouncedLate()).count == 1)
    // Once a slip was told in time, the older one is history.
    let mended = await fixture(
      now, ["2025-12-01": "forecast: 2025-11-03", "2025-12-10": "forecast: 2026-02-02"])
    #expect(mended.headlines(by: SlipAnnouncedLate()).isEmpty)
    let withdrawn = await fixture("forecast: TBD\nhistory: {2026-01-02: 2026-01-04, 2026-01-10: TBD}", [:])
    #expect(
      withdrawn.headlines(by: SlipAnnouncedLate()) == [
        "The TBD of x was first written down on 2026-01-10, 6 days after the old date 2026-01-04 had passed"
      ])
  }

  @Test("A forecast is stale if its file was not changed for too long once its turn has come; a change is a touch")
  func stale() async {
    func count(_ text: String, _ changed: String?) async -> Int {
      var fixture = await RuleFixture(["x": text, "y": "forecast: 2026-05-04"])
      let id = MilestoneID(chip: "custom-1", milestone: "x")
      if let day = changed.flatMap({ try? PlanDate(parsing: $0) }) { fixture.history.lastChanged[id] = day.last }
      return fixture.headlines(by: StaleForecast()).count
    }
    #expect(await count("forecast: 2026-03-02", nil) == 0)
    #expect(await count("forecast: 2026-03-02", "2025-12-17") == 1)
    #expect(await count("forecast: 2026-03-02", "2025-12-18") == 0)
    // Its turn comes when y is done.
    #expect(await count("forecast: 2026-09-02\nafter: {y: 1w}", "2025-06-01") == 0)
    #expect(await count("forecast: 2026-03-02\nhistory: {2025-06-01: 2026-03-02}", nil) == 1)
    #expect(await count("forecast: 2026-03-02\nhistory: {2025-06-01: 2026-03-02}", "2026-01-10") == 0)
    #expect(await count("forecast: 2026-03-02\nhistory: {2026-01-10: 2026-03-02}", "2025-06-01") == 0)
    #expect(await count("actual: 2026-01-02\nforecast: 2026-03-02", "2025-06-01") == 0)
  }

  @Test("A criterion is reopened if any earlier plan had it as met, edited slightly or not")
  func reopened() async {
    func body(_ criteria: String) -> String {
      "---\ntitle: x\nkind: review\nforecast: 2026-03-02\n---\n\n## Exit criteria\n\n\(criteria)\n"
    }
    func headlines(_ now: String, _ earlier: KeyValuePairs<String, String>) async -> [String] {
      await fixture(now, earlier).headlines(by: ReopenedCriterion())
    }
    let met = body("- [x] Hold clean\n- [x] Setup clean")
    #expect(await headlines(met, ["2026-01-02": met]) == [])
    #expect(
      await headlines(body("- [!] Hold clean\n- [ ] Setup clean"), ["2026-01-02": met]) == [
        "The criterion “Hold clean” of x was met on 2026-01-02 and fails now",
        "The criterion “Setup clean” of x was met on 2026-01-02 and is open now",
      ])
    // Open for a while already.
    #expect(
      await headlines(
        body("- [ ] Hold clean."), ["2025-12-01": met, "2026-01-02": body("- [ ] Hold clean")]
      ) == ["The criterion “Hold clean.” of x was met on 2025-12-01 and is open now"])
    #expect(await headlines(body("- [ ] Power clean"), ["2026-01-02": met]) == [])
    #expect(
      await headlines(body("- [-] Hold clean (waived by A until 2027: B)"), ["2026-01-02": met]) == [])
  }

  @Test("Unknown history is said at the program's title, with the day from which it is known")
  func unavailable() async {
    var fixture = await RuleFixture([:])
    #expect(fixture.headlines(by: HistoryUnavailable()) == [])
    fixture.history.gap = PlanHistory.Gap(reason: "the clone is shallow", knownFrom: Day(unchecked: 2025, 12, 1))
    #expect(
      fixture.headlines(by: HistoryUnavailable()) == ["History before 2025-12-01 is unknown: the clone is shallow"])
    #expect(fixture.found(by: HistoryUnavailable()).map(fixture.text) == ["Program"])
  }
}
