import TapeoutModel

/// A file that the disk does not give. Reported by the loader; an example cannot show it.
struct UnreadableFile: Rule {
  let name: RuleName = "unreadable-file"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        A file cannot be opened: no permission, a symbolic link, a pipe or device, or a name that is not UTF-8.
        """,
      why: """
        What is skipped without a word is missing from the plan without a word. Links are not followed, so that \
        no file from elsewhere gets published.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
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
