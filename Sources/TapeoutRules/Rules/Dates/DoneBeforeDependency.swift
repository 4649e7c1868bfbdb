import TapeoutModel
import TapeoutSchedule

/// Something is done although what it waits for is not.
struct DoneBeforeDependency: Rule {
  let name: RuleName = "done-before-dependency"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A milestone has an `actual`, but one that it depends on has none and is not dropped.",
      why: """
        A claim contradicts its evidence. If the tape-out is done, its sign-off is done too, or the gate was passed \
        without it: the one is a missing entry, the other the most important news of the program.
        """,
      wrong: Example(
        .init(
          "chips/custom-1/milestones/tape-out.md",
          "---\ntitle: Tape-out\nkind: tape-out\nactual: 2020-03-20\nafter:\n  timing-signoff: 1w\n---\n"),
        .init(
          "chips/custom-1/milestones/timing-signoff.md",
          "---\ntitle: Timing sign-off\nkind: timing-signoff\nforecast: 2026-03-26\n---\n")),
      right: Example(
        .init(
          "chips/custom-1/milestones/tape-out.md",
          "---\ntitle: Tape-out\nkind: tape-out\nactual: 2020-03-20\nafter:\n  timing-signoff: 1w\n---\n"),
        .init(
          "chips/custom-1/milestones/timing-signoff.md",
          "---\ntitle: Timing sign-off\nkind: timing-signoff\nactual: 2020-03-12\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard let actual = milestones[index].actual else { continue }
      for place in context.schedule.graph.incoming(index) {
        let edge = context.schedule.graph.edges[place]
        let from = edge.from
        guard milestones[from].isPending else { continue }
        let name = context.name(of: from, from: index)
        findings.append(
          Finding(
            self.name, at: actual.range,
            "\(milestones[index].displayTitle) is done, but \(name), which it depends on, is not",
            advice: "Write `actual:` in \(name), or remove it here, or drop \(name) with a reason.",
            notes: [
              .init("the dependency", at: context.dependency(edge).predecessor.range),
              .init("\(name) has no `actual`", at: milestones[from].place),
            ]))
      }
    }
  }
}
