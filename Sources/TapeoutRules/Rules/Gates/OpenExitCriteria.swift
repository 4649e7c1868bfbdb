import TapeoutModel
import TapeoutWording

/// A gate is done on paper, and its criteria are open.
struct OpenExitCriteria: Rule {
  let name: RuleName = "open-exit-criteria"
  let group = RuleGroup.gates
  let defaultSeverity = Severity.error

  /// How many open criteria are shown by their own place.
  private static let shown = 5

  var explanation: Explanation {
    Explanation(
      what: "A milestone has an `actual`, yet some of its exit criteria are open `[ ]` or failing `[!]`.",
      why: """
        A claim that contradicts its evidence is the worst finding of all. Of 56 OpenTitan blocks with a stage and a \
        checklist, 18 claimed a stage with items still open (its public dashboard, counted by us).
        """,
      wrong: .milestone(
        "timing-signoff",
        """
        ---
        title: Timing sign-off
        kind: timing-signoff
        actual: 2020-03-20
        ---

        ## Exit criteria

        - [x] Setup clean in all corners
        - [ ] Hold clean in all corners

        """),
      right: .milestone(
        "timing-signoff",
        """
        ---
        title: Timing sign-off
        kind: timing-signoff
        actual: 2020-03-20
        ---

        ## Exit criteria

        - [x] Setup clean in all corners
        - [x] Hold clean in all corners

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard let actual = milestones[index].actual,
        milestones[index].hasCriterion(where: { $0 == .open || $0 == .failing })
      else { continue }
      let open = milestones[index].criteria.filter(\.isOpen)
      var notes = open.prefix(OpenExitCriteria.shown).map { criterion in
        Finding.Note("\(criterion.state == .failing ? "failing" : "open"): \(criterion.text)", at: criterion.range)
      }
      if open.count > notes.count { notes.append(.init("and \(open.count - notes.count) more")) }
      findings.append(
        Finding(
          name, at: actual.range,
          "\(milestones[index].displayTitle) is done, yet \(open.count) of its "
            + "\(Wording.counted(milestones[index].criteria.count, "exit criterion", plural: "exit criteria")) "
            + "\(open.count == 1 ? "is" : "are") open",
          advice: "Tick what is met, waive what was accepted unmet, or remove `actual:` until then.", notes: notes))
    }
  }
}
