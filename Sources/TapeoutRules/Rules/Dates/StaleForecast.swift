import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// A forecast that nobody has looked at for too long.
struct StaleForecast: Rule {
  let name: RuleName = "stale-forecast"
  let group = RuleGroup.dates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        The forecast of a milestone still to come is the one that the newest line of its `history` made, and that line \
        is older than `thresholds.stale`; or everything before the milestone is done, and nobody has changed its file \
        for that long. A file that Git saw change is fresh whatever its lines say. Where neither lines nor Git tell, \
        nothing is said.
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
      guard let forecast = milestones[index].forecast, milestones[index].isPending,
        // An overdue one has to be stated again anyway.
        forecast.value.date.map({ $0.last >= context.statusDate }) ?? true,
        let touched = touched(index, forecast.value, context), context.statusDate - touched.day > stale
      else { continue }
      let days = context.statusDate - touched.day
      let limit = "estimates are stale after \(Wording.counted(stale, "day"))"
      let note =
        touched.line.map { Finding.Note("last stated here; \(limit)", at: $0) }
        ?? Finding.Note("its file was last changed on \(touched.day); \(limit)")
      findings.append(
        Finding(
          name, at: forecast.range,
          "The forecast \(forecast.value) of \(milestones[index].displayTitle) was last "
            + "\(touched.line == nil ? "touched" : "stated") on \(touched.day), "
            + "\(Wording.counted(days, "day")) before the status date",
          advice: "Ask \(milestones[index].owner?.value ?? "the owner") again, and add a line to `history:` "
            + "even if the date stays.",
          notes: [note]))
    }
  }

  /// The day on which somebody last looked at a forecast, as far as lines or Git tell, and the line.
  private func touched(_ index: MilestoneIndex, _ forecast: StatedDate, _ context: RuleContext) -> (
    day: Day, line: SourceRange?
  )? {
    let history = context.history.lastChanged
    let changed = history.isEmpty ? nil : history[context.plan.milestones[index].id]
    // A forecast other than the newest one in the history was made after it, on a day not known here.
    if let newest = context.plan.milestones[index].history.last, newest.date == forecast {
      if let changed, changed > newest.madeOn { return (changed, nil) }
      return (newest.madeOn, newest.range)
    }
    // What waits for something else to be done is looked at when it is.
    guard let changed, context.schedule.milestones[index].health != .planned else { return nil }
    return (changed, nil)
  }
}
