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
    var names = SuggestionIndex(plan.partners.map(\.id).filter(ContentID.isValid))
    var budget = SuggestionIndex.budget
    func check(_ reference: PartnerReference?) {
      guard let reference, reference.index == nil, !plan.isUnread(Partner.path(of: reference.id.value)) else { return }
      let meant = names.suggestion(for: reference.id.value, budget: &budget)
      findings.append(
        Finding(
          name, at: reference.id.range,
          "There is no partner `\(reference.id.value)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""),
          advice: "Name a file below partners/ without .md, or write partners/\(reference.id.value).md first.",
          fixes: meant.map { [Fix("write \($0)", replace: reference.id.range, with: $0, isGuess: true)] } ?? []))
    }
    for index in plan.milestones.indices {
      check(plan.milestones[index].from)
      check(plan.milestones[index].to)
    }
    for chip in plan.chips {
      for reference in [chip.designPartner, chip.foundry, chip.packaging] { check(reference) }
    }
  }
}
