import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// A deadline that the plan no longer meets.
struct NeedByMissed: Rule {
  let name: RuleName = "need-by-missed"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        The expected date of a milestone still to come, or of a chip's launch, lies after its `need_by`; where it has \
        none, its earliest date does.
        """,
      why: """
        A deadline set by somebody outside does not move with the plan. All that leads to it has negative float: this \
        is the one finding for the whole chain.
        """,
      wrong: .milestone(
        "customer-samples",
        "---\ntitle: Customer samples\nkind: customer-samples\nforecast: 2026-05-14\nneed_by: 2026-04-30\n---\n"),
      right: .milestone(
        "customer-samples",
        "---\ntitle: Customer samples\nkind: customer-samples\nforecast: 2026-04-23\nneed_by: 2026-04-30\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard let needBy = milestones[index].needBy, milestones[index].isPending else { continue }
      report(needBy, index, milestones[index].displayTitle, context, into: &findings)
    }
    for chip in context.plan.chips {
      guard let needBy = chip.needBy, let launch = chip.launch, milestones[launch].isPending,
        // Said already, and more strictly, at the launch itself.
        milestones[launch].needBy.map({ $0.value.last > needBy.value.last }) ?? true
      else { continue }
      report(needBy, launch, "The launch of \(chip.displayTitle)", context, into: &findings)
    }
  }

  private func report(
    _ needBy: Located<PlanDate>, _ index: MilestoneIndex, _ what: String, _ context: RuleContext,
    into findings: inout [Finding]
  ) {
    let scheduled = context.schedule.milestones[index]
    guard let day = scheduled.earliest, day > needBy.value.last else { return }
    var notes: [Finding.Note] = []
    if case .dependency(edge: let place) = context.schedule.milestones[index].driver {
      let edge = context.schedule.graph.edges[Int(place)]
      notes.append(
        .init(
          "\(context.name(of: edge.from, from: index)) decides its date",
          at: context.dependency(edge).predecessor.range))
    }
    findings.append(
      Finding(
        name, at: needBy.range,
        "\(what) is needed by \(needBy.value), but "
          + (scheduled.expected == nil
            ? "has no date, and by what is dated not before \(day): " : "expected on \(day): ")
          + "a total float of −\(Wording.counted(day - needBy.value.last, "day"))",
        advice: "Shorten what leads to it, or agree on a later day with whoever needs it.", notes: notes))
  }
}
