import TapeoutHistory
import TapeoutModel

/// The plan of record was replaced, and nobody said why.
struct BaselineRewritten: Rule {
  let name: RuleName = "baseline-rewritten"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    let before =
      "---\ntitle: Tape-out\nkind: tape-out\nowner: Layout team\nbaseline: 2029-01-31\nforecast: 2029-01-31\n---\n"
    return Explanation(
      what: """
        An earlier plan had another `baseline` for a milestone still to come; no line below `rebaselined:` says why it \
        was replaced, and `reason` says nothing that it did not say then.
        """,
      why: """
        Slip is counted from the baseline. Whoever writes the new date there makes the slip disappear, and with it \
        every figure of how far this plan can be believed.
        """,
      wrong: .milestone(
        "tape-out",
        "---\ntitle: Tape-out\nkind: tape-out\nowner: Layout team\nbaseline: 2029-02-28\nforecast: 2029-02-28\n---\n"
      ).after(Day(unchecked: 2026, 1, 8), milestone: "tape-out", before),
      right: .milestone(
        "tape-out",
        """
        ---
        title: Tape-out
        kind: tape-out
        owner: Layout team
        baseline: 2029-01-31
        forecast: 2029-02-28
        reason: Layout needs one more pass
        ---

        """
      ).after(Day(unchecked: 2026, 1, 8), milestone: "tape-out", before))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let snapshots = context.earlier.snapshots
    guard !snapshots.isEmpty else { return }
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard milestones[index].isPending, milestones[index].baseline != nil || milestones[index].origin.omits("baseline")
      else { continue }
      let now = milestones[index].baseline?.value
      // The newest plan that had another one.
      guard
        let place = snapshots.indices.last(where: { place in
          context.earlier.place(of: index, in: place).map { snapshots[place].milestones[$0].baseline != now } ?? false
        }), let then = context.earlier.place(of: index, in: place),
        let old = snapshots[place].milestones[then].baseline?.date,
        milestones[index].origin.omits("reason"), milestones[index].origin.omits("rebaselined"),
        !milestones[index].rebaselinings.contains(where: { $0.replaced == .date(old) && $0.reason != nil }),
        milestones[index].reason == nil || milestones[index].reason?.value == snapshots[place].milestones[then].reason
      else { continue }
      let change = now.map { "was changed from \(old) to \($0)" } ?? "\(old) was taken out"
      findings.append(
        Finding(
          name, at: milestones[index].baseline?.range ?? milestones[index].place,
          "The baseline of \(milestones[index].displayTitle) \(change) after \(snapshots[place].day), "
            + "and nobody says why",
          advice: "Put the old baseline back and write the new date as `forecast:`; if the plan of record was replaced "
            + "by decision, add a line below `rebaselined:`, such as `\(context.statusDate): \(old) WHO and WHY`."))
    }
  }
}
