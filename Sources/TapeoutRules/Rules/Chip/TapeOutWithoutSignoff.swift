import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// A tape-out that waits for no sign-off.
struct TapeOutWithoutSignoff: Rule {
  let name: RuleName = "tape-out-without-signoff"
  let group = RuleGroup.chip
  let defaultSeverity = Severity.warning

  private static let signoffs = ["timing-signoff", "power-signoff", "physical-verification"]
  /// Something on the way could not be read or is unknown: it may be a sign-off.
  private static let unknown: UInt8 = 0b1000
  private static let complete: UInt8 = 0b0111

  var explanation: Explanation {
    Explanation(
      what: """
        A tape-out does not depend, directly or through others of its chip, on a milestone of each of the kinds \
        `timing-signoff`, `power-signoff` and `physical-verification`.
        """,
      why: """
        What the tape-out does not wait for does not move its date, so a late sign-off is seen on the day of the \
        tape-out. A mask set of an advanced node costs tens of millions of dollars.
        """,
      wrong: example("timing-signoff: 1w"),
      right: example("timing-signoff: 1w\n  power-signoff: 1w\n  physical-verification: 0d"))
  }

  private func example(_ dependencies: String) -> Example {
    func signoff(_ kind: String) -> Example.File {
      .init("chips/custom-1/milestones/\(kind).md", "---\ntitle: Sign-off\nkind: \(kind)\nforecast: 2026-03-20\n---\n")
    }
    return Example(
      .init(
        "chips/custom-1/milestones/tape-out.md",
        "---\ntitle: Tape-out\nkind: tape-out\nafter:\n  \(dependencies)\n---\n"),
      signoff("timing-signoff"), signoff("power-signoff"), signoff("physical-verification"))
  }

  /// One pass in the order of the dependencies carries along which sign-offs stand before each milestone.
  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    guard milestones.contains(where: { $0.kind?.name == "tape-out" }) else { return }
    let graph = context.schedule.graph
    var seen = IndexedArray<MilestoneIndex, UInt8>(repeating: 0, count: milestones.count)
    for index in graph.order {
      var before: UInt8 = 0
      for edge in graph.incoming(index) {
        let from = graph.edges[edge].from
        if milestones[from].chip == milestones[index].chip { before |= seen[from] }
      }
      if !milestones[index].origin.omits("after") { before |= TapeOutWithoutSignoff.unknown }
      if milestones[index].dependencies.contains(where: { $0.predecessor.index == nil }) {
        before |= TapeOutWithoutSignoff.unknown
      }
      if let kind = milestones[index].kind?.name {
        if kind == "tape-out" { check(index, before, context, into: &findings) }
        if let bit = TapeOutWithoutSignoff.signoffs.firstIndex(of: kind) { before |= 1 << UInt8(bit) }
      } else {
        before |= TapeOutWithoutSignoff.unknown
      }
      seen[index] = before
    }
  }

  private func check(_ index: MilestoneIndex, _ before: UInt8, _ context: RuleContext, into findings: inout [Finding]) {
    guard before < TapeOutWithoutSignoff.complete, !context.isGivenUp(index) else { return }
    var milestone: Milestone { _read { yield context.plan.milestones[index] } }
    guard milestone.chip < context.plan.chips.endIndex, context.plan.chips[milestone.chip].isDeveloped else { return }
    let missing = TapeOutWithoutSignoff.signoffs.enumerated().filter { before & (1 << UInt8($0.offset)) == 0 }
    findings.append(
      Finding(
        name, at: milestone.kindRange ?? milestone.place,
        "\(milestone.displayTitle) waits for no \(Wording.list(missing.map(\.element), conjunction: "or"))",
        advice: "Add what is missing below `after:`, here or in a milestone that the tape-out waits for."))
  }
}
