import TapeoutModel

/// A chip without a milestone that counts as its launch.
struct NoLaunch: Rule {
  let name: RuleName = "no-launch"
  let group = RuleGroup.chip
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        No milestone counts as the chip's launch: none has the kind `launch` (for a bought chip `delivery`), and \
        chip.md names none.
        """,
      why: """
        Float, the driving path and the chance of meeting the window all end in the launch. Without one there are none.
        """,
      wrong: Example(
        .init("chips/custom-2/chip.md", "---\ntitle: Chip 2\nkind: custom\n---\n"),
        .init(
          "chips/custom-2/milestones/tape-out.md",
          "---\ntitle: Tape-out\nkind: tape-out\nforecast: 2026-04-02\n---\n")),
      right: Example(
        .init("chips/custom-2/chip.md", "---\ntitle: Chip 2\nkind: custom\n---\n"),
        .init(
          "chips/custom-2/milestones/launch.md", "---\ntitle: Launch\nkind: launch\nforecast: 2026-12-01\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for chip in context.plan.chips {
      guard chip.launch == nil, chip.statedLaunch == nil, let kind = chip.kind, chip.origin.omits("launch"),
        // A milestone whose kind could not be read might be it.
        !chip.milestones.contains(where: { milestones[$0].kind == nil }),
        !context.plan.hasUnreadContent(ofChip: chip.id)
      else { continue }
      let wanted = kind.value.launchKind
      findings.append(
        Finding(
          name, at: chip.place, "No milestone counts as the launch of \(chip.displayTitle)",
          advice: "Add milestones/\(wanted).md with `kind: \(wanted)`, or name another in chip.md as `launch:`."))
    }
  }
}
