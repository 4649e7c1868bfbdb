import TapeoutHistory
import TapeoutModel

/// An exit criterion that was met is not met any more.
struct ReopenedCriterion: Rule {
  let name: RuleName = "reopened-criterion"
  let group = RuleGroup.gates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    let met = """
      ---
      title: Timing sign-off
      kind: timing-signoff
      owner: Layout team
      forecast: 2029-01-10
      ---

      ## Exit criteria

      - [x] Setup clean in all corners
      - [x] Hold clean in all corners

      """
    return Explanation(
      what: "An exit criterion is open `[ ]` or failing `[!]`, and an earlier plan had it as met `[x]`.",
      why: """
        Work that was done has to be done again, and whoever planned on it does not know. Either a late change broke \
        it, or it was ticked too early: both ask whether the other ticks hold.
        """,
      wrong: .milestone(
        "timing-signoff",
        """
        ---
        title: Timing sign-off
        kind: timing-signoff
        owner: Layout team
        forecast: 2029-01-10
        ---

        ## Exit criteria

        - [x] Setup clean in all corners
        - [!] Hold clean in all corners

        """
      ).after(Day(unchecked: 2026, 1, 8), milestone: "timing-signoff", met),
      right: .milestone("timing-signoff", met)
        .after(Day(unchecked: 2026, 1, 8), milestone: "timing-signoff", met))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    guard !context.earlier.snapshots.isEmpty else { return }
    let milestones = context.plan.milestones
    for index in milestones.indices
    where milestones[index].hasCriterion(where: { $0 == .open || $0 == .failing }) && !context.isGivenUp(index) {
      let now = milestones[index].criteria.map(CriterionSnapshot.init)
      let metOn = CriterionSnapshot.metBefore(now, index, context.earlier)
      for place in now.indices {
        guard let day = metOn[place] else { continue }
        let state = now[place].state == .failing ? "fails" : "is open"
        findings.append(
          Finding(
            name, at: milestones[index].criteria[place].range,
            "The criterion “\(now[place].text)” of \(milestones[index].displayTitle) was met on \(day) and \(state) now",
            advice: "Say in the text what broke it, and look again at the criteria that were ticked with it."))
      }
    }
  }
}
