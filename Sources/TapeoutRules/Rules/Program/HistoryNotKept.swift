import TapeoutHistory
import TapeoutModel

/// A plan without reports that nobody has committed yet.
struct HistoryNotKept: Rule {
  let name: RuleName = "history-not-kept"
  let group = RuleGroup.program
  let defaultSeverity = Severity.hint

  var explanation: Explanation {
    let right = Example(
      Example.File("program.md", "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\n---\n"))
    var wrong = right
    wrong.gap = "this is not a Git repository"
    wrong.isNotKept = true
    return Explanation(
      what: """
        Nothing of `Content/` was ever committed to a Git repository, and there is no report yet. From the first report \
        on it is a warning, `history-unavailable`.
        """,
      why: """
        From the second report on, pages tell what moved since the one before. That is read from commits; what was not \
        committed is not known.
        """,
      wrong: wrong, right: right)
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    guard let gap = context.history.gap, HistoryNotKept.concerns(context) else { return }
    let program = context.plan.program
    findings.append(
      Finding(
        name, at: program.title?.range ?? program.origin.start, "History is not kept yet: \(gap.reason)",
        advice: gap.advice))
  }

  /// Whether there is no history because there is nothing yet that could have one.
  static func concerns(_ context: RuleContext) -> Bool {
    context.history.gap?.isNotKept == true && context.plan.reports.isEmpty
  }
}
