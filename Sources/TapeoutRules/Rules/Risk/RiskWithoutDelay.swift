import TapeoutModel

/// A risk that costs nothing.
struct RiskWithoutDelay: Rule {
  let name: RuleName = "risk-without-delay"
  let group = RuleGroup.risk
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "An open risk names no milestone that it would delay.",
      why: "The forecast leaves it out, so the plan looks safer than the people who wrote the risk down think.",
      wrong: Example(
        .init(
          "chips/custom-1/risks/respin.md",
          "---\ntitle: A0 needs a metal respin\nowner: Silicon validation lead\nprobability: 30%\n---\n")),
      right: Example(
        .init(
          "chips/custom-1/risks/respin.md",
          """
          ---
          title: A0 needs a metal respin
          owner: Silicon validation lead
          probability: 30%
          delays: {tape-out: 14w..20w..30w}
          ---

          """)))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    for risk in context.plan.risks where risk.delays.isEmpty && risk.isJudged && risk.origin.omits("delays") {
      findings.append(
        Finding(
          name, at: risk.place, "The risk “\(risk.displayTitle)” delays nothing, so no forecast reckons with it",
          advice: "Add `delays:` with a milestone and a duration, such as `{production-release: 14w..20w..30w}`."))
    }
  }
}
