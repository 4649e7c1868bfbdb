import TapeoutModel
import TapeoutParser
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@testable import TapeoutRules

@Suite("A safe fix is right or absent")
struct FixLawTests {
  /// A milestone file in which most fields and a list of criteria stand.
  private static let text = """
    ---
    title: Tape-out review
    kind: tape-out-review
    from: broadcom
    to: acme
    owner: Layout team
    baseline: 2029-04-02
    status: blocked
    reason: "Waits: for the foundry"
    gate: true
    after:
      physical-verification: 2w
      power-signoff: 1w..2w..4w
    tags: [a, b]
    ---

    ## Exit criteria

    - [x] DRC clean
    - [-] ESD (waived by TSMC until tape-out: pads unused)

    """
  private static let path = "chips/custom-1/milestones/tape-out-review.md"

  /// Slips of one keystroke or of habit, each at every place where it can happen.
  private static var slips: [String] {
    let bytes = Array(text.utf8)
    var slips: Set<String> = []
    func add(_ edit: (inout [UInt8]) -> Void) {
      var slip = bytes
      edit(&slip)
      slips.insert(String(decoding: slip, as: UTF8.self))
    }
    for index in bytes.indices.dropLast() {
      add { $0.remove(at: index) }
      add { $0.swapAt(index, index + 1) }
      add { $0.insert(bytes[index], at: index) }
      if bytes[index] == 0x20 { add { $0[index] = 0x09 } }
      if bytes[index] >= 0x61, bytes[index] <= 0x7A { add { $0[index] ^= 0x20 } }
    }
    for (right, wrong) in [
      ("2029-04-02", "2 April 2029"), ("2029-04-02", "04/02/2029"), ("2w", "2 weeks"), ("2w", "a month"),
      ("true", "yes"),
      ("blocked", "done"), ("[x]", "[✓]"), ("[x]", "☑"), ("- [x]", "-[x]"), ("- [x]", "• [x]"), ("## Exit", "##Exit"),
      ("broadcom", "Broadcom"), ("Layout team", "“Layout team”"), ("Layout team", "Layout #2"), ("owner", "Owner"),
      ("baseline", "base_line"), ("after:\n", "after\n"), (": 2w", ":2w"), ("title: ", "title = "), ("[a, b]", "[a, b"),
    ] { slips.insert(text.replacing(right, with: wrong)) }
    return slips.sorted()
  }

  private func findings(_ text: String) async -> (findings: [Finding], result: ReadResult) {
    var files = exampleProgram
    files[FixLawTests.path] = text
    let result = await ContentFixture(files).read()
    let schedule = Schedule(result.plan, statusDate: Day(unchecked: 2026, 1, 15))
    let context = RuleContext(plan: result.plan, schedule: schedule, sources: result.sources)
    return (await Linter.lint(context, and: result.findings), result)
  }

  private func name(_ finding: Finding) -> String { "\(finding.rule): \(finding.headline)" }

  @Test("Applied, a fix takes its finding away and brings no other mistake of writing")
  func law() async {
    // What is found in the file without a slip, too.
    let right = Set(await findings(FixLawTests.text).findings.map(name))
    var tried = 0
    for slip in FixLawTests.slips {
      let (before, result) = await findings(slip)
      let known = Set(before.map(name))
      for finding in before {
        for fix in finding.fixes where !fix.isGuess {
          tried += 1
          let (after, _) = await findings(result.applying(fix))
          let wrong = after.filter { other in
            guard let rule = RuleSet.rule(named: other.rule) else { return true }
            return !known.contains(name(other)) && !right.contains(name(other))
              && (rule.group == .file || rule.group == .references)
          }
          let isGone = after.count { name($0) == name(finding) } < before.count { name($0) == name(finding) }
          #expect(isGone, "\(fix.title) in\n\(slip)")
          // What could not be read hid what is wrong behind it: to show that is no new mistake.
          if finding.rule == "yaml-syntax" || finding.rule == "missing-front-matter" { continue }
          #expect(wrong.map(name) == [], "\(fix.title) for \(name(finding)) in\n\(slip)")
        }
      }
    }
    #expect(tried > 200)
  }
}
