import TapeoutModel

/// A value of another type than the field takes. Reported by the parser.
struct WrongType: Rule {
  let name: RuleName = "wrong-type"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        A list stands where one value belongs, a word is not one of those allowed, or a number is not a number.
        """,
      why: "The value cannot be used, so the field counts as unknown.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        gate: yes
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        gate: true
        ---

        """))
  }
}
