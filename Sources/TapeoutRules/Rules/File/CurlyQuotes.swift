import TapeoutModel

/// Typographic quotes around a value. Reported by the parser.
struct CurlyQuotes: Rule {
  let name: RuleName = "curly-quotes"
  let group = RuleGroup.file
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "A value stands in typographic quotes, as word processors write them.",
      why: """
        YAML takes them for part of the text, so they would be printed; and a colon behind them is not \
        protected.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        owner: “Layout lead”
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        owner: "Layout lead"
        ---

        """))
  }
}
