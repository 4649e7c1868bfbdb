import TapeoutModel

/// Git cannot tell what earlier plans said. Reported where history is read; an example cannot show it.
struct HistoryUnavailable: Rule {
  let name: RuleName = "history-unavailable"
  let group = RuleGroup.program
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    let example = Example(
      Example.File("program.md", "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\n---\n"))
    return Explanation(
      what: "`Content/` is not in a Git repository, or its clone is shallow, so earlier plans cannot be read.",
      why: "A trend that starts too late hides slip. Nothing is guessed from the times of files.",
      wrong: example, right: example)
  }
}
