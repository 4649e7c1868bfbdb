import TapeoutModel

/// A reference to a milestone that no file is.
struct UnknownMilestone: Rule {
  let name: RuleName = "unknown-milestone"
  let group = RuleGroup.references
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A dependency, a waiver, a risk, a scenario or a chip’s `launch:` names a milestone that has no file.",
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
    var names = MilestoneNames(plan)
    for index in plan.milestones.indices {
      let chip = plan.milestones[index].chip
      let unknown = plan.milestones[index].dependencies.filter { $0.predecessor.index == nil }
      let taken =
        unknown.isEmpty
        ? [] : Set(plan.milestones[index].dependencies.map(\.predecessor.id) + [plan.milestones[index].id])
      for dependency in unknown {
        report(dependency.predecessor, of: chip, in: plan, besides: taken, names: &names, into: &findings)
      }
      for criterion in plan.milestones[index].criteria {
        guard case .milestone(let reference) = criterion.waiver?.until, reference.index == nil else { continue }
        report(reference, of: chip, in: plan, besides: [], names: &names, into: &findings)
      }
    }
    for risk in plan.risks {
      let taken = Set(risk.delays.map(\.milestone.id))
      for delay in risk.delays where delay.milestone.index == nil {
        report(delay.milestone, of: risk.chip, in: plan, besides: taken, names: &names, into: &findings)
      }
    }
    for scenario in plan.scenarios {
      for change in scenario.changes {
        guard case .move(let reference, _, _) = change, reference.index == nil else { continue }
        report(reference, of: nil, in: plan, besides: [], names: &names, into: &findings)
      }
    }
    for index in plan.chips.indices {
      guard let launch = plan.chips[index].statedLaunch, launch.index == nil else { continue }
      report(launch, of: index, in: plan, besides: [], names: &names, into: &findings)
    }
  }

  /// - Parameters:
  ///   - chip: of the file; nil where it belongs to none.
  ///   - taken: milestones that the place cannot name: it names them already, or they are its own.
  private func report(
    _ reference: MilestoneReference, of chip: ChipIndex?, in plan: Plan, besides taken: Set<MilestoneID>,
    names: inout MilestoneNames, into findings: inout [Finding]
  ) {
    // Its file is there, and has a finding that says why it is not read.
    guard !plan.isUnread(reference.id.path) else { return }
    let meant = names.suggestion(for: reference.id, from: chip, besides: taken)
    findings.append(
      Finding(
        name, at: reference.range,
        "There is no milestone `\(reference.id)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""),
        advice: "Name a milestone by its file’s name, another chip’s as chip/milestone, or write its file first.",
        fixes: meant.map { [Fix("write \($0)", replace: reference.range, with: $0, isGuess: true)] } ?? []))
  }
}
