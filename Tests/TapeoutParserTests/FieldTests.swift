import TapeoutModel
import TapeoutParser
import TapeoutTestSupport
import Testing

@Suite("Fields of the content format")
struct FieldTests {
  @Test("Every field of a milestone is read, with its place")
  func wholeMilestone() async throws {
    let result = await ContentFixture(
      milestone: """
        ---
        title: Tape-out to TSMC
        kind: tape-out                 # a comment
        stepping: B0
        from: broadcom
        to: tsmc
        owner: Physical design lead
        baseline: 2026-Q1
        forecast: TBD
        reason: SerDes IP arrived late
        actual: 2026-04-03
        accepted: 2026-04-06
        not_before: 2026-W12
        need_by: 2026-04
        status: blocked
        gate: false
        after:
          tape-out-review: 1w..2w..4w
          custom-2/test-chip: 3w
          floorplan: 8wd
        history:
          2026-01-12: 2026-03-22 SerDes IP late
          2025-09-01: 2026-03-15 First plan of record
          2025-10-01: TBD
        rebaselined:
          2025-11-20: 2026-03-15 Board decision 12
          2025-06-02: 2026-01-30
        renamed: [to-fab, old-chip/tape-out]
        source:
          - {title: "A paper", url: "https://example.com/a", as_of: 2025-12-31}
        tags: [critical, "no"]
        ---
        """
    ).read()
    #expect(result.summary == [])
    let milestone = try #require(result.plan.milestones.first)
    #expect(milestone.title?.value == "Tape-out to TSMC")
    #expect(milestone.title.map { result.text($0.range) } == "Tape-out to TSMC")
    #expect(milestone.kind?.name == "tape-out")
    #expect(milestone.stepping?.value == "B0")
    #expect(milestone.giver.map { result.plan.partners[$0].id } == "broadcom")
    #expect(milestone.receiver.map { result.plan.partners[$0].id } == "tsmc")
    #expect(milestone.baseline?.value == .date(PlanDate.quarter(1, of: 2026)!))
    #expect(milestone.baseline.map { result.text($0.range) } == "2026-Q1")
    #expect(milestone.forecast?.value == .toBeDetermined)
    #expect(milestone.notBefore?.value.last == Day(year: 2026, month: 3, day: 22))
    #expect(milestone.status?.value == .blocked)
    #expect(!milestone.isGate)
    #expect(
      milestone.rebaselinings.map { "\($0.decidedOn): \($0.replaced) \($0.reason ?? "-")" } == [
        "2025-06-02: 2026-01-30 -", "2025-11-20: 2026-03-15 Board decision 12",
      ])
    #expect(milestone.formerIDs.map(\.id.description) == ["custom-1/to-fab", "old-chip/tape-out"])
    #expect(milestone.formerIDs.map { result.text($0.range) } == ["to-fab", "old-chip/tape-out"])
    #expect(
      milestone.dependencies.map { "\($0.predecessor.id) \($0.duration!)" } == [
        "custom-1/tape-out-review 1w..2w..4w", "custom-2/test-chip 3w", "custom-1/floorplan 8wd",
      ])
    #expect(milestone.dependencies.map { result.text($0.durationRange) } == ["1w..2w..4w", "3w", "8wd"])
    #expect(
      milestone.history.map { "\($0.madeOn) \($0.date) \($0.reason ?? "-")" } == [
        "2025-09-01 2026-03-15 First plan of record", "2025-10-01 TBD -", "2026-01-12 2026-03-22 SerDes IP late",
      ])
    let source = try #require(milestone.sources.first)
    #expect(
      "\(source.title) \(source.url ?? "") \(source.asOf?.description ?? "")"
        == "A paper https://example.com/a 2025-12-31")
    #expect(result.text(source.range) == "{title: \"A paper\", url: \"https://example.com/a\", as_of: 2025-12-31}")
    #expect(milestone.tags.map(\.value) == ["critical", "no"])
  }

  @Test("The program, a chip, a partner, a risk and a report are read whole")
  func otherFiles() async throws {
    let result = await ContentFixture([
      "program.md": """
      ---
      title: AI silicon program
      launch: 2026-Q3..2026-Q4
      status_date: 2026-01-15
      site: https://status.example.com/silicon/
      edit: https://git.example.com/silicon/edit/main/Content/{path}
      notice: Plan dates are illustrative.
      thresholds: {at_risk: 1w, late: 3w, stale: 5w}
      workweek: sun-thu
      holidays: {2026-01-01: New Year}
      kinds:
        thermal-review: {title: Thermal review, phase: physical, gate: true}
      rules: {no-baseline: off, stale-forecast: error}
      ---
      """,
      "partners/tsmc.md":
        "---\ntitle: TSMC\nrole: foundry\nworkweek: mon-fri\nholidays:\n  2026-02-14..2026-02-22: Lunar New Year\n---\n",
      "chips/c/chip.md": """
      ---
      title: C
      kind: merchant
      workload: [inference, training]
      quantity: 80000
      need_by: 2026-12-31
      facts:
        Budget: CNY 100 billion
      ---
      """,
      "chips/c/milestones/delivery.md": "---\ntitle: D\nkind: delivery\n---\n",
      "chips/c/milestones/thermal.md": "---\ntitle: T\nkind: thermal-review\n---\n",
      "chips/c/risks/respin.md": """
      ---
      title: Respin
      probability: 12.5%
      delays: {delivery: 14w..20w..30w}
      status: mitigated
      review_by: 2026-03-01
      ---
      """,
      "reports/2026-01-15.md": "---\ntitle: \"Week 3: on\"\n---\n",
    ]).read()
    #expect(result.summary == [])
    let plan = result.plan
    #expect(plan.program.launchWindow?.value.days == Day(unchecked: 2026, 7, 1)...Day(unchecked: 2026, 12, 31))
    #expect(plan.program.thresholds.late == 21)
    #expect(plan.program.calendar.workweek == 0b100_1111)
    #expect(
      plan.program.ruleSettings.map { "\($0.rule.value) \($0.severity.map(\.description) ?? "off")" } == [
        "no-baseline off", "stale-forecast error",
      ])
    #expect(plan.statedStatusDate == Day(year: 2026, month: 1, day: 15))
    let holiday = try #require(plan.partners[0].calendar?.holidays.first)
    #expect("\(holiday.first) \(holiday.last) \(holiday.name)" == "2026-02-14 2026-02-22 Lunar New Year")
    #expect(result.text(holiday.range) == "2026-02-14..2026-02-22")
    #expect(plan.chips[0].launch.map { plan.milestones[$0].id.description } == "c/delivery")
    #expect(plan.chips[0].workloads.map(\.value) == ["inference", "training"])
    #expect(plan.chips[0].facts.map { "\($0.name): \(result.text($0.range))" } == ["Budget: CNY 100 billion"])
    #expect(plan.milestones.first { $0.id.milestone == "thermal" }?.isGate == true)
    #expect(plan.risks[0].probability?.value == 0.125)
    #expect(plan.risks[0].delays[0].milestone.index == 0)
    #expect(plan.reports[0].title?.value == "Week 3: on")
  }

  struct Wrong: CustomTestStringConvertible, Sendable {
    let line: String
    let finding: String
    let mended: String?

    init(_ line: String, _ finding: String, mended: String? = nil) {
      self.line = line
      self.finding = finding
      self.mended = mended
    }

    var testDescription: String { line }
  }

  private static let wrong: [Wrong] = [
    Wrong(
      "forcast: 2026", "unknown-field A milestone has no field `forcast`; did you mean `forecast`?",
      mended: "forecast: 2026"),
    Wrong("zebra: 1", "unknown-field A milestone has no field `zebra`"),
    Wrong("title: Again", "duplicate-key `title` is written twice, and only the first one is read"),
    Wrong("from: TSMC", "invalid-id “TSMC” is not the name of a partner", mended: "from: tsmc"),
    Wrong("status: late", "wrong-type `status` cannot be “late”: that is worked out from the dates"),
    Wrong(
      "status: droped", "wrong-type `status` cannot be “droped”; did you mean `dropped`?", mended: "status: dropped"),
    Wrong("gate: yes", "wrong-type `gate` is true or false, not “yes”", mended: "gate: true"),
    Wrong(
      "after: tape-out-review",
      "wrong-type `after` takes milestones with the time from there to here, not only their names"),
    // Nothing bears the name that was probably meant, and a milestone does not wait for itself.
    Wrong("after: {Kick Off: 1w}", "invalid-id “Kick Off” is not the name of a milestone"),
    Wrong("after: {Tape Out: 1w}", "invalid-id “Tape Out” is not the name of a milestone"),
    Wrong("from: New Partner", "invalid-id “New Partner” is not the name of a partner"),
    Wrong("after: {review: }", "missing-field `review` has no duration behind it"),
    Wrong("after: {review}", "missing-field `review` has no duration behind it"),
    Wrong("after: {a:1w}", "yaml-syntax There is no space after the colon of `a:`", mended: "after: {a: 1w}"),
    Wrong("after: a:1w", "wrong-type There is no space after the colon of `a:`", mended: "after:\n  a: 1w"),
    Wrong(
      "after: [a:1w, b 2w]", "wrong-type `after` takes milestones with durations, not a list of them",
      mended: "after:\n  a: 1w\n  b: 2w"),
    Wrong("status: done", "wrong-type `status` cannot be “done”: a milestone is done by its `actual`"),
    Wrong("status: on track", "wrong-type `status` cannot be “on track”: that is worked out from the dates"),
    Wrong("after: {a: 1w, a: 2w}", "duplicate-key `a` is written twice, and only the first one is read"),
    Wrong("after: {a: [1w]}", "wrong-type `after` takes one duration, not a list", mended: "after: {a: 1w}"),
    Wrong("source: {title: T}", "wrong-type `source` takes a list, each entry starting with a hyphen, not a map"),
    Wrong(
      "source: [{title: T, url: \"javascript:alert(1)\"}]",
      "unsafe-link `url` is not a web address: “javascript:alert(1)”"),
    Wrong("source: [{as_of: 2026}]", "missing-field A source needs at least a `title`"),
    Wrong("history: {soon: 2026-03-15}", "invalid-date “soon” is not a date"),
    Wrong("history: {2026-Q1: 2026-03-15}", "invalid-date `history` must be a single day, and 2026-Q1 is not one"),
    // Dates.
    Wrong("baseline: 2024-02-30", "invalid-date There is no 2024-02-30: February 2024 has 29 days"),
    Wrong("baseline: 2025-10-0", "invalid-date “2025-10-0” is not a date"),
    Wrong("baseline: 2026-13-01", "invalid-date There is no 2026-13-01: a year has 12 months"),
    Wrong("baseline: 2025-W53", "invalid-date There is no 2025-W53: 2025 has 52 weeks"),
    Wrong("baseline: 2026-Q5", "invalid-date There is no 2026-Q5: a year has 4 quarters"),
    Wrong("baseline: 2026-4-2", "invalid-date “2026-4-2” is not a date", mended: "baseline: 2026-04-02"),
    Wrong("baseline: 2026/04/02", "invalid-date “2026/04/02” is not a date", mended: "baseline: 2026-04-02"),
    Wrong("baseline: 31.12.2026", "invalid-date “31.12.2026” is not a date", mended: "baseline: 2026-12-31"),
    Wrong("baseline: 04/05/2026", "invalid-date “04/05/2026” can be read as two different days"),
    Wrong("baseline: Apr 2, 2026", "invalid-date “Apr 2, 2026” is not a date", mended: "baseline: 2026-04-02"),
    Wrong("baseline: 2 April 2026", "invalid-date “2 April 2026” is not a date", mended: "baseline: 2026-04-02"),
    Wrong("baseline: March 2026", "invalid-date “March 2026” is not a date", mended: "baseline: 2026-03"),
    Wrong("baseline: Q2 2026", "invalid-date “Q2 2026” is not a date", mended: "baseline: 2026-Q2"),
    Wrong("baseline: 2026-W5", "invalid-date “2026-W5” is not a date", mended: "baseline: 2026-W05"),
    Wrong("baseline: tbd", "invalid-date “tbd” is not a date", mended: "baseline: TBD"),
    Wrong("baseline: 2026 n", "invalid-date “2026 n” is not a date"),
    Wrong("baseline: n n y", "invalid-date “n n y” is not a date"),
    Wrong("baseline: in ballot", "invalid-date “in ballot” is not a date"),
    Wrong("baseline: 2026-03-09x", "invalid-date “2026-03-09x” is not a date"),
    Wrong(
      "baseline: 2026-04-02T10:00:00Z",
      "invalid-date “2026-04-02T10:00:00Z” is an instant, and which day that is depends on the time zone"),
    Wrong(
      "baseline: 2026-04-02 23:30:00+08:00",
      "invalid-date “2026-04-02 23:30:00+08:00” is an instant, and which day that is depends on the time zone"),
    Wrong(
      "baseline: Thu, 02 Apr 2026 16:00:00 GMT",
      "invalid-date “Thu, 02 Apr 2026 16:00:00 GMT” is an instant, and which day that is depends on the time zone"),
    Wrong(
      "baseline: 20260402T160000Z",
      "invalid-date “20260402T160000Z” is an instant, and which day that is depends on the time zone"),
    Wrong(
      "baseline: 2026-04-02T00:00:00.000+0000", "invalid-date “2026-04-02T00:00:00.000+0000” is not a date",
      mended: "baseline: 2026-04-02"),
    Wrong(
      "baseline: 2026-04-02T10:00",
      "invalid-date “2026-04-02T10:00” is an instant, and which day that is depends on the time zone"),
    Wrong(
      "baseline: 27/Apr/26 12:00 AM", "invalid-date “27/Apr/26 12:00 AM” is not a date", mended: "baseline: 2026-04-27"),
    Wrong("baseline: 02-Apr-26", "invalid-date “02-Apr-26” is not a date", mended: "baseline: 2026-04-02"),
    Wrong(
      "baseline: Thu Apr 02 2026 00:00:00 GMT+0200 (CEST)",
      "invalid-date “Thu Apr 02 2026 00:00:00 GMT+0200 (CEST)” is not a date", mended: "baseline: 2026-04-02"),
    Wrong("baseline: 20260402", "invalid-date “20260402” is not a date", mended: "baseline: 2026-04-02"),
    Wrong("baseline: ２０２６-04-02", "invalid-date “２０２６-04-02” is not a date", mended: "baseline: 2026-04-02"),
    Wrong("baseline: 1899-12-31", "invalid-date 1899-12-31 is outside the years 1900 to 2199"),
    Wrong("baseline: 2200", "invalid-date 2200 is outside the years 1900 to 2199"),
    Wrong("actual: TBD", "invalid-date `actual` cannot be TBD: it is a fact or it is not there"),
    // Durations.
    Wrong(
      "after: {a: 3 months}", "invalid-duration “3 months” counts in months or years, and those are not a length"),
    Wrong("after: {a: 6 weeks}", "invalid-duration “6 weeks” is not a duration", mended: "after: {a: 6w}"),
    Wrong(
      "after: {a: 6w - 8w - 12w}", "invalid-duration “6w - 8w - 12w” is not a duration",
      mended: "after: {a: 6w..8w..12w}"),
    Wrong("after: {a: 6w..8w}", "invalid-duration 6w..8w lacks its likely value"),
    Wrong("after: {a: 6w..8wd..9w}", "invalid-duration 6w..8wd..9w mixes working days with calendar days"),
    Wrong("after: {a: 600w}", "invalid-duration 600w is longer than ten years"),
    Wrong("after: {a: 99999999999999999999d}", "invalid-duration 99999999999999999999d is longer than ten years"),
    Wrong("after: {a: -3d}", "invalid-duration “-3d” is not a duration"),
    Wrong("after: {a: 1.5w}", "invalid-duration “1.5w” is not a duration"),
    Wrong("after: {a: soon}", "invalid-duration “soon” is not a duration"),
  ]

  @Test("A wrong value has one finding on its line, and a fix where the meaning is plain", arguments: wrong)
  func wrongValue(_ wrong: Wrong) async throws {
    let result = await ContentFixture(milestone: "---\ntitle: T\nkind: review\n\(wrong.line)\n---\n").read()
    let path = "Content/chips/custom-1/milestones/tape-out.md"
    #expect(result.summary.count == 1)
    let summary = try #require(result.summary.first)
    let words = summary.split(separator: " ", maxSplits: 2)
    #expect(words[1].hasPrefix("\(path):4:"))
    #expect("\(words[0]) \(words[2])" == wrong.finding)
    let mended = result.findings.first?.fixes.first.map { fix in
      let lines = result.applying(fix).split(separator: "\n", omittingEmptySubsequences: false)
      return lines[3..<(lines.count - 2)].joined(separator: "\n")
    }
    #expect(mended == wrong.mended)
    if let mended {
      let again = await ContentFixture(milestone: "---\ntitle: T\nkind: review\n\(mended)\n---\n").read()
      #expect(again.summary.filter { !$0.contains("unknown-milestone") } == [], "the fix mends it")
    }
  }

  @Test("Required fields that are missing or empty are asked for once")
  func required() async {
    let missing = await ContentFixture(milestone: "---\nowner: Lead\n---\n").read()
    #expect(missing.findings.map(\.headline) == ["The milestone has no `title`", "The milestone has no `kind`"])
    #expect(missing.findings[1].fixes.first.map { missing.applying($0) } == "---\nkind: tape-out\nowner: Lead\n---\n")
    let empty = await ContentFixture(milestone: "---\ntitle:\nkind: review\nforecast:\n---\n").read()
    #expect(empty.findings.map(\.headline) == ["The milestone’s `title` is empty"])
    let misspelt = await ContentFixture(milestone: "---\ntitel: T\nkind: review\n---\n").read()
    #expect(misspelt.findings.map(\.rule) == ["unknown-field"], "one cause, one finding")
  }

  @Test("Equal files in any order, on one core or all, give the same plan and findings")
  func order() async {
    let files =
      (0..<300).map { number in
        SourceFile(
          path: "Content/chips/c\(number % 7)/milestones/m\(number).md",
          text: "---\ntitle: \(number)\nkind: rewiew\nafter: {m\(number - 7): 1w}\n---\n")
      }
      + [SourceFile(path: "Content/program.md", text: "---\ntitle: P\n---\n")]
    let once = await ContentReader.read(SourceSet(files))
    let again = await ContentReader.read(SourceSet(files.reversed()), isSerial: true)
    #expect(once.summary == again.summary)
    #expect(once.plan.milestones.map(\.id) == again.plan.milestones.map(\.id))
    #expect(once.plan.milestones.map(\.dependencies) == again.plan.milestones.map(\.dependencies))
    #expect(once.findings.filter { $0.rule == "unknown-kind" }.count == 300)
  }
}
