import TapeoutModel

/// An item under Exit criteria begins with a box that is none of the four. Reported by the parser.
struct UnknownCheckbox: Rule {
  let name: RuleName = "unknown-checkbox"
  let group = RuleGroup.file
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        An item under Exit criteria begins with something like a box that is not [ ], [x], [!] or [-].
        """,
      why: """
        Whether the criterion is met cannot be told, so it counts as what the box seems to mean, else as open.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        ## Exit criteria

        - [x] LVS clean
        - [?] Review held

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
        - [ ] Review held

        """))
  }
}
