package import TapeoutModel

/// The section `Decisions wanted` of the next report: every decision that is wanted still, to be ticked or kept.
package struct DecisionsDraft {
  private let decisions: [Decision]

  /// - Parameter day: the next report's: what later reports ask for is left out.
  package init(_ plan: Plan, before day: Day) {
    decisions = plan.decisions.filter { $0.isWanted && plan.reports[$0.asked].day < day }
  }

  package func printed() -> String {
    let items = decisions.map { decision in
      var item = "- [ ] \(decision.text.markdown)"
      if let due = decision.due {
        item += " (\(decision.owner.map { "\($0.markdown), " } ?? "")by \(due))"
        if let reason = decision.reason { item += ". \(reason.markdown)" }
      }
      return item + "\n"
    }
    return "## Decisions wanted\n\n" + (items.isEmpty ? "None.\n" : items.joined())
  }
}
