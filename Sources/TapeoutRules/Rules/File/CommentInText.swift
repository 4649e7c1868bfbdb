import TapeoutModel

/// A ` #` that cuts a plain text short. Reported by the parser.
struct CommentInText: Rule {
  let name: RuleName = "comment-in-text"
  let group = RuleGroup.file
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A text is followed by one space and a #, and YAML takes the rest of the line for a comment.
        """,
      why: "Half of the sentence disappears without a word: “see bug #3” becomes “see bug”.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        reason: waits for bug #3
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        reason: "waits for bug #3"
        ---

        """))
  }
}
