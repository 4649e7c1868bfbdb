import TapeoutHistory
import TapeoutModel

/// A line below `rebaselined:` tells something else than Git.
struct RebaselineDisagrees: Rule {
  let name: RuleName = "rebaseline-disagrees"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    let before =
      "---\ntitle: Tape-out\nkind: tape-out\nowner: Layout team\nbaseline: 2029-01-31\nforecast: 2029-01-31\n---\n"
    func now(_ replaced: String) -> String {
      """
      ---
      title: Tape-out
      kind: tape-out
      owner: Layout team
      baseline: 2029-02-28
      forecast: 2029-02-28
      rebaselined:
        2026-01-12: \(replaced) Layout needs one more pass
      ---

      """
    }
    return Explanation(
      what: """
        A line below `rebaselined:` names a baseline that Git does not know for the day of the decision. For the days \
        that Git knows, Git is believed.
        """,
      why:
        "The first baseline is what all slip is held against in the end, so nobody may write another one afterwards.",
      wrong: .milestone("tape-out", now("2028-12-15")).after(Day(unchecked: 2026, 1, 8), milestone: "tape-out", before),
      right: .milestone("tape-out", now("2029-01-31")).after(Day(unchecked: 2026, 1, 8), milestone: "tape-out", before))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices where !milestones[index].rebaselinings.isEmpty {
      let comparison = BaselineComparison(milestones[index], context.history, statusDate: context.statusDate)
      for contradiction in comparison.contradictions {
        let line = contradiction.line
        let known = contradiction.known.map { "\($0)" } ?? "none"
        findings.append(
          Finding(
            name, at: line.range,
            "\(line.replaced) is said to have been the baseline of \(milestones[index].displayTitle) until "
              + "\(line.decidedOn), but Git knows \(known) for that day",
            advice: contradiction.known == line.replaced
              ? "Git knows of no other baseline since: state the new one as `baseline:`, or take the line out."
              : "Write the baseline that was replaced, or take the line out."))
      }
    }
  }
}
