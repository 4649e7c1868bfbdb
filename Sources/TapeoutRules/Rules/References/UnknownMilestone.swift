import TapeoutModel

/// A reference to a milestone that no file is.
struct UnknownMilestone: Rule {
  let name: RuleName = "unknown-milestone"
  let group = RuleGroup.references
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A dependency, a waiver, a risk or a chip’s `launch:` names a milestone that has no file.",
      why: "A dependency on nothing holds nothing up: the date behind it would be too early, and nobody would see why.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        after: {kikoff: 1w}
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        after: {kickoff: 1w}
        ---

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let plan = context.plan
    for index in plan.milestones.indices {
      for dependency in plan.milestones[index].dependencies where dependency.predecessor.index == nil {
        findings.append(finding(dependency.predecessor, plan.milestones[index].id.chip, plan))
      }
      for criterion in plan.milestones[index].criteria {
        guard case .milestone(let reference) = criterion.waiver?.until, reference.index == nil else { continue }
        findings.append(finding(reference, plan.milestones[index].id.chip, plan))
      }
    }
    for risk in plan.risks {
      for delay in risk.delays where delay.milestone.index == nil {
        findings.append(finding(delay.milestone, plan.chips[risk.chip].id, plan))
      }
    }
    for chip in plan.chips {
      guard let launch = chip.statedLaunch, launch.index == nil else { continue }
      findings.append(finding(launch, chip.id, plan))
    }
  }

  private func finding(_ reference: MilestoneReference, _ chip: String, _ plan: Plan) -> Finding {
    let isLocal = reference.id.chip == chip
    let written = isLocal ? reference.id.milestone : reference.id.description
    // The chip's own milestones are likelier, so they come first.
    let own = plan.milestones.lazy.filter { $0.id.chip == chip }.map(\.id.milestone)
    let all = plan.milestones.lazy.map(\.id.description)
    let meant =
      suggestion(for: written, among: Array(own) + Array(all))
      ?? plan.milestones.first { $0.id.milestone == reference.id.milestone }?.id.description
    return Finding(
      name, at: reference.range,
      "There is no milestone `\(reference.id)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""),
      advice: "Name a milestone by its file’s name, another chip’s as chip/milestone, or write its file first.",
      fixes: meant.map { [Fix("write \($0)", replace: reference.range, with: $0)] } ?? [])
  }
}
