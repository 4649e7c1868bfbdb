import TapeoutModel

/// A Markdown file where no content lies. Reported by the parser.
struct UnexpectedFile: Rule {
  let name: RuleName = "unexpected-file"
  let group = RuleGroup.file
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "A Markdown file lies where nothing is read, or its name does not fit its folder.",
      why: "Whoever wrote it believes that it counts.",
      wrong: Example(
        Example.File(
          "chips/custom-1/notes.md",
          """
          ---
          title: Notes
          ---

          """)),
      right: Example(
        Example.File(
          "chips/custom-1/milestones/notes-review.md",
          """
          ---
          title: Notes review
          kind: review
          ---

          """)))
  }
}
