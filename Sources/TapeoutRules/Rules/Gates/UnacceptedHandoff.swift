import TapeoutModel
import TapeoutWording

/// Something was sent, and nobody has taken it.
struct UnacceptedHandoff: Rule {
  let name: RuleName = "unaccepted-handoff"
  let group = RuleGroup.gates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: "A milestone that passes something from one party to another is done, but has no `accepted`.",
      why: """
        The giver counts it as done, the receiver has not looked at it. The weeks until the first question are lost, \
        and each side thinks that the other has them.
        """,
      wrong: .milestone(
        "netlist-handoff",
        "---\ntitle: Netlist handed over\nkind: netlist-handoff\nfrom: acme\nto: broadcom\nactual: 2020-03-20\n---\n"),
      right: .milestone(
        "netlist-handoff",
        """
        ---
        title: Netlist handed over
        kind: netlist-handoff
        from: acme
        to: broadcom
        actual: 2020-03-20
        accepted: 2020-03-24
        ---

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let plan = context.plan
    let milestones = plan.milestones
    for index in milestones.indices {
      guard let actual = milestones[index].actual, milestones[index].accepted == nil, milestones[index].isHandoff,
        milestones[index].origin.omits("accepted"), let receiver = milestones[index].receiver
      else { continue }
      let days = context.statusDate - actual.value.last
      findings.append(
        Finding(
          name, at: actual.range,
          "\(milestones[index].displayTitle) was done \(actual.value.phrase)"
            + (days > 0 ? ", \(Wording.counted(days, "day")) ago," : "")
            + " but \(plan.partners[receiver].displayTitle) has not accepted it",
          advice: "Add `accepted:` with the day on which \(plan.partners[receiver].displayTitle) took it, "
            + "or ask what is missing."))
    }
  }
}
