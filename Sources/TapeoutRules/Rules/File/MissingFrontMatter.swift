import TapeoutModel

/// A file has no front matter, or one that never ends. Reported by the parser.
struct MissingFrontMatter: Rule {
  let name: RuleName = "missing-front-matter"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "The file does not begin with a line `---`, or no second such line follows.",
      why: """
        Without front matter the file has no title, no kind and no dates: the milestone would drop out of the \
        plan.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        # Tape-out review

        Held on Friday.

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        Held on Friday.

        """))
  }
}
