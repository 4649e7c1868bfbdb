import TapeoutModel
import Testing

@testable import TapeoutRules

@Suite("Rules about chips")
struct ChipRuleTests {
  private func chip(_ fields: String) -> [String: String] {
    ["chips/custom-1/chip.md": "---\ntitle: Chip\n\(fields)\n---\n"]
  }

  @Test(
    "A developed chip needs a tape-out, a bought one does not",
    arguments: [("kind: custom", 1), ("kind: in-house", 1), ("kind: merchant", 0), ("kind: coustom", 0)])
  func noTapeOut(kind: String, count: Int) async {
    #expect(await RuleFixture(chip(kind)).found(by: NoTapeOut()).count == count)
  }

  @Test(
    "A milestone of a kind that could not be read may be the tape-out or the launch",
    arguments: [
      "kind: tapeout", "- no\n- map", "kind: [a]",
    ])
  func unreadKind(fields: String) async {
    let fixture = await RuleFixture(["x": "---\ntitle: X\n\(fields)\n---\n"])
    #expect(fixture.found(by: NoTapeOut()).isEmpty)
    #expect(fixture.found(by: NoLaunch()).isEmpty)
  }

  @Test(
    "What counts as the launch depends on the kind of chip, or is stated",
    arguments: [
      ("kind: custom", "launch", 0), ("kind: custom", "delivery", 1), ("kind: merchant", "delivery", 0),
      ("kind: merchant", "launch", 1), ("kind: custom\nlaunch: delivery", "delivery", 0),
      // An unknown milestone has its own finding.
      ("kind: custom\nlaunch: nowhere", "delivery", 0),
    ])
  func noLaunch(fields: String, milestone: String, count: Int) async {
    let files = chip(fields).merging([milestone: "forecast: 2026-05-01"]) { $1 }
    #expect(await RuleFixture(files).found(by: NoLaunch()).count == count)
  }

  // MARK: Tape-out

  @Test(
    "Sign-offs count through other milestones of the chip, however far",
    arguments: [
      ("after: {review: 0d}", [String]()),
      ("after: {timing-signoff: 0d}", ["tape-out waits for no power-signoff or physical-verification"]),
      ("tags: [a]", ["tape-out waits for no timing-signoff, power-signoff or physical-verification"]),
      ("status: dropped", []), ("after: {nowhere: 0d}", []), ("after: timing-signoff", []),
    ])
  func signoffs(fields: String, headlines: [String]) async {
    let fixture = await RuleFixture([
      "tape-out": fields, "review": "after: {physical-verification: 0d, power-signoff: 0d}",
      "physical-verification": "after: {timing-signoff: 0d}", "power-signoff": "actual: 2025-12-01",
      "timing-signoff": "actual: 2025-12-01",
    ])
    #expect(fixture.headlines(by: TapeOutWithoutSignoff()) == headlines)
  }

  @Test("Another chip's sign-off does not count, a bought chip needs none")
  func foreignSignoff() async {
    let fixture = await RuleFixture([
      "tape-out": "after: {custom-2/timing-signoff: 0d, power-signoff: 0d, physical-verification: 0d}",
      "power-signoff": "actual: 2025-12-01", "physical-verification": "actual: 2025-12-01",
      "chips/custom-2/chip.md": "---\ntitle: Chip 2\nkind: merchant\n---\n",
      "chips/custom-2/milestones/timing-signoff.md": "---\ntitle: T\nkind: timing-signoff\nactual: 2025-12-01\n---\n",
      "chips/custom-2/milestones/tape-out.md": "---\ntitle: T\nkind: tape-out\nactual: 2025-12-01\n---\n",
    ])
    #expect(fixture.headlines(by: TapeOutWithoutSignoff()) == ["tape-out waits for no timing-signoff"])
  }

  @Test("A long chain of dependencies is followed without recursion")
  func longChain() async {
    var files = ["tape-out": "after: {m0: 0d}"]
    for index in 0..<2000 { files["m\(index)"] = "after: {m\(index + 1): 0d}" }
    files["m2000"] = "after: {timing-signoff: 0d, power-signoff: 0d, physical-verification: 0d}"
    for kind in ["timing-signoff", "power-signoff", "physical-verification"] { files[kind] = "actual: 2025-12-01" }
    #expect(await RuleFixture(files).found(by: TapeOutWithoutSignoff()).isEmpty)
  }

  @Test(
    "A tape-out goes to the chip's foundry",
    arguments: [
      ("to: acme", 1), ("to: tsmc", 0), ("forecast: 2026-05-01", 0), ("to: nobody", 0),
      ("to: acme\nstatus: dropped", 0),
    ])
  func foundry(fields: String, count: Int) async throws {
    let found = await RuleFixture(["tape-out": fields]).found(by: TapeOutNotToFoundry())
    #expect(found.count == count)
    #expect(found.first.map { $0.fixes.map(\.title) } ?? ["write tsmc"] == ["write tsmc"])
  }

  // MARK: Physics

  @Test(
    "Silicon needs its weeks in the fab",
    arguments: [
      ("forecast: 2026-04-02", "forecast: 2026-06-24", 1), ("forecast: 2026-04-02", "forecast: 2026-06-25", 0),
      // A vague tape-out may be its first day, vague wafers their last.
      ("forecast: 2026-04", "forecast: 2026-06-24", 0), ("forecast: 2026-04-02", "forecast: 2026-06", 0),
      ("actual: 2025-04-02", "actual: 2025-05-02", 1), ("forecast: TBD", "forecast: 2026-05-01", 0),
      ("forecast: 2026-04-02", "forecast: 2026-05-01\nstepping: B0", 0),
      ("forecast: 2026-04-02", "forecast: 2026-05-01\nstatus: dropped", 0),
      ("forecast: 2026-04-02", "forecast: 2026-03-01", 1),
    ])
  func silicon(tapeOut: String, wafers: String, count: Int) async {
    let fixture = await RuleFixture(["tape-out": tapeOut, "wafers-out": wafers])
    #expect(fixture.found(by: SiliconTooEarly()).count == count)
  }

  @Test("Wafers and first silicon that are both too early have one cause; a later stepping is not judged")
  func siliconOnce() async {
    let fixture = await RuleFixture([
      "tape-out": "forecast: 2026-04-02\nstepping: A0", "wafers-out": "forecast: 2026-05-02\nstepping: A0",
      "first-silicon": "forecast: 2026-05-09\nstepping: A0",
      "respin": "---\ntitle: R\nkind: tape-out\nstepping: A1\nforecast: 2026-09-01\n---\n",
      "respin-wafers": "---\ntitle: W\nkind: wafers-out\nstepping: A1\nforecast: 2026-10-01\n---\n",
    ])
    #expect(
      fixture.headlines(by: SiliconTooEarly()) == [
        "wafers-out (2026-05-02) lies only 30 days after the tape-out (2026-04-02); no fab takes less than 84 days"
      ])
  }

  @Test(
    "Qualification needs 1000 hours after the last thing it waits for",
    arguments: [
      ("after: {bring-up: 1000h}", 0), ("after: {bring-up: 41d}", 1), ("after: {bring-up: 41d, samples: 60d}", 0),
      ("forecast: 2026-05-01\nafter: {bring-up: 1w}", 0), ("forecast: 2026-05-01", 0),
      ("actual: 2026-01-10\nafter: {done: 1w}", 1), ("after: {report: 1w}", 0), ("after: {open: 1w}", 0),
      ("status: dropped\nafter: {bring-up: 1w}", 0),
    ])
  func qualification(fields: String, count: Int) async {
    let fixture = await RuleFixture([
      "qualification": fields, "bring-up": "forecast: 2026-02-01", "samples": "forecast: 2026-01-20",
      "done": "actual: 2026-01-02", "open": "forecast: TBD",
      "report": "---\ntitle: Stress tests\nkind: qualification\nforecast: 2026-05-01\n---\n",
    ])
    #expect(fixture.found(by: QualificationTooShort()).count == count)
  }

  // MARK: Launch

  @Test(
    "A launch comes after a production release",
    arguments: [
      ("forecast: 2026-08-01", "forecast: 2026-09-01", 1), ("forecast: 2026-09-01", "forecast: 2026-09-01", 0),
      ("actual: 2025-12-01", "forecast: 2026-09-01", 1), ("actual: 2025-12-01", "actual: 2025-11-01", 0),
      ("actual: 2025-12-01", "actual: 2025-12", 0), ("forecast: 2026-08-01", "forecast: TBD", 0),
      ("forecast: 2026-08-01", "forecast: 2026-09-01\nstatus: dropped", 0),
      // The rules about dependencies say it.
      ("forecast: 2026-08-01\nafter: {production-release: 1w}", "forecast: 2026-09-01", 0),
      ("actual: 2025-12-01\nafter: {production-release: 1w}", "forecast: 2026-09-01", 0),
    ])
  func launch(fields: String, release: String, count: Int) async {
    let fixture = await RuleFixture(["launch": fields, "production-release": release])
    #expect(fixture.found(by: LaunchBeforeProductionRelease()).count == count)
  }
}
