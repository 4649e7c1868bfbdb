import TapeoutModel
import TapeoutWording

/// A decision that is wanted still though its day has passed.
struct OverdueDecision: Rule {
  let name: RuleName = "overdue-decision"
  let group = RuleGroup.program
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "A report asked for a decision by a day that lies before the status date, and no later report ticks it.",
      why: "What waits for the decision waits still; or it was taken, and the plan does not say so.",
      wrong: reports("- [ ] Keep or drop the late features (Layout team, by 2026-01-09)"),
      right: reports("- [x] Keep or drop the late features (Layout team, by 2026-01-09). Dropped."))
  }

  private func reports(_ item: String) -> Example {
    Example(
      .init(
        "reports/2026-01-15.md",
        """
        ---
        title: Two features are late
        ---

        ## Decisions wanted

        \(item)

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    for decision in context.plan.decisions where decision.isLate(on: context.statusDate) {
      guard let due = decision.due else { continue }
      let days = Wording.counted(context.statusDate - due.last, "day")
      findings.append(
        Finding(
          name, at: decision.range,
          "The decision “\(Wording.cut(decision.text, 60))” was wanted by \(due), \(days) before the status date",
          advice: "Tick it in the newest report, `- [x]`, with what was decided; or list it there with its next day."))
    }
  }
}
