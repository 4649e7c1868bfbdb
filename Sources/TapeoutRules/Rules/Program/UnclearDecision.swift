import TapeoutModel

/// An item below `Decisions wanted` that cannot be read as a decision with an owner and a day. The parser reports it.
struct UnclearDecision: Rule {
  let name: RuleName = "unclear-decision"
  let group = RuleGroup.program
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        Below the heading `Decisions wanted` of a report stands an item without a box, without who decides it or by when, \
        or with a day that cannot be read; or the heading itself is misspelt.
        """,
      why: "A decision that nobody is asked for, or that has no day, is not taken and is never late.",
      wrong: report("- [ ] Keep or drop the two late features (by next week)"),
      right: report(
        "- [ ] Keep or drop the two late features (Layout team, by 2026-01-22). Depends on the last layout pass."))
  }

  private func report(_ item: String) -> Example {
    Example(
      .init(
        "reports/2026-01-15.md",
        """
        ---
        title: Two features are late
        ---

        ## Decisions wanted

        \(item)

        """))
  }
}
