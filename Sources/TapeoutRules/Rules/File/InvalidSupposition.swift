import TapeoutModel

/// A line below `changes:` of a scenario that supposes nothing. The parser reports it.
struct InvalidSupposition: Rule {
  let name: RuleName = "invalid-supposition"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        A line below `changes:` of a scenario is neither a milestone with a move or a date, nor a risk with `occurs` or \
        `averted`.
        """,
      why: "A scenario that leaves out one of its changes would compare another plan than its title says.",
      wrong: scenario("custom-1/tape-out: 3w"),
      right: scenario("custom-1/tape-out: +3w"))
  }

  private func scenario(_ line: String) -> Example {
    Example(
      .init(
        "scenarios/late-masks.md",
        """
        ---
        title: The tape-out comes three weeks later
        changes:
          \(line)
        ---

        """))
  }
}
