import TapeoutModel
import TapeoutWording

/// A risk that should have been looked at again.
struct RiskReviewOverdue: Rule {
  let name: RuleName = "risk-review-overdue"
  let group = RuleGroup.risk
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "The `review_by` of an open risk lies before the status date.",
      why: """
        The forecast draws from every open risk's probability. One that nobody has reviewed moves the launch by an old \
        opinion.
        """,
      wrong: risk("review_by: 2020-03-01"),
      right: risk("review_by: 2026-03-01"))
  }

  private func risk(_ line: String) -> Example {
    Example(
      .init(
        "chips/custom-1/risks/respin.md",
        """
        ---
        title: A0 needs a metal respin
        owner: Silicon validation lead
        probability: 30%
        delays: {tape-out: 14w..20w..30w}
        \(line)
        ---

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    for risk in context.plan.risks {
      guard let review = risk.reviewBy, review.value.last < context.statusDate, risk.isJudged else { continue }
      findings.append(
        Finding(
          name, at: review.range,
          "The risk “\(risk.displayTitle)” was to be reviewed by \(review.value), "
            + "\(Wording.counted(context.statusDate - review.value.last, "day")) before the status date",
          advice: "Review its probability and delays and write the next `review_by:`, or close it with `status:`."))
    }
  }
}
