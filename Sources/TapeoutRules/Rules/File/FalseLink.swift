import TapeoutModel

/// What was written as a link and is none in Markdown. Reported by the parser.
struct FalseLink: Rule {
  let name: RuleName = "false-link"
  let group = RuleGroup.file
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A text holds what reads as a link or a picture and is none: `[[page]]`, an address with a blank, a reference \
        `[text][label]` without its definition, brackets the wrong way round.
        """,
      why: "The page shows the bare brackets, and nobody is told that the target may not exist.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        Follows the [[kickoff]].

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        Follows the [kickoff](kickoff.md).

        """))
  }
}
