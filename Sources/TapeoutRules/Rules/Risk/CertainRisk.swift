import TapeoutModel

/// A risk that is none: it happens always or never.
struct CertainRisk: Rule {
  let name: RuleName = "certain-risk"
  let group = RuleGroup.risk
  let defaultSeverity = Severity.hint

  var explanation: Explanation {
    Explanation(
      what: "An open risk has a probability of 0 % or 100 %.",
      why: """
        What happens for certain belongs into the plan, where dates, slip and float show it. What cannot happen is \
        closed. A risk in between is what the forecast is for.
        """,
      wrong: risk("100%"), right: risk("60%"))
  }

  private func risk(_ probability: String) -> Example {
    Example(
      .init(
        "chips/custom-1/risks/respin.md",
        """
        ---
        title: A0 needs a metal respin
        owner: Silicon validation lead
        probability: \(probability)
        delays: {tape-out: 14w..20w..30w}
        ---

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    for risk in context.plan.risks {
      guard let probability = risk.probability, probability.value <= 0 || probability.value >= 1, risk.isJudged
      else { continue }
      let isSure = probability.value >= 1
      findings.append(
        Finding(
          name, at: probability.range,
          "The risk “\(risk.displayTitle)” has a probability of \(isSure ? "100 %" : "0 %"), so it is no risk",
          advice: isSure
            ? "Add its delay to the duration it lengthens and write `status: occurred`, or state a chance below 100 %."
            : "Write `status: closed`, or state a chance above 0 %."))
    }
  }
}
