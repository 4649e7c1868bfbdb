import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// A chip is expected to launch outside the program's window.
///
/// Bought chips count too: their delivery, or what `launch:` names, is their launch.
struct OutsideLaunchWindow: Rule {
  let name: RuleName = "outside-launch-window"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A chip's launch is expected before or after the launch window in program.md. A launch without a date is judged \
        by its earliest one.
        """,
      why: "The window is the promise that the program is measured by, so this is the first thing its sponsors ask.",
      wrong: Example(
        .init(
          "chips/custom-1/milestones/launch.md", "---\ntitle: Launch\nkind: launch\nforecast: 2026-01-25\n---\n"),
        .init("program.md", "---\ntitle: Program\nlaunch: 2198\nstatus_date: 2026-01-15\n---\n")),
      right: Example(
        .init(
          "chips/custom-1/milestones/launch.md", "---\ntitle: Launch\nkind: launch\nforecast: 2198-12-18\n---\n"),
        .init("program.md", "---\ntitle: Program\nlaunch: 2198\nstatus_date: 2026-01-15\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    guard let window = context.plan.program.launchWindow else { return }
    for index in context.plan.chips.indices {
      let chip = context.plan.chips[index]
      guard let launch = chip.launch, let expected = context.schedule.milestones[launch].earliest,
        !window.value.days.contains(expected)
      else { continue }
      let isDated = context.schedule.milestones[launch].expected != nil
      let milestone = context.plan.milestones[launch]
      let isLate = expected > window.value.days.upperBound
      guard milestone.isPending, isLate || isDated else { continue }
      let days = isLate ? expected - window.value.days.upperBound : window.value.days.lowerBound - expected
      var notes = [Finding.Note("the window", at: window.range)]
      if let chance = context.chanceInWindow[index] {
        // A date that has passed makes whatever follows it a bound.
        let bound = context.schedule.chips[index].overdue == nil ? "" : "at most "
        notes.insert(.init("the chance of a launch inside the window is \(bound)\(Wording.share(chance))"), at: 0)
      }
      findings.append(
        Finding(
          name, at: milestone.forecast?.range ?? milestone.place,
          "\(chip.displayTitle) "
            + (isDated ? "is expected to launch on" : "has no launch date, and by what is dated launches not before")
            + " \(expected), \(Wording.counted(days, "day")) "
            + "\(isLate ? "after the end" : "before the start") of the launch window \(window.value)",
          advice: isLate
            ? "Shorten the driving path, or say openly that the window does not hold."
            : "Correct the date, or widen the window in program.md.",
          notes: notes))
    }
  }
}
