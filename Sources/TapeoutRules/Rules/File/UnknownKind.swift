import TapeoutModel

/// A milestone kind that is not in the vocabulary. Reported by the parser.
struct UnknownKind: Rule {
  let name: RuleName = "unknown-kind"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        The `kind` is neither one of the vocabulary nor defined below `kinds:` in program.md.
        """,
      why: """
        The kind gives a milestone its phase, its parties and its checks; without it none of them hold.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tapeout-review
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        """))
  }
}
