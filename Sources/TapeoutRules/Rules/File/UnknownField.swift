import TapeoutModel

/// A field that the format does not have. Reported by the parser.
struct UnknownField: Rule {
  let name: RuleName = "unknown-field"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A name before a colon is no field of this kind of file.",
      why: "A misspelt `forcast:` would be a forecast that nobody sees.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        forcast: 2030-04-02
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        forecast: 2030-04-02
        ---

        """))
  }
}
