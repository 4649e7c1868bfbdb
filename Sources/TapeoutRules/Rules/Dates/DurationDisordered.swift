import TapeoutModel

/// The three values of a duration are out of order.
struct DurationDisordered: Rule {
  let name: RuleName = "duration-disordered"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A three-point duration is not written as optimistic..likely..pessimistic, shortest first.",
      why: """
        The forecast draws from these three values. Out of order, one of them is a slip of the pen, and which one only \
        the writer knows.
        """,
      wrong: .milestone(
        "tape-out",
        "---\ntitle: Tape-out\nkind: tape-out\nforecast: 2026-04-02\nafter:\n  timing-signoff: 1w..6w..4w\n---\n"),
      right: .milestone(
        "tape-out",
        "---\ntitle: Tape-out\nkind: tape-out\nforecast: 2026-04-02\nafter:\n  timing-signoff: 1w..4w..6w\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      for dependency in milestones[index].dependencies {
        check(dependency.duration, dependency.durationRange, into: &findings)
      }
    }
    for risk in context.plan.risks {
      for delay in risk.delays { check(delay.duration, delay.durationRange, into: &findings) }
    }
  }

  private func check(_ duration: ThreePointDuration?, _ range: SourceRange, into findings: inout [Finding]) {
    guard let duration, !duration.isOrdered else { return }
    let sorted = [duration.optimistic, duration.likely, duration.pessimistic].sorted { $0.days < $1.days }
    let text = sorted.map(\.description).joined(separator: "..")
    findings.append(
      Finding(
        name, at: range, "The duration \(duration) is not in the order optimistic..likely..pessimistic",
        advice: "Write \(text) if the values are right.",
        fixes: [Fix("write \(text)", replace: range, with: text, isGuess: true)]))
  }
}
