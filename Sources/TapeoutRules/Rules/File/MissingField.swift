import TapeoutModel

/// A required field is missing or empty. Reported by the parser.
struct MissingField: Rule {
  let name: RuleName = "missing-field"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A field that must be there is not, or has no value; or a dependency has no duration.",
      why: """
        A milestone without a kind has no phase, and one without a title has no name in any table.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
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
