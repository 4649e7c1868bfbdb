import TapeoutModel

/// A line that is read as the heading `Exit criteria`, though it is not written as one. Reported by the parser.
struct UnclearCriteriaHeading: Rule {
  let name: RuleName = "unclear-criteria-heading"
  let group = RuleGroup.gates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A heading is nearly `Exit criteria`, with a letter wrong or other words around, or a line looks like that heading \
        without being one: no space after its number signs, bold text, a label.
        """,
      why: "The items below are read as criteria, and an editor or a Git host shows something else.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        ##Exit criteria

        - [x] LVS clean

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        ## Exit criteria

        - [x] LVS clean

        """))
  }
}
