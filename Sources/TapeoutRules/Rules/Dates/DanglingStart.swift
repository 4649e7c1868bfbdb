import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// A milestone that nothing dates.
struct DanglingStart: Rule {
  let name: RuleName = "dangling-start"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A milestone still to come has no dependency, no `not_before` and no `forecast`, so nothing dates it: it and \
        all that waits for it have no expected date, even where one is stated. A `forecast: TBD` says so openly; what \
        stands behind it is told by `forecast-behind-undated`.
        """,
      why: """
        A baseline is what was planned, not what is expected, so no date is invented from it. One such milestone takes \
        the date from the launch behind it.
        """,
      wrong: .milestone("ip-delivery", "---\ntitle: IP delivered\nkind: ip-delivery\nbaseline: 2026-03-20\n---\n"),
      right: .milestone(
        "ip-delivery",
        "---\ntitle: IP delivered\nkind: ip-delivery\nbaseline: 2026-03-20\nforecast: 2026-03-20\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for input in context.schedule.undatedInputs {
      guard case .milestone(let index) = input.cause, milestones[index].forecast == nil,
        milestones[index].isPending, milestones[index].origin.omits("forecast"),
        milestones[index].origin.omits("not_before"), milestones[index].origin.omits("after"),
        // What waits for an unknown milestone, or sits in a cycle, has a finding already.
        milestones[index].dependencies.allSatisfy({ $0.predecessor.index.map(context.isGivenUp) ?? false }),
        // A baseline that has passed is overdue, and that says it.
        milestones[index].baseline?.value.date.map({ $0.last >= context.statusDate }) ?? true
          || !milestones[index].dependencies.isEmpty
      else { continue }
      let behind = input.behind.count
      findings.append(
        Finding(
          name, at: milestones[index].place,
          "Nothing dates \(milestones[index].displayTitle): it has no dependency, no not_before and no forecast"
            + (behind > 0 ? ", and \(Wording.counted(behind, "milestone")) behind it cannot be dated either" : ""),
          advice: "Add what it waits for below `after:`, or a `forecast:`, if only `TBD`.",
          notes: context.notes(onDatesStatedBehind: input)))
    }
  }
}
