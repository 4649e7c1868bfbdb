import TapeoutModel
import TapeoutParser
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@testable import TapeoutRules

@Suite("Rules about dates")
struct DateRuleTests {
  // MARK: What has happened

  @Test(
    "An actual is in the future only if all of it is",
    arguments: [
      ("actual: 2026-01-16", 1), ("actual: 2026-01-15", 0), ("actual: 2026-01", 0), ("actual: 2026-W03", 0),
      ("actual: 2026-W04", 1), ("actual: 2026-Q2", 1), ("actual: 2026-01-12\naccepted: 2026-02-01", 1),
      ("actual: 2026-02-01\naccepted: 2026-02-02", 1),
    ])
  func actualInFuture(fields: String, count: Int) async {
    #expect(await RuleFixture(["tape-out": fields]).found(by: ActualInFuture()).count == count)
  }

  @Test(
    "Actuals are compared with the precision that is known",
    arguments: [("2025-04-02", 1), ("2025-04-03", 0), ("2025-04", 0), ("2025-03", 1), ("2025-Q2", 0)])
  func actualBeforeDependency(actual: String, count: Int) async {
    let fixture = await RuleFixture([
      "tape-out": "actual: \(actual)\nafter: {timing-signoff: 8w}", "timing-signoff": "actual: 2025-04-03",
    ])
    #expect(fixture.found(by: ActualBeforeDependency()).count == count)
  }

  @Test(
    "Done before a dependency counts only what is still to come",
    arguments: [
      ("forecast: 2026-05-01", 1), ("forecast: TBD", 1), ("actual: 2025-01-01", 0), ("status: dropped", 0),
      // What could not be read may be done.
      ("actual: 2025-02-30", 0), ("status: droped", 0), ("---\n- no\n- map\n---\n", 0),
    ])
  func doneBeforeDependency(fields: String, count: Int) async {
    let fixture = await RuleFixture(["tape-out": "actual: 2025-04-02\nafter: {signoff: 1w}", "signoff": fields])
    #expect(fixture.found(by: DoneBeforeDependency()).count == count)
  }

  // MARK: What is late

  @Test(
    "Overdue is what nothing dates later",
    arguments: [
      ("forecast: 2026-01-14", 1), ("forecast: 2026-01-15", 0), ("forecast: 2026-01", 0), ("forecast: 2025-Q4", 1),
      ("forecast: TBD", 0), ("forecast: TBD\nbaseline: 2025-01-01", 0), ("baseline: 2025-12-31", 1),
      ("baseline: 2025-12-31\nforecast: 2026-03-01", 0), ("baseline: 2025-12-31\nforecast: 2025-02-30", 0),
      ("forecast: 2026-01-14\nstatus: dropped", 0), ("forecast: 2026-01-14\nstatus: blocked", 1),
      ("forecast: 2026-01-14\nactual: 2026-01-14", 0), ("forecast: 2026-01-14\nnot_before: 2026-04-01", 0),
      ("forecast: 2026-01-14\nafter: {kickoff: 1w}", 0), ("baseline: 2025-12-31\nafter: {kickoff: 1w}", 0),
      ("forecast: 2026-01-14\nafter: {tbd: 1w}", 0),
    ])
  func overdue(fields: String, count: Int) async {
    let fixture = await RuleFixture(["tape-out": fields, "kickoff": "forecast: 2026-02-01", "tbd": "forecast: TBD"])
    #expect(fixture.found(by: Overdue()).count == count)
  }

  @Test("Overdue points at the date that has passed")
  func overduePlace() async throws {
    let fixture = await RuleFixture(["tape-out": "baseline: 2025-12-01\nforecast: 2026-01-08"])
    let finding = try #require(fixture.found(by: Overdue()).first)
    #expect(fixture.text(finding) == "2026-01-08")
    #expect(
      finding.headline
        == "tape-out was due on 2026-01-08, 7 days before the status date 2026-01-15, and has not happened")
  }

  @Test(
    "A forecast is stale if the newest line of its history made it too long ago",
    arguments: [
      ("forecast: 2026-05-01\nhistory: {2025-12-17: 2026-05-01}", 1),
      ("forecast: 2026-05-01\nhistory: {2025-12-18: 2026-05-01}", 0),
      ("forecast: 2026-05-08\nhistory: {2025-01-01: 2026-05-01}", 0),
      ("forecast: 2026-05-01\nhistory: {2026-01-10: 2026-05-01, 2025-01-01: 2026-05-01}", 0),
      ("forecast: TBD\nhistory: {2025-01-01: TBD}", 1), ("forecast: 2026-05-01", 0),
      ("forecast: 2026-01-05\nhistory: {2025-01-01: 2026-01-05}", 0),
      ("forecast: 2026-05-01\nstatus: dropped\nhistory: {2025-01-01: 2026-05-01}", 0),
    ])
  func stale(fields: String, count: Int) async {
    #expect(await RuleFixture(["tape-out": fields]).found(by: StaleForecast()).count == count)
  }

  // MARK: What does not fit together

  @Test(
    "A forecast is met by any day in it",
    arguments: [
      ("2026-04-01", 1), ("2026-04-02", 0), ("2026-W14", 0), ("2026-03", 1), ("2026-Q2", 0), ("2026", 0), ("TBD", 0),
    ])
  func forecastBeforeDependency(forecast: String, count: Int) async {
    let fixture = await RuleFixture([
      "tape-out": "forecast: \(forecast)\nafter: {timing-signoff: 1d..1w..4w}",
      "timing-signoff": "forecast: 2026-03-26",
    ])
    #expect(fixture.found(by: ForecastBeforeDependency()).count == count)
  }

  @Test("A forecast before its dependency shows the sum and mends the date")
  func forecastSum() async throws {
    let fixture = await RuleFixture([
      "tape-out": "forecast: 2026-03-20\nafter: {timing-signoff: 1d..1w..4w}", "timing-signoff": "forecast: 2026-03-26",
    ])
    let finding = try #require(fixture.found(by: ForecastBeforeDependency()).first)
    #expect(
      finding.headline == "tape-out is forecast for 2026-03-20, but timing-signoff 2026-03-26 + 1w = 2026-04-02")
    let fix = try #require(finding.fixes.first)
    let mended = fixture.result.applying(fix)
    #expect(
      await RuleFixture(["tape-out": mended, "timing-signoff": "forecast: 2026-03-26"])
        .found(by: ForecastBeforeDependency()).isEmpty)
  }

  @Test("A forecast before its slot is found, one of another chip is named in full, a dropped one holds nothing up")
  func forecastElsewhere() async {
    let fixture = await RuleFixture([
      "mask-release": "forecast: 2026-03-20\nnot_before: 2026-04-01",
      "tape-out": "forecast: 2026-03-20\nafter: {custom-2/report: 1w}",
      "launch": "forecast: 2026-03-20\nafter: {gone: 1w}", "gone": "forecast: 2026-03-26\nstatus: dropped",
      "chips/custom-2/chip.md": "---\ntitle: Chip 2\nkind: custom\n---\n",
      "chips/custom-2/milestones/report.md": "---\ntitle: R\nkind: review\nforecast: 2026-03-26\n---\n",
    ])
    #expect(
      fixture.headlines(by: ForecastBeforeDependency()) == [
        "mask-release is forecast for 2026-03-20, but cannot happen before 2026-04-01",
        "tape-out is forecast for 2026-03-20, but custom-2/report 2026-03-26 + 1w = 2026-04-02",
      ])
  }

  @Test("One cause makes one finding: a passed forecast behind a later or an undated one is not overdue as well")
  func oneCause() async {
    let fixture = await RuleFixture([
      "tape-out": "forecast: 2026-01-08\nafter: {timing-signoff: 1w}", "timing-signoff": "forecast: 2026-02-05",
      "delivery": "forecast: 2026-01-08\nafter: {import-approval: 1w}", "import-approval": "forecast: TBD",
    ])
    #expect(fixture.found(by: Overdue()).isEmpty)
    #expect(fixture.found(by: ForecastBeforeDependency()).count == 1)
    #expect(
      fixture.headlines(by: ForecastBehindUndated()) == [
        "import-approval has no date, but delivery behind it states 2026-01-08"
      ])
    #expect(fixture.found(by: DanglingStart()).isEmpty)
  }

  @Test(
    "Baselines are judged while the milestone is still to come",
    arguments: [
      ("baseline: 2026-04-01", 1), ("baseline: 2026-04-02", 0), ("baseline: 2026-Q2", 0), ("baseline: TBD", 0),
      ("baseline: 2026-04-01\nactual: 2026-01-10", 0), ("baseline: 2026-04-01\nstatus: dropped", 0),
    ])
  func baselineBeforeDependency(fields: String, count: Int) async {
    let fixture = await RuleFixture([
      "tape-out": "\(fields)\nafter: {timing-signoff: 1w, spec-freeze: 1w}", "timing-signoff": "baseline: 2026-03-26",
      "spec-freeze": "baseline: 2026-01-20",
    ])
    #expect(fixture.found(by: BaselineBeforeDependency()).count == count)
  }

  // MARK: Deadlines

  @Test("A missed need_by is told once a chain, with its float")
  func needBy() async {
    let fixture = await RuleFixture([
      "tape-out": "forecast: 2026-04-02", "customer-samples": "after: {tape-out: 4w}\nneed_by: 2026-04",
      "launch": "after: {customer-samples: 1w}\nneed_by: 2026-Q2", "kickoff": "actual: 2025-02-01\nneed_by: 2025-01-01",
      "chips/custom-1/chip.md": "---\ntitle: Chip\nkind: custom\nneed_by: 2026-05-01\n---\n",
    ])
    #expect(
      fixture.headlines(by: NeedByMissed()) == [
        "The launch of Chip is needed by 2026-05-01, but expected on 2026-05-07: a total float of −6 days"
      ])
    let samples = await RuleFixture([
      "tape-out": "forecast: 2026-04-03", "customer-samples": "after: {tape-out: 4w}\nneed_by: 2026-04",
    ])
    #expect(
      samples.headlines(by: NeedByMissed()) == [
        "customer-samples is needed by 2026-04, but expected on 2026-05-01: a total float of −1 day"
      ])
    #expect(samples.found(by: NeedByMissed()).first?.notes.map(\.text) == ["tape-out decides its date"])
  }

  @Test(
    "The launch window holds its first and last day",
    arguments: [
      ("forecast: 2026-12-31", 0), ("forecast: 2027-01-01", 1), ("forecast: 2026", 0), ("forecast: TBD", 0),
      ("forecast: 2027-01-01\nstatus: dropped", 0), ("actual: 2025-12-01", 0), ("forecast: 2026-02-01", 1),
    ])
  func window(fields: String, count: Int) async {
    var fixture = await RuleFixture([
      "launch": fields, "program.md": "---\ntitle: P\nlaunch: 2026-03..2026\nstatus_date: 2026-01-15\n---\n",
    ])
    fixture.chances = [0: 0.004]
    let found = fixture.found(by: OutsideLaunchWindow())
    #expect(found.count == count)
    if let note = found.first?.notes.first {
      #expect(note.text == "the chance of a launch inside the window is <1 %")
    }
  }

  // MARK: What is missing

  @Test(
    "A baseline is missing where none was written",
    arguments: [
      ("forecast: 2026-05-01", 1), ("baseline: TBD", 0), ("baseline: 2026-13", 0), ("actual: 2025-01-01", 0),
      ("status: dropped", 0), ("---\n- a\n- b\n---\n", 0),
    ])
  func noBaseline(fields: String, count: Int) async {
    #expect(await RuleFixture(["tape-out": fields]).found(by: NoBaseline()).count == count)
  }

  @Test(
    "A slip needs a reason from the threshold on",
    arguments: [
      ("baseline: 2026-04-02\nforecast: 2026-04-10", 1), ("baseline: 2026-04-02\nforecast: 2026-04-09", 0),
      ("baseline: 2026-04-02\nforecast: 2026-04", 0), ("baseline: 2026-Q1\nforecast: 2026-Q2", 1),
      ("baseline: 2026-04-02\nforecast: 2026-05-01\nreason: IP late", 0),
      ("baseline: 2025-04-02\nactual: 2025-05-01", 1), ("baseline: 2025-04-02\nactual: 2025-04-05", 0),
      ("baseline: 2025-04-02\nforecast: 2025-06-01\nactual: 2025-04-05", 0),
      ("baseline: 2026-04-02\nforecast: 2026-05-01\nstatus: dropped", 0),
      ("baseline: 2026-04-02\nforecast: 2026-05-01\nreason: [a, b]", 0), ("baseline: TBD\nforecast: 2026-05-01", 0),
    ])
  func slip(fields: String, count: Int) async {
    #expect(await RuleFixture(["tape-out": fields]).found(by: SlipWithoutReason()).count == count)
  }

  @Test(
    "A vague date is near for six weeks before it begins, until it ends",
    arguments: [
      ("forecast: 2026-02", 1), ("forecast: 2026-03", 0), ("forecast: 2026-W06", 0), ("forecast: 2026-Q1", 1),
      ("forecast: 2025-12", 0), ("baseline: 2026-02", 1), ("baseline: 2026-02\nforecast: 2026-02-05", 0),
      ("baseline: 2026-02\nafter: {kickoff: 1w}", 0), ("forecast: 2026-02\nstatus: dropped", 0),
      ("forecast: 2026\nafter: {kickoff: 1w}", 1),
    ])
  func vague(fields: String, count: Int) async {
    let fixture = await RuleFixture(["tape-out": fields, "kickoff": "forecast: 2026-02-01"])
    #expect(fixture.found(by: VagueDateNear()).count == count)
  }

  @Test(
    "Nothing dates a milestone without dependency, slot and forecast",
    arguments: [
      ("baseline: 2026-05-01", 1), ("tags: [a]", 1), ("forecast: TBD", 0), ("not_before: 2026-05-01", 0),
      ("after: {gone: 1w}", 1), ("after: {kickoff: 1w}", 0), ("after: {nowhere: 1w}", 0),
      ("after: {tape-out: 1w}", 0), ("after: kickoff", 0), ("forecast: soon", 0), ("status: dropped", 0),
      // Its baseline has passed: overdue says it.
      ("baseline: 2025-05-01", 0),
    ])
  func dangling(fields: String, count: Int) async {
    let fixture = await RuleFixture([
      "tape-out": fields, "kickoff": "forecast: TBD", "gone": "forecast: 2026-05-01\nstatus: dropped",
    ])
    #expect(fixture.found(by: DanglingStart()).count == count)
  }

  @Test("One finding at the undated start names what is stated behind it, and no advice takes a stated date away")
  func undatedStart() async {
    let fixture = await RuleFixture([
      "order": "baseline: TBD", "slot": "forecast: 2026-05-13\nafter: {order: 0d}",
      "samples": "forecast: 2026-06-28\nafter: {slot: 0d}", "assembly": "after: {samples: 1w}",
      "a": "forecast: 2026-07\nafter: {assembly: 1w}", "b": "forecast: 2026-08\nafter: {assembly: 1w}",
      "dropped": "forecast: 2026-08\nafter: {assembly: 1w}\nstatus: dropped",
    ])
    let found = fixture.found(by: DanglingStart())
    #expect(
      found.map(\.headline) == [
        "Nothing dates order: it has no dependency, no not_before and no forecast, "
          + "and 5 milestones behind it cannot be dated either"
      ])
    #expect(
      found.first?.notes.map(\.text) == [
        "a states 2026-07, which nothing bears out", "b states 2026-08, which nothing bears out",
        "samples states 2026-06-28, which nothing bears out, and so does 1 more",
      ])
    #expect(fixture.found(by: ForecastBehindUndated()).isEmpty)
    for rule in RuleSet.dates {
      for fix in fixture.found(by: rule).flatMap(\.fixes) { #expect(fix.edits.allSatisfy { $0.text != "TBD" }) }
    }
  }

  @Test("Deadlines and the window are judged by the earliest date where there is no other")
  func earliestDates() async {
    let fixture = await RuleFixture([
      "order": "forecast: TBD", "layout": "forecast: 2026-12-20",
      "launch": "after: {order: 2w, layout: 2w}\nneed_by: 2026-12-31",
    ])
    #expect(
      fixture.headlines(by: NeedByMissed()) == [
        "launch is needed by 2026-12-31, but has no date, and by what is dated not before 2027-01-03: "
          + "a total float of −3 days"
      ])
    #expect(
      fixture.headlines(by: OutsideLaunchWindow()) == [
        "Chip has no launch date, and by what is dated launches not before 2027-01-03, 3 days after the end of the "
          + "launch window 2026"
      ])
    let early = await RuleFixture([
      "program.md": "---\ntitle: Program\nlaunch: 2028\nstatus_date: 2026-01-15\n---\n", "order": "forecast: TBD",
      "launch": "after: {order: 2w}",
    ])
    #expect(early.found(by: OutsideLaunchWindow()).isEmpty, "it may well come later")
  }

  @Test("A length that nobody knows leaves dates open, and a hint stands at it")
  func unknownDuration() async {
    let fixture = await RuleFixture([
      "start": "forecast: 2026-02-02", "order": "after: {start: TBD}", "delivery": "after: {order: 8w}",
      "gone": "after: {start: TBD}\nstatus: dropped", "done": "after: {start: TBD}\nactual: 2026-01-05",
    ])
    let found = fixture.found(by: UnknownDuration())
    #expect(
      found.map(\.headline) == [
        "Nobody knows how long order takes after start, and 1 milestone behind it cannot be dated either"
      ])
    #expect(found.map(fixture.text) == ["TBD"])
    #expect(fixture.result.findings.isEmpty)
    let delivery = fixture.schedule.milestones[
      fixture.plan.milestones.firstIndex { $0.id.milestone == "delivery" } ?? 0]
    #expect(delivery.expected == nil)
    #expect(delivery.earliest == Day(unchecked: 2026, 3, 30))
  }

  @Test("Dates beyond the calendar are told once, where they begin")
  func beyondCalendar() async {
    let fixture = await RuleFixture([
      "start": "forecast: 2199-12-20", "order": "after: {start: 2w}", "delivery": "after: {order: 8w}",
    ])
    #expect(
      fixture.headlines(by: BeyondCalendar()) == [
        "What order waits for puts it after 2199-12-31, the last day that the calendar has"
      ])
  }

  @Test("Where no date is stated, the time from what has happened to here can be over, too")
  func overdueByDuration() async {
    let fixture = await RuleFixture([
      "start": "actual: 2025-11-03", "order": "after: {start: 4w}\nbaseline: 2026-03-01",
      "later": "after: {start: 20w}", "open": "after: {start: 4w}\nforecast: TBD",
    ])
    #expect(
      fixture.headlines(by: Overdue()) == [
        "order was due on 2025-12-01 by what it waits for, 45 days before the status date 2026-01-15, and has not "
          + "happened"
      ])
  }

  // MARK: Durations and float

  @Test("A disordered duration is put in order, in milestones and in risks", arguments: ["1w..6w..4w", "2w..1w..42d"])
  func disordered(duration: String) async throws {
    let fixture = await RuleFixture([
      "tape-out": "forecast: 2026-04-02\nafter: {kickoff: \(duration)}", "kickoff": "actual: 2025-01-01",
      "chips/custom-1/risks/a.md": "---\ntitle: R\nprobability: 1%\ndelays: {tape-out: \(duration)}\n---\n",
    ])
    let found = fixture.found(by: DurationDisordered())
    #expect(found.map(fixture.text) == [duration, duration])
    let fix = try #require(found.first?.fixes.first)
    #expect(fix.title == (duration == "1w..6w..4w" ? "write 1w..4w..6w" : "write 1w..2w..42d"))
  }

  @Test("Of a chain with much float only the end is named")
  func highFloat() async {
    let fixture = await RuleFixture([
      "launch": "after: {production-release: 1w, software: 1w}", "production-release": "forecast: 2026-08-20",
      "software": "after: {compiler: 1w}", "compiler": "forecast: 2026-03-01",
    ])
    #expect(fixture.headlines(by: HighFloat()).count == 1)
    #expect(fixture.headlines(by: HighFloat()).first?.utf8.starts(with: "software has".utf8) ?? false)
  }

  @Test(
    "A chip is undated if more than a quarter of at least four has no date",
    arguments: [(1, 4, 0), (2, 4, 1), (3, 3, 0)])
  func undated(undated: Int, of count: Int, found: Int) async {
    var files: [String: String] = [:]
    for index in 0..<count { files["m\(index)"] = index < undated ? "forecast: TBD" : "forecast: 2026-05-01" }
    #expect(await RuleFixture(files).found(by: UndatedPlan()).count == found)
  }
}
