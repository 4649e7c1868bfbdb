import TapeoutModel

/// The bytes of a file are not UTF-8 text. Reported by the parser.
struct InvalidEncoding: Rule {
  let name: RuleName = "invalid-encoding"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        The file is not UTF-8: it is UTF-16, holds a byte that UTF-8 does not allow, or a NUL byte.
        """,
      why: """
        A character that is guessed can turn a name or a date into another one, so nothing of the file is read.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        owner: Caf\u{0}
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        owner: Café
        ---

        """))
  }
}
