import TapeoutModel
import TapeoutWording

/// A milestone is done, and task items on its page that are no exit criteria are open.
struct OpenToDos: Rule {
  let name: RuleName = "open-to-dos"
  let group = RuleGroup.gates
  let defaultSeverity = Severity.warning

  /// How many open items are shown by their own place.
  private static let shown = 5

  var explanation: Explanation {
    Explanation(
      what: "A milestone has an `actual`, yet task items outside its exit criteria are open.",
      why: """
        Either work is left, or the items were meant as exit criteria and stand below another heading, where they do not \
        count.
        """,
      wrong: .milestone(
        "kickoff",
        """
        ---
        title: Kickoff
        kind: kickoff
        baseline: 2020-01-10
        actual: 2020-01-10
        accepted: 2020-01-11
        ---

        ## Agenda

        - [x] Contract signed
        - [ ] Staff named

        """),
      right: .milestone(
        "kickoff",
        """
        ---
        title: Kickoff
        kind: kickoff
        baseline: 2020-01-10
        actual: 2020-01-10
        accepted: 2020-01-11
        ---

        ## Agenda

        - [x] Contract signed
        - [x] Staff named

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices where !milestones[index].body.toDos.isEmpty {
      guard milestones[index].isDone, !milestones[index].hasUnreadCriteria else { continue }
      let open = milestones[index].body.toDos.filter(\.isOpen)
      guard let first = open.first else { continue }
      var notes = open.dropFirst().prefix(OpenToDos.shown).map { Finding.Note("open: \($0.text)", at: $0.range) }
      if open.count > notes.count + 1 { notes.append(.init("and \(open.count - notes.count - 1) more")) }
      findings.append(
        Finding(
          name, at: first.range,
          "\(milestones[index].displayTitle) is done, yet \(Wording.counted(open.count, "task item")) on its page "
            + "\(open.count == 1 ? "is" : "are") open",
          advice:
            "Tick what is done, move exit criteria below the heading `Exit criteria`, or remove `actual:` until then.",
          notes: notes))
    }
  }
}
