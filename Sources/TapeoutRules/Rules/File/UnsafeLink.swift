import TapeoutModel

/// A link to what no page may link to. Reported by the parser.
struct UnsafeLink: Rule {
  let name: RuleName = "unsafe-link"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A link is not http, https, mailto or relative, or a picture lies on another site.",
      why: """
        Such a link can run code in a reader’s browser, or tell another site who reads the plan.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        [minutes](javascript:alert)

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        [minutes](https://example.com/minutes)

        """))
  }
}
