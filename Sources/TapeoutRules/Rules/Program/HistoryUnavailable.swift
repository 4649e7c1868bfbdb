import TapeoutHistory
import TapeoutModel
import TapeoutWording

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
      what: """
        The plans of earlier reports are not known: `Content/` is not in a Git repository, its clone is shallow, the \
        reports are older than the repository, or a report was committed together with a newer one. Before the first \
        report nothing is missing yet, and `history-not-kept` gives a hint instead.
        """,
      why: "A trend that starts too late hides slip. Nothing is guessed from the times of files.",
      wrong: wrong, right: right)
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let program = context.plan.program
    let place = program.title?.range ?? program.origin.start
    if let gap = context.history.gap, !HistoryNotKept.concerns(context) {
      let start = gap.knownFrom.map { "before \($0) " } ?? ""
      findings.append(
        Finding(name, at: place, "History \(start)is unknown: \(gap.reason)", advice: gap.advice))
    }
    let unknown = context.history.unknownReports
    guard !unknown.isEmpty else { return }
    let days = Wording.list(unknown.prefix(HistoryUnavailable.mostDays).map(\.description))
    let more = unknown.count - HistoryUnavailable.mostDays
    findings.append(
      Finding(
        name, at: place,
        "What the plan was on \(days)\(more > 0 ? " and \(Wording.counted(more, "more day"))" : "") is unknown: "
          + "\(unknown.count == 1 ? "that report was" : "these reports were") committed together with a newer one",
        advice:
          "Commit each report with the plan that it tells of. What had changed by then is told by the newer report."
      ))
  }

  private static let mostDays = 3
}
