import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutRules

@Suite("Rules of the groups references and program")
struct ReferenceRuleTests {
  @Test(
    "An unknown milestone is searched for where it may have been meant",
    arguments: [
      ("{tapeout: 1w}", "There is no milestone `custom-1/tapeout`; did you mean `tape-out`?"),
      ("{custom-2/tape-ot: 1w}", "There is no milestone `custom-2/tape-ot`; did you mean `custom-2/tape-out`?"),
      ("{other: 1w}", "There is no milestone `custom-1/other`; did you mean `custom-2/other`?"),
      ("{zebra: 1w}", "There is no milestone `custom-1/zebra`"),
    ])
  func unknownMilestone(_ after: String, _ headline: String) async {
    let fixture = await RuleFixture([
      "launch": "after: \(after)", "tape-out": "", "chips/custom-2/chip.md": "---\ntitle: C\nkind: custom\n---\n",
      "chips/custom-2/milestones/tape-out.md": "---\ntitle: T\nkind: tape-out\n---\n",
      "chips/custom-2/milestones/other.md": "---\ntitle: T\nkind: review\n---\n",
    ])
    #expect(fixture.headlines(by: UnknownMilestone()) == [headline])
  }

  @Test("Waivers, risks and launches are references, too, and a damaged file is there")
  func otherReferences() async {
    let fixture = await RuleFixture([
      "launch":
        "---\ntitle: L\nkind: launch\nafter: {broken: 1w}\n---\n## Exit criteria\n\n- [-] A (waived by TSMC until nothing-here: why)\n",
      "broken": "---\ntitle: no end\n",
      "chips/custom-1/chip.md": "---\ntitle: C\nkind: custom\nlaunch: lunch\n---\n",
      "chips/custom-1/risks/r.md": "---\ntitle: R\nprobability: 10%\ndelays: {launcher: 1w}\n---\n",
    ])
    #expect(
      fixture.headlines(by: UnknownMilestone()).sorted() == [
        "There is no milestone `custom-1/launcher`; did you mean `launch`?",
        "There is no milestone `custom-1/lunch`; did you mean `launch`?",
        "There is no milestone `custom-1/nothing-here`",
      ])
  }

  @Test("A ring is shown whole, a milestone that waits for itself is not one")
  func rings() async {
    let fixture = await RuleFixture([
      "a": "after: {c: 1w}", "b": "after: {a: 1w}", "c": "after: {b: 1w}", "self": "after: {self: 1w}",
    ])
    let findings = fixture.found(by: DependencyCycle())
    #expect(
      findings.map(\.headline) == [
        "3 milestones wait for each other in a ring: custom-1/a → custom-1/b → custom-1/c → custom-1/a"
      ])
    #expect(findings.first.map { fixture.text($0) } == "c")
    #expect(findings.first?.notes.count == 3)
    #expect(fixture.headlines(by: SelfDependency()) == ["self waits for itself"])
  }

  @Test(
    "Links are followed as a browser follows them",
    arguments: [
      ("tape-out.md", nil), ("./tape-out.md#notes", nil), ("../chip.md?x", nil),
      ("../../custom-1/milestones/tape%2Dout.md", nil),
      ("https://example.com/x.md", nil), ("mailto:a@example.com", nil), ("#here", nil),
      (
        "tapeout.md",
        "There is no page Content/chips/custom-1/milestones/tapeout.md; did you mean Content/chips/custom-1/milestones/tape-out.md?"
      ),
      ("../../../../README.md", "The link “../../../../README.md” leads out of Content"),
      ("/etc/passwd.md", "The link “/etc/passwd.md” leads out of Content"),
      ("%2e%2e/%2e%2e/%2e%2e/%2e%2e/x.md", "The link “%2e%2e/%2e%2e/%2e%2e/%2e%2e/x.md” leads out of Content"),
      (
        "Tape-Out.md",
        "There is no page Content/chips/custom-1/milestones/Tape-Out.md; did you mean Content/chips/custom-1/milestones/tape-out.md?"
      ),
    ] as [(String, String?)])
  func links(_ destination: String, _ headline: String?) async {
    let fixture = await RuleFixture([
      "tape-out": "", "launch": "---\ntitle: L\nkind: launch\n---\n[x](\(destination))\n",
    ])
    #expect(fixture.headlines(by: BrokenLink()) == (headline.map { [$0] } ?? []))
  }

  @Test("Only what is still to come and leads nowhere is an orphan")
  func orphans() async {
    let fixture = await RuleFixture([
      "launch": "after: {needed: 1w}", "needed": "", "alone": "", "done": "actual: 2025-01-01",
      "gone": "status: dropped\nreason: x",
    ])
    #expect(fixture.headlines(by: OrphanMilestone()) == ["No launch waits for alone, so its delay would move nothing"])
  }

  @Test("Ids that differ in case clash")
  func clash() async {
    let fixture = await RuleFixture(["tape-out": "", "Tape-Out": ""])
    #expect(fixture.headlines(by: IdClash()).count == 1)
  }

  @Test("A program whose window was written but not understood is not told to write one")
  func window() async {
    let fixture = await RuleFixture(["program.md": "---\ntitle: P\nlaunch: soon\n---\n"])
    #expect(fixture.headlines(by: LaunchWindowUnset()) == [])
  }
}
