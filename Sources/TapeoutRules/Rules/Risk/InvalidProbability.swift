import TapeoutModel

/// A probability that is no chance between 0 % and 100 %: the parser finds it.
struct InvalidProbability: Rule {
  let name: RuleName = "invalid-probability"
  let group = RuleGroup.risk
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A risk's `probability` is not a percentage between 0% and 100%.",
      why: "The forecast draws from it. Words such as “high” mean 20 % to one reader and 80 % to another.",
      wrong: risk("high"), right: risk("60%"))
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
}
