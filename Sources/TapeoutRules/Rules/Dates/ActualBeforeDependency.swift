import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// Something happened before what it waits for.
struct ActualBeforeDependency: Rule {
  let name: RuleName = "actual-before-dependency"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A milestone's `actual` is earlier than the `actual` of one that it depends on.",
      why: """
        Two records contradict each other: one of the days is wrong, or the dependency was not one. Whatever is \
        learned from how long things really took is learned wrongly.
        """,
      wrong: Example(
        .init(
          "chips/custom-1/milestones/tape-out.md",
          "---\ntitle: Tape-out\nkind: tape-out\nactual: 2020-03-20\nafter:\n  timing-signoff: 1w\n---\n"),
        .init(
          "chips/custom-1/milestones/timing-signoff.md",
          "---\ntitle: Timing sign-off\nkind: timing-signoff\nactual: 2020-03-26\n---\n")),
      right: Example(
        .init(
          "chips/custom-1/milestones/tape-out.md",
          "---\ntitle: Tape-out\nkind: tape-out\nactual: 2020-03-30\nafter:\n  timing-signoff: 1w\n---\n"),
        .init(
          "chips/custom-1/milestones/timing-signoff.md",
          "---\ntitle: Timing sign-off\nkind: timing-signoff\nactual: 2020-03-26\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard let actual = milestones[index].actual else { continue }
      for place in context.schedule.graph.incoming(index) {
        let from = context.schedule.graph.edges[place].from
        guard let earlier = milestones[from].actual, actual.value.last < earlier.value.first else { continue }
        let name = context.name(of: from, from: index)
        findings.append(
          Finding(
            self.name, at: actual.range,
            "\(milestones[index].displayTitle) happened \(actual.value.phrase), but \(name), which it depends on, "
              + "only \(earlier.value.phrase)",
            advice: "Correct one of the two days, or remove the dependency if it was none.",
            notes: [.init("\(name) happened", at: earlier.range)]))
      }
    }
  }
}
