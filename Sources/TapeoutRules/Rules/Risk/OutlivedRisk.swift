import TapeoutModel

/// A risk to what has already happened.
struct OutlivedRisk: Rule {
  let name: RuleName = "outlived-risk"
  let group = RuleGroup.risk
  let defaultSeverity = Severity.hint

  var explanation: Explanation {
    Explanation(
      what: "Every milestone that an open risk would delay is done or dropped.",
      why: "It can delay nothing any more. Either it has passed, or it now threatens something that it does not name.",
      wrong: Example(
        .init(
          "chips/custom-1/risks/ip.md",
          """
          ---
          title: SerDes IP comes late
          owner: IP lead
          probability: 30%
          delays: {ip-delivery: 2w..3w..6w}
          ---

          """),
        .init(
          "chips/custom-1/milestones/ip-delivery.md",
          "---\ntitle: IP delivered\nkind: ip-delivery\nactual: 2020-04-03\n---\n")),
      right: Example(
        .init(
          "chips/custom-1/risks/ip.md",
          """
          ---
          title: SerDes IP comes late
          owner: IP lead
          probability: 30%
          delays: {ip-delivery: 2w..3w..6w}
          status: closed
          ---

          """),
        .init(
          "chips/custom-1/milestones/ip-delivery.md",
          "---\ntitle: IP delivered\nkind: ip-delivery\nactual: 2020-04-03\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for risk in context.plan.risks {
      guard let first = risk.delays.first, risk.isJudged, risk.origin.omits("delays"),
        risk.delays.allSatisfy({ delay in
          delay.milestone.index.map { milestones[$0].isDone || milestones[$0].isDropped } ?? false
        })
      else { continue }
      findings.append(
        Finding(
          name, at: first.milestone.range,
          "The risk “\(risk.displayTitle)” is open, but all that it would delay is done or dropped",
          advice: "Write `status: closed` or `status: occurred`, or name what it threatens now."))
    }
  }
}
