import TapeoutModel
import TapeoutWording

/// A ticked item that closes nothing, while a decision with nearly its text is wanted still.
struct UnmatchedDecision: Rule {
  let name: RuleName = "unmatched-decision"
  let group = RuleGroup.program
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "A report ticks a decision in other words than the report that asked for it, so the first is wanted still.",
      why: "A decision that was taken stands under “Needs you”, and is late before long.",
      wrong: reports("- [x] Keep or drop the late feature"),
      right: reports("- [x] Keep or drop the late features"))
  }

  private func reports(_ item: String) -> Example {
    func report(_ title: String, _ item: String) -> String {
      """
      ---
      title: \(title)
      ---

      ## Decisions wanted

      \(item)

      """
    }
    return Example(
      .init("reports/2026-01-15.md", report("The features are dropped", item)),
      .init(
        "reports/2026-01-08.md",
        report("Features are late", "- [ ] Keep or drop the late features (Layout team, by 2026-01-20)")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let plan = context.plan
    guard plan.decisions.contains(where: { !$0.isWanted && $0.asked == $0.stated }) else { return }
    var ledger = DecisionLedger()
    for report in plan.reports.indices { ledger.take(plan.reports[report].decisions, of: report) }
    guard !ledger.unmatched.isEmpty else { return }
    let wanted = plan.decisions.indices.filter { plan.decisions[$0].isWanted }
    var index = SuggestionIndex(wanted.map { plan.decisions[$0].text })
    var budget = SuggestionIndex.budget
    for unmatched in ledger.unmatched {
      guard let text = index.suggestion(for: unmatched.item.text, budget: &budget),
        let meant = wanted.first(where: {
          ExactString(plan.decisions[$0].text) == ExactString(text) && plan.decisions[$0].asked < unmatched.report
        })
      else { continue }
      findings.append(
        Finding(
          name, at: unmatched.item.range,
          "No decision of this text was wanted; “\(Wording.cut(text, 60))” is wanted still",
          advice: "Write the text as it was asked for, so that the item ticks it.",
          notes: [Finding.Note("asked for here", at: plan.decisions[meant].range)]))
    }
  }
}
