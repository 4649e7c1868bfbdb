import TapeoutModel

/// A duration that is none. Reported by the parser.
struct InvalidDuration: Rule {
  let name: RuleName = "invalid-duration"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        A duration is not a whole number of d, w, wd or h, is longer than ten years, or lacks its likely value.
        """,
      why: """
        Months and years are not a length: a plan that counts in them says a different thing in February.
        """,
      wrong: Example(
        Example.File(
          "chips/custom-1/milestones/tape-out-review.md",
          """
          ---
          title: Tape-out review
          kind: tape-out-review
          after: {kickoff: 3 months}
          ---

          """)),
      right: Example(
        Example.File(
          "chips/custom-1/milestones/tape-out-review.md",
          """
          ---
          title: Tape-out review
          kind: tape-out-review
          after: {kickoff: 13w}
          ---

          """)))
  }
}
