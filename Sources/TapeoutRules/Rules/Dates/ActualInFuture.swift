import TapeoutModel
import TapeoutWording

/// Something is said to have happened on a day that has not come.
struct ActualInFuture: Rule {
  let name: RuleName = "actual-in-future"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        `actual` or `accepted` lies after the status date and after the day on which the file was last committed (today \
        where it was changed since), so it cannot have happened yet.
        """,
      why: """
        An actual makes a milestone done and everything behind it is reckoned from there. A planned day written as \
        `actual` shows work as finished that nobody has finished.
        """,
      wrong: .milestone("tape-out", "---\ntitle: Tape-out\nkind: tape-out\nactual: 2026-03-20\n---\n"),
      right: .milestone("tape-out", "---\ntitle: Tape-out\nkind: tape-out\nforecast: 2026-03-20\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      let last = context.statusDate
      if let actual = milestones[index].actual, actual.value.first > last,
        actual.value.first > context.lastRecordedDay(of: milestones[index].id)
      {
        findings.append(
          Finding(
            name, at: actual.range,
            "\(milestones[index].displayTitle) is said to have happened \(actual.value.phrase), "
              + "but \(context.statusDateWords)",
            advice: "Write the planned day as `forecast:`, and `actual:` once it has happened."))
      } else if let accepted = milestones[index].accepted, accepted.value.first > last,
        accepted.value.first > context.lastRecordedDay(of: milestones[index].id)
      {
        findings.append(
          Finding(
            name, at: accepted.range,
            "\(milestones[index].displayTitle) is said to have been accepted \(accepted.value.phrase), "
              + "but \(context.statusDateWords)",
            advice: "Write `accepted:` once the receiver has taken it."))
      }
    }
  }
}
