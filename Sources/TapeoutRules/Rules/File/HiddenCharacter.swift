import TapeoutModel

/// A text with characters that nobody sees. Reported by the parser.
struct HiddenCharacter: Rule {
  let name: RuleName = "hidden-character"
  let group = RuleGroup.file
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A title, an owner or another text of the front matter holds characters that take no room: spaces of no width, \
        soft hyphens, marks and controls of direction, tags, selectors of variants that do not exist. What emoji and \
        scripts are written with is none of them.
        """,
      why: """
        Two names that look the same are then two names, a search does not find them, and a control of direction turns \
        around what is read. They come from pasted text, and seldom with a purpose. Exports leave them out.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: "Tape-out\\u200B review"
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
