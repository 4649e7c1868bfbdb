import Foundation
import TapeoutHistory
import TapeoutModel
import TapeoutParser
import TapeoutRules
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("The rule set")
struct RuleSetTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  /// Rules whose findings no file that is only read can show.
  private static let unshowable: Set<RuleName> = ["unreadable-file"]

  private func findings(_ example: Example) async -> (findings: [Finding], result: ReadResult) {
    var files = exampleProgram
    for file in example.files { files[file.path] = file.text }
    var history = PlanHistory()
    for earlier in example.earlier {
      for file in earlier.files { files[file.path] = file.text }
      let plan = await ContentFixture(files).read().plan
      history.snapshots.append(PlanSnapshot(plan, Schedule(plan, statusDate: earlier.day)))
    }
    history.gap = example.gap.map {
      PlanHistory.Gap(reason: $0, advice: "Commit it.", knownFrom: nil, isNotKept: example.isNotKept)
    }
    // What only lay there earlier is gone.
    files = exampleProgram
    for file in example.files { files[file.path] = file.text }
    let result = await ContentFixture(files).read()
    let schedule = Schedule(result.plan, statusDate: result.plan.statedStatusDate ?? Day(unchecked: 2026, 1, 15))
    let context = RuleContext(
      plan: result.plan, schedule: schedule, sources: result.sources, history: history,
      today: example.today)
    return (await Linter.lint(context, and: result.findings), result)
  }

  @Test("The program under the examples has no findings")
  func base() async {
    let (findings, _) = await findings(Example())
    #expect(findings.map { "\($0.rule): \($0.headline)" } == [])
  }

  @Test(
    "The wrong example of every rule shows its finding, the right one does not, nor any error",
    arguments: RuleSet.all.map(\.name))
  func examples(_ name: RuleName) async throws {
    let rule = try #require(RuleSet.rule(named: name))
    let (wrong, _) = await findings(rule.explanation.wrong)
    let (right, _) = await findings(rule.explanation.right)
    #expect(right.filter { $0.rule == name || $0.severity == .error }.map { "\($0.rule): \($0.headline)" } == [])
    if RuleSetTests.unshowable.contains(name) { return }
    let found = wrong.filter { $0.rule == name }
    #expect(!found.isEmpty, "found instead: \(wrong.map { "\($0.rule): \($0.headline)" })")
    for finding in found {
      #expect(finding.severity == rule.defaultSeverity)
      #expect(finding.advice != nil, "every finding says what to do")
    }
  }

  @Test("A fix of an example mends it", arguments: RuleSet.all.map(\.name))
  func fixes(_ name: RuleName) async throws {
    let rule = try #require(RuleSet.rule(named: name))
    let (wrong, result) = await findings(rule.explanation.wrong)
    for finding in wrong where finding.rule == name {
      guard let fix = finding.fixes.first else { continue }
      var files = exampleProgram
      for file in rule.explanation.wrong.files { files[file.path] = file.text }
      let path = String(result.sources[finding.range.file].path.dropFirst("Content/".count))
      files[path] = result.applying(fix)
      let (again, _) = await findings(Example(files: files.map { Example.File($0.key, $0.value) }))
      #expect(again.filter { $0.rule == name }.count < wrong.filter { $0.rule == name }.count, "\(fix.title)")
    }
  }

  @Test("Every rule has its file, named after it, in the folder of its group, and nothing else lies there")
  func folders() throws {
    let folder = RuleSetTests.sources.appending(path: "TapeoutRules/Rules")
    var expected: Set<String> = []
    for rule in RuleSet.all {
      let name = rule.name.description.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      let group = rule.group.rawValue
      expected.insert("\(group.prefix(1).uppercased())\(group.dropFirst())/\(name).swift")
    }
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") && !$0.hasSuffix("Rules.swift") }
    #expect(Set(files) == expected)
    #expect(Set(RuleSet.all.map(\.name)).count == RuleSet.all.count)
  }

  @Test("Every rule that the loader and the parser report is registered")
  func reported() throws {
    let pattern = try Regex("(?:Finding|report|reject)\\(\\s*\"([a-z]+(?:-[a-z]+)+)\"")
    var names: Set<String> = []
    for folder in ["TapeoutParser", "TapeoutWorkspace"] {
      for file in try FileManager.default.subpathsOfDirectory(atPath: RuleSetTests.sources.appending(path: folder).path)
      {
        guard file.hasSuffix(".swift") else { continue }
        let text = try String(contentsOf: RuleSetTests.sources.appending(path: "\(folder)/\(file)"), encoding: .utf8)
        for match in text.matches(of: pattern) {
          if let name = match.output[1].substring { names.insert(String(name)) }
        }
      }
    }
    #expect(names.count > 15)
    #expect(names.filter { RuleSet.rule(named: RuleName($0)) == nil } == [])
  }

  @Test("program.md sets severities, but not those of what could not be read")
  func settings() async {
    func severities(_ rules: String) async -> [String] {
      let program = "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\nrules: {\(rules)}\n---\n"
      let bad = "---\ntitle: X\nkind: review\nowner: A\nactual: 2031-01-01\nbaseline: 2026-02-30\n---\n"
      let example = Example(files: [
        Example.File("program.md", program), Example.File("chips/custom-1/milestones/x.md", bad),
      ])
      return await findings(example).findings.map { "\($0.rule) \($0.severity)" }
    }
    #expect(await severities("") == ["actual-in-future error", "invalid-date error"])
    #expect(await severities("actual-in-future: hint") == ["actual-in-future hint", "invalid-date error"])
    #expect(await severities("actual-in-future: off") == ["invalid-date error"])
    #expect(await severities("invalid-date: off").contains("unknown-rule error"))
    #expect(await severities("invalid-date: off").contains("invalid-date error"))
  }

  @Test("Findings come in the order of files and places, each once")
  func order() async {
    let bad = "---\ntitle: X\nkind: rewiew\nbaseline: 2026-02-30\nafter: {y: 1w}\n---\n[a](b.md) [a](c.md)\n"
    let example = Example(files: ["z", "y-1", "y"].map { Example.File("chips/custom-1/milestones/\($0).md", bad) })
    let (findings, result) = await findings(example)
    let places = findings.map { ($0.range.file, $0.range.start) }
    #expect(places.elementsEqual(places.sorted { $0 < $1 }, by: ==))
    #expect(result.sources.files.map(\.path) == result.sources.files.map(\.path).sorted())
    #expect(Set(findings).count == findings.count)
  }
}
