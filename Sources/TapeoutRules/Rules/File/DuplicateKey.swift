import TapeoutModel

/// A field is written twice. Reported by the parser.
struct DuplicateKey: Rule {
  let name: RuleName = "duplicate-key"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "The same field, or the same dependency, stands twice in one place.",
      why: "Only one of the two values can hold, and readers of the file cannot know which.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        baseline: 2030-03-15
        baseline: 2030-04-02
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        baseline: 2030-03-15
        ---

        """))
  }
}
