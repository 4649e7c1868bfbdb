import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// A length that nobody knows.
struct UnknownDuration: Rule {
  let name: RuleName = "unknown-duration"
  let group = RuleGroup.dates
  // TBD is the honest word for a length that nobody knows.
  let defaultSeverity = Severity.hint

  var explanation: Explanation {
    Explanation(
      what: """
        A milestone still to come waits for another, and `TBD` stands for the time between them. Neither it nor what \
        waits for it has an expected date; earliest dates count the unknown length as 0 days.
        """,
      why: """
        An unknown length is better said than invented, but everything behind it stays undated until somebody gives a \
        range. A wide one, such as 2w..8w..30w, already gives the launch a date and a forecast.
        """,
      wrong: example("TBD"), right: example("2w..8w..30w"))
  }

  private func example(_ duration: String) -> Example {
    Example(
      .init(
        "chips/custom-1/milestones/purchase-order.md",
        "---\ntitle: Order accepted\nkind: purchase-order\nafter:\n  import-approval: \(duration)\n---\n"),
      .init(
        "chips/custom-1/milestones/import-approval.md",
        "---\ntitle: Import approval\nkind: import-approval\nforecast: 2026-04-02\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    guard context.schedule.graph.edges.contains(where: \.isUnknown) else { return }
    let inputs = Dictionary(context.schedule.undatedInputs.map { ($0.cause, $0) }) { first, _ in first }
    for (place, edge) in context.schedule.graph.edges.enumerated() where edge.isUnknown {
      let (from, to) = (edge.from, edge.to)
      guard milestones[to].isPending, !context.isGivenUp(from) else { continue }
      let input = inputs[.duration(edge: place)]
      let more = (input?.behind.count ?? 1) - 1
      findings.append(
        Finding(
          name, at: context.dependency(edge).durationRange,
          "Nobody knows how long \(milestones[to].displayTitle) takes after \(context.name(of: from, from: to))"
            + (more > 0 ? ", and \(Wording.counted(more, "milestone")) behind it cannot be dated either" : ""),
          advice: "Write a range, however wide, such as 2w..8w..30w, once anybody can give one.",
          notes: input.map(context.notes) ?? []))
    }
  }
}
