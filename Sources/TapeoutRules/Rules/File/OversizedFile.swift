import TapeoutModel

/// A file beyond the limits of reading. Reported by the loader and the parser.
struct OversizedFile: Rule {
  let name: RuleName = "oversized-file"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        A file has more than 1 MiB, its front matter more than 64 KiB, its body more than 256 KiB, or its \
        Markdown is nested or linked beyond all use.
        """,
      why: "Such a file is a log or an attack, and reading it could take minutes.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > deep

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        > not deep

        """))
  }
}
