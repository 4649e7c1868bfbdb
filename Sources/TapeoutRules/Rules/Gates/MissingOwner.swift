import TapeoutModel

/// Nobody answers for it.
struct MissingOwner: Rule {
  let name: RuleName = "missing-owner"
  let group = RuleGroup.gates
  let defaultSeverity = Severity.hint

  var explanation: Explanation {
    Explanation(
      what: "A milestone still to come, or an open risk, has no `owner`.",
      why: "The owner is whom one asks for the next estimate. Without one the date grows old and nobody notices.",
      wrong: .milestone("tape-out", "---\ntitle: Tape-out\nkind: tape-out\nforecast: 2026-04-02\n---\n"),
      right: .milestone(
        "tape-out",
        "---\ntitle: Tape-out\nkind: tape-out\nowner: Physical design lead\nforecast: 2026-04-02\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard milestones[index].owner == nil, milestones[index].isPending, milestones[index].origin.omits("owner")
      else { continue }
      report(milestones[index].displayTitle, milestones[index].place, into: &findings)
    }
    for risk in context.plan.risks where risk.owner == nil && risk.isJudged && risk.origin.omits("owner") {
      report("The risk “\(risk.displayTitle)”", risk.place, into: &findings)
    }
  }

  private func report(_ what: String, _ place: SourceRange, into findings: inout [Finding]) {
    findings.append(
      Finding(name, at: place, "\(what) has no owner", advice: "Add `owner:` with one person, role or team."))
  }
}
