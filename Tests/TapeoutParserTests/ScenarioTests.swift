import TapeoutModel
import TapeoutParser
import TapeoutTestSupport
import Testing

@Suite("Scenarios")
struct ScenarioTests {
  private func read(_ changes: String, path: String = "scenarios/late.md") async -> ReadResult {
    var files = ContentFixture(milestone: "---\ntitle: T\nkind: tape-out\n---\n").files
    files["chips/custom-1/risks/respin.md"] = "---\ntitle: R\nprobability: 10%\n---\n"
    files[path] = "---\ntitle: Later\nchanges:\n\(changes)---\n\nWhy.\n"
    return await ContentFixture(files).read()
  }

  @Test("Lines below changes suppose moves of milestones, dates, and what becomes of risks")
  func changes() async throws {
    let result = await read(
      "  custom-1/tape-out: +3w\n  custom-2/launch: 2026-Q3\n  \"risk custom-1/respin\": occurs\n  risk custom-1/none: averted\n"
    )
    let plan = result.plan
    let scenario = try #require(plan.scenarios.first)
    #expect(scenario.id == "late" && scenario.displayTitle == "Later" && scenario.body.range != nil)
    #expect(result.summary.filter { $0.contains("scenarios") } == [])
    guard case .move(let tapeOut, .days(21), let value) = scenario.changes[0],
      case .move(let launch, .to(let quarter), _) = scenario.changes[1],
      case .risk(let respin, occurs: true) = scenario.changes[2],
      case .risk(let none, occurs: false) = scenario.changes[3]
    else {
      Issue.record("\(scenario.changes)")
      return
    }
    #expect(tapeOut.index == plan.place("custom-1/tape-out") && result.text(value) == "+3w")
    #expect(launch.index == nil && quarter.description == "2026-Q3")
    #expect(respin.index == RiskIndex(0) && result.text(respin.range) == "custom-1/respin")
    #expect(none.index == nil && result.text(none.range) == "custom-1/none")
  }

  @Test(
    "What supposes nothing is an error where it stands, with what was probably meant",
    arguments: [
      ("custom-1/tape-out: 3w", "3w", "+3w"), ("custom-1/tape-out: \u{2212}5d", "\u{2212}5d", "-5d"),
      ("custom-1/tape-out: +3wd", "+3wd", nil), ("custom-1/tape-out: soon", "soon", nil),
      ("custom-1/tape-out: 17.06.2026", "17.06.2026", "2026-06-17"), ("custom-1/tape-out: TBD", "TBD", nil),
      ("tape-out: +3w", "tape-out", nil), ("risk respin: occurs", "risk respin", nil),
      ("risk custom-1/respin: ocurs", "ocurs", "occurs"), ("risk custom-1/respin: +3w", "+3w", nil),
    ])
  func malformed(_ line: String, _ place: String, _ fix: String?) async {
    let result = await read("  \(line)\n")
    let findings = result.findings.filter { $0.rule == "invalid-supposition" }
    #expect(findings.map { result.text($0.range) } == [place])
    #expect(findings.first?.fixes.first?.edits.first?.text == fix)
  }

  @Test("A scenario needs a title and changes, and its file a place that is one")
  func files() async {
    let empty = await read("")
    #expect(
      empty.summary.contains { $0.hasPrefix("missing-field Content/scenarios/late.md") && $0.contains("`changes`") })
    let stray = await read("  custom-1/tape-out: +3w\n", path: "scenario/late.md")
    #expect(stray.plan.scenarios.isEmpty)
    #expect(stray.findings.contains { $0.rule == "unexpected-file" && ($0.advice?.contains("scenarios") ?? false) })
  }
}
