import TapeoutModel

/// A forecast that nobody has looked at for too long.
struct StaleForecast: Rule {
  let name: RuleName = "stale-forecast"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        The forecast of a milestone still to come is the one that the newest line of its `history` made, and that line \
        is older than `thresholds.stale`. Without a history nothing is said: then nobody knows how old it is.
        """,
      why: "A date that nobody has confirmed for weeks is a memory, not an estimate, and others plan around it.",
      wrong: .milestone(
        "software-ready",
        """
        ---
        title: Software ready
        kind: review
        forecast: 2026-08-21
        history:
          2020-02-13: 2026-08-21 Confirmed
        ---

        """),
      right: .milestone(
        "software-ready",
        """
        ---
        title: Software ready
        kind: review
        forecast: 2026-09-04
        reason: Asked again
        history:
          2020-02-13: 2026-08-21 Confirmed
        ---

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    let stale = context.plan.program.thresholds.stale
    for index in milestones.indices {
      // A forecast other than the newest one in the history was made after it, on a day not known here.
      guard let newest = milestones[index].history.last, let forecast = milestones[index].forecast,
        newest.date == forecast.value, context.statusDate - newest.madeOn > stale, milestones[index].isPending,
        // An overdue one has to be stated again anyway.
        forecast.value.date.map({ $0.last >= context.statusDate }) ?? true
      else { continue }
      let days = context.statusDate - newest.madeOn
      findings.append(
        Finding(
          name, at: forecast.range,
          "The forecast \(forecast.value) of \(milestones[index].displayTitle) was last stated on \(newest.madeOn), "
            + "\(counted(days, "day")) before the status date",
          advice: "Ask \(milestones[index].owner?.value ?? "the owner") again, and add a line to `history:` "
            + "even if the date stays.",
          notes: [.init("last stated here; estimates are stale after \(counted(stale, "day"))", at: newest.range)]))
    }
  }
}
