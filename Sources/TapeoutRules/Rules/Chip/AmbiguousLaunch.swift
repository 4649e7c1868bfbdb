import TapeoutModel

/// A chip has several milestones that could be its launch, and chip.md names none.
struct AmbiguousLaunch: Rule {
  let name: RuleName = "ambiguous-launch"
  let group = RuleGroup.chip
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        Two milestones of a chip have the kind `launch` (of a bought chip `delivery`), neither is dropped, and chip.md does \
        not say by `launch:` which one counts.
        """,
      why: "Health, float and the chance of meeting the window are those of one launch: the wrong one misleads.",
      wrong: Example(
        .init(
          "chips/custom-1/milestones/launch-2.md",
          "---\ntitle: Launch 2\nkind: launch\nowner: Lead\nbaseline: 2030-12-01\nafter: {launch: 8w}\n---\n")),
      right: Example(
        .init(
          "chips/custom-1/milestones/launch-2.md",
          "---\ntitle: Launch 2\nkind: launch\nowner: Lead\nbaseline: 2030-12-01\nafter: {launch: 8w}\n---\n"),
        .init(
          "chips/custom-1/chip.md",
          "---\ntitle: Chip\nkind: custom\ndesign_partner: broadcom\nfoundry: tsmc\npackaging: tsmc\nlaunch: launch-2\n---\n"
        )))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for chip in context.plan.chips {
      guard chip.statedLaunch == nil, chip.origin.omits("launch"), let kind = chip.kind, let launch = chip.launch else {
        continue
      }
      let name = kind.value.launchKind
      let others = chip.milestones.filter {
        $0 != launch && milestones[$0].kind?.name == name && !isGivenUp(milestones[$0])
      }
      guard let other = others.first else { continue }
      findings.append(
        Finding(
          self.name, at: milestones[other].kindRange ?? milestones[other].place,
          "\(chip.displayTitle) has \(others.count + 1) milestones of the kind `\(name)`, and "
            + "\(milestones[launch].displayTitle) is taken for its launch",
          advice: "Name the one that counts in chip.md, such as `launch: \(milestones[launch].id.milestone)`.",
          notes: [.init("taken for the launch", at: milestones[launch].place)]))
    }
  }

  private func isGivenUp(_ milestone: Milestone) -> Bool { milestone.isDropped && !milestone.isDone }
}
