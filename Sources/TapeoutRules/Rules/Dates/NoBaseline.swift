import TapeoutModel
import TapeoutSchedule

/// A milestone without a plan of record.
struct NoBaseline: Rule {
  let name: RuleName = "no-baseline"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "A milestone still to come has no `baseline`.",
      why: """
        Without a plan of record there is no slip: the milestone is on time for ever. An honest `TBD` or a quarter is \
        a baseline too.
        """,
      wrong: .milestone("tape-out", "---\ntitle: Tape-out\nkind: tape-out\nforecast: 2026-04-02\n---\n"),
      right: .milestone(
        "tape-out", "---\ntitle: Tape-out\nkind: tape-out\nbaseline: 2026-Q1\nforecast: 2026-04-02\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard milestones[index].baseline == nil, milestones[index].origin.omits("baseline"), milestones[index].isPending
      else { continue }
      let day = context.schedule.milestones[index].expected
      findings.append(
        Finding(
          name, at: milestones[index].place,
          "\(milestones[index].displayTitle) has no baseline, so no slip can be told",
          advice: "Add `baseline:` with the agreed date"
            + (day.map { "; today it is expected on \($0)." } ?? ", or `baseline: TBD`.")))
    }
  }
}
