import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// Qualification takes less time than its longest test.
struct QualificationTooShort: Rule {
  let name: RuleName = "qualification-too-short"
  let group = RuleGroup.chip
  let defaultSeverity = Severity.warning

  /// 1000 hours of high-temperature operating life (JEDEC JESD47, AMD UG116), rounded up to days.
  private static let shortest = 42

  var explanation: Explanation {
    Explanation(
      what: "A qualification lies less than 42 days after the last of the milestones that it waits for.",
      why: """
        High-temperature operating life alone takes 1000 hours on three lots (JEDEC JESD47), and no oven is faster. \
        Less means that the qualification is not done, or starts before what it depends on.
        """,
      wrong: example("2w..3w..4w"), right: example("1000h..9w..12w"))
  }

  private func example(_ duration: String) -> Example {
    Example(
      .init(
        "chips/custom-1/milestones/qualification.md",
        "---\ntitle: Qualification\nkind: qualification\nafter:\n  bring-up: \(duration)\n---\n"),
      .init(
        "chips/custom-1/milestones/bring-up.md",
        "---\ntitle: Bring-up\nkind: bring-up\nforecast: 2026-04-02\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    let graph = context.schedule.graph
    for index in milestones.indices {
      guard milestones[index].kind?.name == "qualification", let end = context.schedule.milestones[index].expected
      else { continue }
      var start: (edge: Int, day: Day)?
      var isSummary = false
      for place in graph.incoming(index) {
        let from = graph.edges[place].from
        // It only sums up qualifications that are judged themselves.
        if milestones[from].kind?.name == "qualification" { isSummary = true }
        let day = milestones[from].actual?.value.first ?? context.schedule.milestones[from].expected
        if let day, day > start?.day ?? Day.supported.lowerBound { start = (place, day) }
      }
      guard let start, !isSummary, end - start.day < QualificationTooShort.shortest else { continue }
      let edge = graph.edges[start.edge]
      let dependency = context.dependency(edge)
      findings.append(
        Finding(
          name, at: milestones[index].isDone ? milestones[index].place : dependency.durationRange,
          "\(milestones[index].displayTitle) (\(end)) is over \(Wording.counted(end - start.day, "day")) after "
            + "\(context.name(of: edge.from, from: index)) (\(start.day)), less than 1000 h of operating life",
          advice: "Plan at least 42 days (1000h), or name the earlier milestone with which the stress tests begin."))
    }
  }
}
