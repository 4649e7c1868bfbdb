import TapeoutHistory
import TapeoutModel

/// Git cannot tell what earlier plans said.
struct HistoryUnavailable: Rule {
  let name: RuleName = "history-unavailable"
  let group = RuleGroup.program
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    let right = Example(
      Example.File("program.md", "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\n---\n"))
    var wrong = right
    wrong.gap = "the clone is shallow"
    return Explanation(
      what: "`Content/` is not in a Git repository, or its clone is shallow, so earlier plans cannot be read.",
      why: "A trend that starts too late hides slip. Nothing is guessed from the times of files.",
      wrong: wrong, right: right)
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    guard let gap = context.history.gap else { return }
    let program = context.plan.program
    let start = gap.knownFrom.map { "before \($0) " } ?? ""
    findings.append(
      Finding(
        name, at: program.title?.range ?? program.origin.start, "History \(start)is unknown: \(gap.reason)",
        advice: "Keep `Content/` in a Git repository and clone it in full: in CI, set the depth of the checkout to 0."))
  }
}
