import TapeoutModel
import TapeoutWording

/// Something happened after the day that counts as today, and was written down since.
struct RecordedAfterStatusDate: Rule {
  let name: RuleName = "recorded-after-status-date"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    var wrong = Example.milestone(
      "tape-out", "---\ntitle: Tape-out\nkind: tape-out\nowner: Layout team\nactual: 2026-01-19\n---\n")
    wrong.today = Day(unchecked: 2026, 1, 20)
    return Explanation(
      what: """
        `actual` or `accepted` lies after the status date, but not after the day on which the file was last committed \
        (today where it was changed since): work that was written down between two reports.
        """,
      why: """
        Everything else is reckoned on the status date, by default the day of the newest report. What happened since \
        stands beside it, and readers have to know that it is newer.
        """,
      wrong: wrong,
      right: .milestone(
        "tape-out", "---\ntitle: Tape-out\nkind: tape-out\nowner: Layout team\nactual: 2026-01-14\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      let last = context.statusDate
      let actual = milestones[index].actual
      let isActual = actual.map { $0.value.first > last } ?? false
      guard let later = isActual ? actual : milestones[index].accepted, later.value.first > last,
        later.value.first <= context.lastRecordedDay(of: milestones[index].id)
      else { continue }
      findings.append(
        Finding(
          name, at: later.range,
          "\(milestones[index].displayTitle) \(isActual ? "happened" : "was accepted") \(later.value.phrase), "
            + "recorded \(context.statusDateSource.after(last)): \(context.statusDateWords)",
          advice: context.statusDateSource.advice))
    }
  }
}
