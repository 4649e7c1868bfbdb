import TapeoutModel

/// A reference to a partner that no file is.
struct UnknownPartner: Rule {
  let name: RuleName = "unknown-partner"
  let group = RuleGroup.references
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "`from`, `to`, `design_partner`, `foundry` or `packaging` names a partner that has no file.",
      why: "A handoff to nobody is accepted by nobody, and it is missing from every partner’s list.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        from: broadcm
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        from: broadcom
        ---

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let plan = context.plan
    for index in plan.milestones.indices {
      check(plan.milestones[index].from, plan, &findings)
      check(plan.milestones[index].to, plan, &findings)
    }
    for chip in plan.chips {
      for reference in [chip.designPartner, chip.foundry, chip.packaging] { check(reference, plan, &findings) }
    }
  }

  private func check(_ reference: PartnerReference?, _ plan: Plan, _ findings: inout [Finding]) {
    guard let reference, reference.index == nil else { return }
    let meant = suggestion(for: reference.id.value, among: plan.partners.map(\.id))
    findings.append(
      Finding(
        name, at: reference.id.range,
        "There is no partner `\(reference.id.value)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""),
        advice: "Name a file below partners/ without .md, or write partners/\(reference.id.value).md first.",
        fixes: meant.map { [Fix("write \($0)", replace: reference.id.range, with: $0)] } ?? []))
  }
}
