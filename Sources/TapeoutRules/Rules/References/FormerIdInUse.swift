import TapeoutHistory
import TapeoutModel

/// A name below `renamed:` exists, or two claim it.
struct FormerIdInUse: Rule {
  let name: RuleName = "former-id-in-use"
  let group = RuleGroup.references
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A name below `renamed:` is the name of something that exists, or stands below `renamed:` of two.",
      why: "Links, history and old addresses would lead to two places at once.",
      wrong: .milestone(
        "bring-up-exit",
        "---\ntitle: Bring-up exit\nkind: review\nowner: Lab\nforecast: 2029-01-31\nrenamed: [bring-up-exit]\n---\n"),
      right: .milestone(
        "bring-up-exit",
        "---\ntitle: Bring-up exit\nkind: review\nowner: Lab\nforecast: 2029-01-31\nrenamed: [bring-up-done]\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    for clash in FormerNames(context.plan).clashes {
      findings.append(
        Finding(
          name, at: clash.range,
          clash.first == nil
            ? "The \(clash.noun) \(clash.former) exists, so it is no former name of \(clash.name)"
            : "\(clash.name) is not the only \(clash.noun) that is said to have been called \(clash.former)",
          advice: "Take the name out of `renamed:` of all but the one that had it.",
          notes: clash.first.map { [.init("the other one", at: $0)] } ?? []))
    }
  }
}
