import TapeoutModel

/// A program without a launch window.
struct LaunchWindowUnset: Rule {
  let name: RuleName = "launch-window-unset"
  let group = RuleGroup.program
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "program.md states no launch window.",
      why: "Without one, no launch can be inside or outside of it: the first question that anybody asks has no answer.",
      wrong: Example(Example.File("program.md", "---\ntitle: Program\nstatus_date: 2026-01-15\n---\n")),
      right: Example(Example.File("program.md", "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let program = context.plan.program
    guard program.launchWindow == nil, !program.isLaunchOpen, program.origin.omits("launch") else { return }
    findings.append(
      Finding(
        name, at: program.title?.range ?? program.origin.start, "The program has no launch window",
        advice: "Add `launch:` with a date as precise as it is known, such as 2026, or FIRST..LAST, or `TBD`."))
  }
}
