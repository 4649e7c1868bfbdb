import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// So much room that a dependency is probably missing.
struct HighFloat: Rule {
  let name: RuleName = "high-float"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.hint

  /// 44 working days: the bound of the DCMA 14-point assessment of schedules.
  private static let bound = 44 * 7 / 5

  var explanation: Explanation {
    Explanation(
      what: """
        A milestone still to come could move by more than 44 working days without moving its chip's launch (check 6 of \
        the DCMA 14-point assessment). What the waiting milestone's own slot or forecast explains is not counted.
        """,
      why: """
        Real work seldom has two spare months. Far more often something that waits for it is not written down, and the \
        slip that it causes will come as a surprise.
        """,
      wrong: Example(
        .init(
          "chips/custom-1/milestones/launch.md",
          "---\ntitle: Launch\nkind: launch\nafter:\n  production-release: 1w\n  software-ready: 1w\n---\n"),
        .init(
          "chips/custom-1/milestones/production-release.md",
          "---\ntitle: Production release\nkind: production-release\nforecast: 2026-08-20\n---\n"),
        .init(
          "chips/custom-1/milestones/software-ready.md",
          "---\ntitle: Software ready\nkind: review\nforecast: 2026-03-20\n---\n")),
      right: Example(
        .init(
          "chips/custom-1/milestones/launch.md",
          "---\ntitle: Launch\nkind: launch\nafter:\n  production-release: 1w\n  software-ready: 1w\n---\n"),
        .init(
          "chips/custom-1/milestones/production-release.md",
          "---\ntitle: Production release\nkind: production-release\nforecast: 2026-08-20\n---\n"),
        .init(
          "chips/custom-1/milestones/software-ready.md",
          "---\ntitle: Software ready\nkind: review\nforecast: 2026-07-20\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      // Without a date the room is not known, only that there is no more. Free float, not total: of a chain with room only the last member is named, the one that lacks a successor.
      guard context.schedule.milestones[index].expected != nil,
        let float = context.schedule.milestones[index].freeFloat, float > HighFloat.bound,
        let total = context.schedule.milestones[index].totalFloat, total > HighFloat.bound,
        milestones[index].isPending
      else { continue }
      findings.append(
        Finding(
          name, at: milestones[index].place,
          "\(milestones[index].displayTitle) has a total float of \(Wording.counted(total, "day")), more than "
            + "44 working days, so something that waits for it is probably missing",
          advice: "Name what waits for it in that milestone’s `after:`, or let it be if the room is real."))
    }
  }
}
