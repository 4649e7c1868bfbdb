import TapeoutModel
import TapeoutSchedule

/// A plan of record that never fitted together.
struct BaselineBeforeDependency: Rule {
  let name: RuleName = "baseline-before-dependency"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A milestone's baseline is earlier than the baseline of what it depends on plus the likely duration. Only \
        milestones still to come are judged, and an imprecise date is met by any day in it.
        """,
      why: """
        The plan of record could not be kept on the day it was made, so the slip against it says more about the plan \
        than about the work.
        """,
      wrong: Example(
        .init(
          "chips/custom-1/milestones/tape-out.md",
          "---\ntitle: Tape-out\nkind: tape-out\nbaseline: 2026-03-20\nafter:\n  timing-signoff: 1w\n---\n"),
        .init(
          "chips/custom-1/milestones/timing-signoff.md",
          "---\ntitle: Timing sign-off\nkind: timing-signoff\nbaseline: 2026-03-26\n---\n")),
      right: Example(
        .init(
          "chips/custom-1/milestones/tape-out.md",
          "---\ntitle: Tape-out\nkind: tape-out\nbaseline: 2026-04-02\nafter:\n  timing-signoff: 1w\n---\n"),
        .init(
          "chips/custom-1/milestones/timing-signoff.md",
          "---\ntitle: Timing sign-off\nkind: timing-signoff\nbaseline: 2026-03-26\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    let graph = context.schedule.graph
    for index in milestones.indices {
      guard let baseline = milestones[index].baseline, let date = baseline.value.date, milestones[index].isPending
      else { continue }
      var worst: (edge: Int, day: Day)?
      for place in graph.incoming(index) {
        let from = graph.edges[place].from
        guard let earlier = milestones[from].baseline?.value.date, !context.isGivenUp(from) else { continue }
        let day = context.schedule.arrival(graph.edges[place], from: earlier.first)
        if day > date.last, day > worst?.day ?? date.last { worst = (place, day) }
      }
      guard let worst else { continue }
      let edge = graph.edges[worst.edge]
      let from = edge.from
      guard let earlier = milestones[from].baseline, let start = earlier.value.date?.first else { continue }
      findings.append(
        Finding(
          name, at: baseline.range,
          "\(milestones[index].displayTitle) has the baseline \(date), but by the baselines "
            + context.sum(edge, from: start.description, to: worst.day),
          advice: "Agree on a plan of record that can be kept, or correct the duration.",
          notes: [.init("the baseline of \(context.name(of: from, from: index))", at: earlier.range)]))
    }
  }
}
