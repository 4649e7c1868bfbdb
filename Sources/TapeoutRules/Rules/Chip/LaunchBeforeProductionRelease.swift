import TapeoutModel
import TapeoutSchedule

/// A chip is launched before it is released for production.
struct LaunchBeforeProductionRelease: Rule {
  let name: RuleName = "launch-before-production-release"
  let group = RuleGroup.chip
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        A chip's launch is done, or expected, before any of its production releases. Where the launch depends on the \
        release directly, the rules about dependencies say so instead.
        """,
      why: """
        Production release says that the parts are qualified. A launch before it puts parts into service that nobody \
        has answered for.
        """,
      wrong: example("2026-08-20"), right: example("2026-11-20"))
  }

  private func example(_ launch: String) -> Example {
    Example(
      .init("chips/custom-2/chip.md", "---\ntitle: Chip 2\nkind: custom\n---\n"),
      .init(
        "chips/custom-2/milestones/launch.md", "---\ntitle: Launch\nkind: launch\nforecast: \(launch)\n---\n"),
      .init(
        "chips/custom-2/milestones/production-release.md",
        "---\ntitle: Production release\nkind: production-release\nforecast: 2026-10-15\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    let graph = context.schedule.graph
    for chip in context.plan.chips {
      guard let launch = chip.launch, milestones[launch].kind?.name == "launch",
        let day = context.schedule.milestones[launch].expected
      else { continue }
      let releases = chip.milestones.filter { index in
        milestones[index].kind?.name == "production-release" && !context.isGivenUp(index)
          && context.schedule.milestones[index].expected != nil
      }
      guard let release = releases.min(by: { first($0, context) < first($1, context) }),
        day < first(release, context),
        !graph.incoming(launch).contains(where: { releases.contains(graph.edges[$0].from) })
      else { continue }
      let milestone = milestones[launch]
      let planned = first(release, context)
      findings.append(
        Finding(
          name, at: milestone.actual?.range ?? milestone.forecast?.range ?? milestone.place,
          "\(chip.displayTitle) \(milestone.isDone ? "was launched" : "is expected to launch") on \(day), before its "
            + "production release \(milestones[release].isDone ? "on" : "expected on") \(planned)",
          advice: "Let the launch wait for the release: add it below `after:`.",
          notes: [.init("the production release", at: milestones[release].place)]))
    }
  }

  private func first(_ index: MilestoneIndex, _ context: RuleContext) -> Day {
    context.plan.milestones[index].actual?.value.first ?? context.schedule.milestones[index].expected
      ?? Day.supported.upperBound
  }
}
