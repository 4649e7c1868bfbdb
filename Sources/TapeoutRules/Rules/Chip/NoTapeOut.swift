import TapeoutModel

/// A chip that is never taped out.
struct NoTapeOut: Rule {
  let name: RuleName = "no-tape-out"
  let group = RuleGroup.chip
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "A custom or in-house chip has no milestone of kind `tape-out`.",
      why: """
        The tape-out is the point of no return: everything before is checked against it, everything after counts from \
        it.
        """,
      wrong: Example(
        .init("chips/custom-2/chip.md", "---\ntitle: Chip 2\nkind: custom\n---\n"),
        .init(
          "chips/custom-2/milestones/launch.md", "---\ntitle: Launch\nkind: launch\nforecast: 2026-12-01\n---\n")),
      right: Example(
        .init("chips/custom-2/chip.md", "---\ntitle: Chip 2\nkind: custom\n---\n"),
        .init(
          "chips/custom-2/milestones/tape-out.md",
          "---\ntitle: Tape-out\nkind: tape-out\nforecast: 2026-04-02\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for chip in context.plan.chips where chip.isDeveloped {
      // A milestone whose kind could not be read might be it.
      guard !chip.milestones.contains(where: { milestones[$0].kind.map { $0.name == "tape-out" } ?? true }),
        !context.plan.hasUnreadContent(ofChip: chip.id)
      else { continue }
      findings.append(
        Finding(
          name, at: chip.place, "\(chip.displayTitle) has no milestone of kind tape-out",
          advice: "Add milestones/tape-out.md with `kind: tape-out`, or `kind: merchant` here if the chip is bought."))
    }
  }
}
