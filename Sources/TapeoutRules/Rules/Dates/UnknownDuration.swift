import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// A length that nobody knows.
struct UnknownDuration: Rule {
  let name: RuleName = "unknown-duration"
  let group = RuleGroup.dates
  // TBD is the honest word for a length that nobody knows.
  let defaultSeverity = Severity.hint

  /// Up to so many unknown lengths of a chip are told one by one.
  private static let most = 3

  var explanation: Explanation {
    Explanation(
      what: """
        A milestone still to come waits for another, and `TBD` stands for the time between them. Neither it nor what \
        waits for it has an expected date; earliest dates count the unknown length as 0 days. A chip with more than \
        three such lengths gets one finding for all of them.
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
    var unknown = IndexedArray<ChipIndex, [Int]>(repeating: [], count: context.plan.chips.count)
    for (place, edge) in context.schedule.graph.edges.enumerated() where edge.isUnknown {
      let (from, to) = (edge.from, edge.to)
      guard milestones[to].isPending, !context.isGivenUp(from) else { continue }
      if milestones[to].chip < unknown.endIndex { unknown[milestones[to].chip].append(place) }
    }
    for chip in unknown.indices where unknown[chip].count > UnknownDuration.most {
      report(unknown[chip], of: chip, context, into: &findings)
    }
    for (place, edge) in context.schedule.graph.edges.enumerated() where edge.isUnknown {
      let (from, to) = (edge.from, edge.to)
      guard milestones[to].isPending, !context.isGivenUp(from),
        milestones[to].chip >= unknown.endIndex || unknown[milestones[to].chip].count <= UnknownDuration.most
      else { continue }
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

  /// Of a plan that has only begun, one finding: a list of every length would hide everything else.
  private func report(_ places: [Int], of chip: ChipIndex, _ context: RuleContext, into findings: inout [Finding]) {
    let edges = context.schedule.graph.edges
    let first = edges[places[0]]
    findings.append(
      Finding(
        name, at: context.dependency(first).durationRange,
        "\(places.count) lengths of \(context.plan.chips[chip].displayTitle) are not known, such as that from "
          + "\(context.name(of: first.from, from: first.to)) to \(context.plan.milestones[first.to].displayTitle)",
        advice: "Write ranges, however wide, such as 2w..8w..30w, once anybody can give them.",
        notes: places.dropFirst().prefix(2).map {
          .init("another one", at: context.dependency(edges[$0]).durationRange)
        }))
  }
}
