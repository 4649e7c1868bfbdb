import TapeoutModel
import TapeoutWording

/// Something was taken before it was given.
struct AcceptedBeforeActual: Rule {
  let name: RuleName = "accepted-before-actual"
  let group = RuleGroup.gates
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A milestone was `accepted` before its `actual`, or has been accepted without having happened.",
      why: "Two records contradict each other, and a handoff is shown as taken that was perhaps never made.",
      wrong: .milestone(
        "tape-out", "---\ntitle: Tape-out\nkind: tape-out\nactual: 2020-04-03\naccepted: 2020-03-30\n---\n"),
      right: .milestone(
        "tape-out", "---\ntitle: Tape-out\nkind: tape-out\nactual: 2020-04-03\naccepted: 2020-04-06\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard let accepted = milestones[index].accepted else { continue }
      if let actual = milestones[index].actual {
        guard accepted.value.last < actual.value.first else { continue }
        findings.append(
          Finding(
            name, at: accepted.range,
            "\(milestones[index].displayTitle) was accepted \(accepted.value.phrase), "
              + "before it happened \(actual.value.phrase)",
            advice: "Correct one of the two days.", notes: [.init("it happened", at: actual.range)]))
      } else if milestones[index].origin.omits("actual") {
        findings.append(
          Finding(
            name, at: accepted.range,
            "\(milestones[index].displayTitle) was accepted \(accepted.value.phrase), but has no `actual`",
            advice: "Add `actual:` with the day on which it happened, or remove `accepted:`."))
      }
    }
  }
}
