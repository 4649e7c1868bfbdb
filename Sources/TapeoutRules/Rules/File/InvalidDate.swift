import TapeoutModel

/// A date that does not exist or is not spelt as one. Reported by the parser.
struct InvalidDate: Rule {
  let name: RuleName = "invalid-date"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        A date is impossible (2026-02-30), out of range, or written in another way than the format’s.
        """,
      why: """
        Published plans have held 2024-02-30 and 2025-10-0. A date that has to be guessed is no date.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        baseline: 2026-02-30
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        baseline: 2030-02-28
        ---

        """))
  }
}
