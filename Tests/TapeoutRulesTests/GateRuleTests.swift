import TapeoutModel
import Testing

@testable import TapeoutRules

@Suite("Rules about gates")
struct GateRuleTests {
  private func gate(_ fields: String, _ criteria: String) -> String {
    "---\ntitle: Tape-out to TSMC\nkind: tape-out\n\(fields)\n---\n\n## Exit criteria\n\n\(criteria)\n"
  }

  // MARK: Criteria

  @Test(
    "Only what is claimed as done is held against its criteria",
    arguments: [
      ("actual: 2025-04-02", "- [x] A\n- [-] B (waived by TSMC until 2027: C)", 0),
      ("actual: 2025-04-02", "- [ ] A", 1), ("actual: 2025-04-02", "- [!] A", 1),
      ("forecast: 2026-04-02", "- [ ] A", 0),
      ("status: dropped", "- [ ] A", 0),
    ])
  func openCriteria(fields: String, criteria: String, count: Int) async {
    let fixture = await RuleFixture(["tape-out": gate(fields, criteria)])
    #expect(fixture.found(by: OpenExitCriteria()).count == count)
  }

  @Test("Open criteria are counted in the headline, and at most five are shown")
  func openCriteriaNotes() async throws {
    let items = (1...7).map { "- [ ] Check \($0)" } + ["- [x] Met"]
    let fixture = await RuleFixture(["tape-out": gate("actual: 2025-04-02", items.joined(separator: "\n"))])
    let finding = try #require(fixture.found(by: OpenExitCriteria()).first)
    #expect(finding.headline == "Tape-out to TSMC is done, yet 7 of its 8 exit criteria are open")
    #expect(fixture.text(finding) == "2025-04-02")
    #expect(finding.notes.count == 6)
    #expect(finding.notes.last == .init("and 2 more"))
    #expect(finding.notes.first?.text == "open: Check 1")
  }

  @Test(
    "A gate needs criteria, still to come or done",
    arguments: [
      ("kind: tape-out", 1), ("kind: tape-out\ngate: false", 0), ("kind: review", 0), ("kind: review\ngate: true", 1),
      ("kind: tape-out\nactual: 2025-04-02", 1), ("kind: tape-out\nstatus: dropped", 0),
    ])
  func noCriteria(fields: String, count: Int) async {
    let fixture = await RuleFixture(["tape-out": "---\ntitle: T\n\(fields)\n---\n\n- [ ] A to-do\n"])
    #expect(fixture.found(by: NoExitCriteria()).count == count)
  }

  // MARK: Waivers

  @Test(
    "A waiver names who, until when and why",
    arguments: [
      ("(waived by TSMC until 2027: unused)", nil), ("(waived by TSMC until launch: unused)", nil),
      ("", "who gave it, until when and why"), ("(waived by TSMC: unused)", "until when"),
      ("(waived until 2027: unused)", "who gave it"), ("(waived by TSMC until 2027)", "why"),
      ("(waived by TSMC until 2027-02-30: unused)", "until when"),
    ] as [(String, String?)])
  func incomplete(waiver: String, missing: String?) async {
    let fixture = await RuleFixture(["tape-out": gate("forecast: 2026-04-02", "- [-] Pads \(waiver)")])
    #expect(
      fixture.headlines(by: WaiverIncomplete())
        == (missing.map { ["The waiver of “Pads” does not say \($0)"] } ?? []))
  }

  @Test(
    "A waiver ends with its last day, or once its milestone is done or dropped",
    arguments: [
      ("2026-01-14", "ended on 2026-01-14"), ("2026-01-15", nil), ("2026-01", nil), ("2025-Q4", "ended in 2025-Q4"),
      ("done", "ended when done was done on 2025-12-01"), ("later", nil), ("nowhere", nil),
      ("dropped", "runs until dropped, which was dropped"),
    ] as [(String, String?)])
  func expired(until: String, end: String?) async {
    let fixture = await RuleFixture([
      "tape-out": gate("actual: 2025-04-02", "- [-] Pads (waived by TSMC until \(until): unused)"),
      "done": "actual: 2025-12-01", "later": "forecast: 2026-05-01", "dropped": "status: dropped",
    ])
    #expect(
      fixture.headlines(by: WaiverExpired())
        == (end.map { ["The waiver of “Pads” \($0), and nobody has closed it"] } ?? []))
  }

  @Test("A criterion that is met, or of a dropped milestone, needs no waiver any more")
  func expiredElsewhere() async {
    let fixture = await RuleFixture([
      "tape-out": gate("actual: 2025-04-02", "- [x] Pads (waived by TSMC until 2025: unused)"),
      "launch": gate("status: dropped", "- [-] Pads (waived by TSMC until 2025: unused)"),
    ])
    #expect(fixture.found(by: WaiverExpired()).isEmpty)
  }

  // MARK: Who

  @Test(
    "An owner is missing where none was written",
    arguments: [
      ("forecast: 2026-05-01", 1), ("owner: Bob", 0), ("owner: [A, B]", 0), ("actual: 2025-01-01", 0),
      ("status: dropped", 0),
    ])
  func owner(fields: String, count: Int) async {
    #expect(await RuleFixture(["tape-out": fields]).found(by: MissingOwner()).count == count)
  }

  @Test("An open risk needs an owner, a closed one does not", arguments: [("open", 1), ("closed", 0), ("opne", 0)])
  func riskOwner(status: String, count: Int) async {
    let fixture = await RuleFixture([
      "chips/custom-1/risks/a.md": "---\ntitle: R\nprobability: 1%\nstatus: \(status)\n---\n"
    ])
    #expect(fixture.found(by: MissingOwner()).count == count)
  }

  // MARK: Handoffs

  @Test(
    "A handoff waits for acceptance once it is done",
    arguments: [
      ("tape-out", "actual: 2026-01-12", 1), ("tape-out", "actual: 2026-01-12\naccepted: 2026-01-14", 0),
      ("tape-out", "forecast: 2026-04-02", 0), ("tape-out", "actual: 2026-01-12\naccepted: soon", 0),
      ("tape-out", "actual: 2026-01-12\nfrom: tsmc", 0), ("review", "actual: 2026-01-12", 0),
      ("review", "actual: 2026-01-12\nfrom: acme\nto: tsmc", 1),
    ])
  func handoff(id: String, fields: String, count: Int) async {
    #expect(await RuleFixture([id: fields]).found(by: UnacceptedHandoff()).count == count)
  }

  @Test("An unaccepted handoff says who has to take it")
  func handoffWording() async {
    #expect(
      await RuleFixture(["tape-out": "actual: 2026-01-14"]).headlines(by: UnacceptedHandoff()) == [
        "tape-out was done on 2026-01-14, 1 day ago, but TSMC has not accepted it"
      ])
  }

  @Test(
    "Nothing is accepted before it happened",
    arguments: [
      ("actual: 2025-04-03\naccepted: 2025-04-02", 1), ("actual: 2025-04-03\naccepted: 2025-04-03", 0),
      ("actual: 2025-04\naccepted: 2025-04-01", 0), ("actual: 2025-04-03\naccepted: 2025-Q1", 1),
      ("accepted: 2025-04-03", 1), ("actual: 2025-02-30\naccepted: 2025-04-03", 0),
    ])
  func accepted(fields: String, count: Int) async {
    #expect(await RuleFixture(["tape-out": fields]).found(by: AcceptedBeforeActual()).count == count)
  }

  @Test(
    "Blocked and dropped need a reason",
    arguments: [
      ("status: blocked", 1), ("status: dropped", 1), ("status: blocked\nreason: Regulator", 0),
      ("status: blocked\nreason: [a, b]", 0), ("status: blocked\nactual: 2025-01-01", 0), ("forecast: TBD", 0),
    ])
  func statusReason(fields: String, count: Int) async {
    #expect(await RuleFixture(["tape-out": fields]).found(by: StatusWithoutReason()).count == count)
  }
}
