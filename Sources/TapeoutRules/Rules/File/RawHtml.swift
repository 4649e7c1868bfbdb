import TapeoutModel

/// HTML in a body. Reported by the parser.
struct RawHtml: Rule {
  let name: RuleName = "raw-html"
  let group = RuleGroup.file
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "The text holds an HTML tag.",
      why: """
        HTML is never passed through to a page: several companies write here, and what is left of the text may \
        say something else.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        Held <b>late</b>.

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        Held **late**.

        """))
  }
}
