extension RuleSet {
  /// Risks: what the forecast draws from.
  static var risk: [any Rule] {
    [RiskReviewOverdue(), RiskWithoutDelay(), InvalidProbability(), CertainRisk(), OutlivedRisk()]
  }
}
