import TapeoutHistory
import TapeoutModel
import TapeoutParser
import TapeoutSchedule
import TapeoutTestSupport

@testable import TapeoutRules

/// A small clean program on 2026-01-15 with the files of a test laid over it, and what rules find in it.
struct RuleFixture {
  static let base = [
    "program.md": "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n",
    "partners/acme.md": "---\ntitle: Acme\nrole: customer\n---\n",
    "partners/broadcom.md": "---\ntitle: Broadcom\nrole: design-partner\n---\n",
    "partners/tsmc.md": "---\ntitle: TSMC\nrole: foundry\n---\n",
    "chips/custom-1/chip.md":
      "---\ntitle: Chip\nkind: custom\ndesign_partner: broadcom\nfoundry: tsmc\npackaging: tsmc\n---\n",
  ]

  let plan: Plan
  let schedule: Schedule
  let result: ReadResult
  var chances: [ChipIndex: Double] = [:]
  var history = PlanHistory()

  /// - Parameter files: front matter and body below `Content/`; of a milestone of `custom-1` the id is enough, and
  ///   where nothing else is said `---` lines, title and kind are added.
  init(_ files: [String: String]) async {
    var all = RuleFixture.base
    for (path, text) in files {
      if path.utf8.contains(UInt8(ascii: ".")) {
        all[path] = text
      } else {
        let kind = MilestoneKind.builtIn.contains { $0.name == path } ? path : "review"
        all["chips/custom-1/milestones/\(path).md"] =
          text.utf8.starts(with: "---".utf8) ? text : "---\ntitle: \(path)\nkind: \(kind)\n\(text)\n---\n"
      }
    }
    result = await ContentFixture(all).read()
    plan = result.plan
    schedule = Schedule(plan, statusDate: plan.statedStatusDate ?? Day(unchecked: 2026, 1, 15))
  }

  func found(by rule: some Rule) -> [Finding] {
    var findings: [Finding] = []
    rule.check(
      RuleContext(
        plan: plan, schedule: schedule, sources: result.sources, chanceInWindow: chances, history: history),
      into: &findings)
    return findings
  }

  func headlines(by rule: some Rule) -> [String] { found(by: rule).map(\.headline) }

  /// What a finding points at.
  func text(_ finding: Finding) -> String { result.text(finding.range) }
}
