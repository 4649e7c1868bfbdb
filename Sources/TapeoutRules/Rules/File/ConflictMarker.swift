import TapeoutModel

/// Both sides of a merge are still in the file. Reported by the parser.
struct ConflictMarker: Rule {
  let name: RuleName = "conflict-marker"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "The file holds the markers of an unresolved Git merge.",
      why: "It states two plans at once.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        <<<<<<< HEAD
        baseline: 2030-03-15
        =======
        baseline: 2030-04-02
        >>>>>>> theirs
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        baseline: 2030-04-02
        ---

        """))
  }
}
