import TapeoutModel

/// A scenario that names a risk that no file is.
struct UnknownRisk: Rule {
  let name: RuleName = "unknown-risk"
  let group = RuleGroup.references
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A line below `changes:` of a scenario names a risk that has no file.",
      why: "Nothing would be supposed then, and the scenario would look like the plan.",
      wrong: scenario("risk custom-1/respinn: occurs"),
      right: scenario("risk custom-1/respin: occurs"))
  }

  private func scenario(_ line: String) -> Example {
    Example(
      .init("scenarios/respin.md", "---\ntitle: A respin\nchanges:\n  \(line)\n---\n"),
      .init(
        "chips/custom-1/risks/respin.md",
        """
        ---
        title: A0 needs a metal respin
        owner: Layout team
        probability: 30%
        delays: {tape-out: 14w..20w..30w}
        ---

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let plan = context.plan
    var names: SuggestionIndex?
    var budget = SuggestionIndex.budget
    for scenario in plan.scenarios {
      for change in scenario.changes {
        guard case .risk(let reference, _) = change, reference.index == nil, !plan.isUnread(reference.id.path) else {
          continue
        }
        if names == nil {
          names = SuggestionIndex(
            plan.risks.map { RiskID(chip: plan.chips[$0.chip].id, risk: $0.id).description })
        }
        let meant = names?.suggestion(for: reference.id.description, budget: &budget)
        findings.append(
          Finding(
            name, at: reference.range,
            "There is no risk `\(reference.id)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""),
            advice: "Name a risk by its chip and its file’s name, as `risk chip/id`.",
            fixes: meant.map { [Fix("write \($0)", replace: reference.range, with: $0, isGuess: true)] } ?? []))
      }
    }
  }
}
