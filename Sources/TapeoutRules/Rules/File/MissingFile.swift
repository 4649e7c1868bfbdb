import TapeoutModel

/// program.md or a chip.md is not there. Reported by the parser.
struct MissingFile: Rule {
  let name: RuleName = "missing-file"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "`Content/` has no program.md, or a chip’s folder has milestones but no chip.md.",
      why: "Milestones without a chip belong to nobody, and no launch can be found for them.",
      wrong: Example(
        Example.File(
          "chips/custom-9/milestones/kickoff.md",
          """
          ---
          title: Kickoff
          kind: kickoff
          actual: 2020-01-10
          ---

          """)),
      right: Example(
        Example.File(
          "chips/custom-9/chip.md",
          """
          ---
          title: Chip 9
          kind: merchant
          ---

          """),
        Example.File(
          "chips/custom-9/milestones/delivery.md",
          """
          ---
          title: Delivery
          kind: delivery
          ---

          """)))
  }
}
