import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// Facts of the plan in few words, for lists, hints and hovers.
extension LanguageSnapshot {
  /// `2026-06-26`, `TBD` where it has none.
  func date(_ index: MilestoneIndex) -> String { Wording.date(schedule.date(of: index, in: plan)) }

  /// `Tape-out A0 · 2026-06-26 · late`
  func line(_ index: MilestoneIndex) -> String {
    "\(plan.milestones[index].displayTitle) · \(date(index)) · \(schedule.milestones[index].health.word)"
  }

  /// `late`, `expected 2026-06-26`, `baseline 2026-05-29`, `slip +4 w`: what there is of it.
  func facts(_ index: MilestoneIndex) -> [String] {
    let scheduled = schedule.milestones[index]
    var facts = [scheduled.health.word]
    if let actual = plan.milestones[index].actual?.value {
      facts.append("happened \(actual)")
    } else if let expected = scheduled.expected {
      facts.append("expected \(expected)")
    } else if !plan.milestones[index].isDropped {
      facts.append("no date" + (scheduled.earliest.map { ", not before \($0)" } ?? ""))
    }
    if let baseline = plan.milestones[index].baseline?.value { facts.append("baseline \(baseline)") }
    if let slip = scheduled.slipDays { facts.append("slip \(Wording.slip(slip))") }
    return facts
  }

  /// How far it may move; nil where it has happened, or nothing waits.
  func float(_ index: MilestoneIndex) -> String? {
    guard schedule.milestones[index].driver != .actual, let total = schedule.milestones[index].totalFloat else {
      return nil
    }
    if total < 0 { return "Total float \(Wording.float(total)): a need_by behind it is missed" }
    if total == 0 { return "No float: \(Wording.noFloat)" }
    return "Total float \(Wording.float(total))"
  }

  /// `P50 2026-07-01 · P80 2026-07-20`; nil where nothing was drawn.
  func percentiles(_ index: MilestoneIndex) -> String? {
    guard let drawn = drawn[index] else { return nil }
    let bound = schedule.milestones[index].worstOverdue == nil ? "" : "≥ "
    return "P50 \(bound)\(drawn.p50) · P80 \(bound)\(drawn.p80)"
  }

  /// What waits for a milestone, each once.
  func followers(_ index: MilestoneIndex) -> [MilestoneIndex] {
    var followers: [MilestoneIndex] = []
    for edge in schedule.graph.outgoing(index) {
      let follower = schedule.graph.edges[Int(edge)].to
      if followers.last != follower { followers.append(follower) }
    }
    return followers
  }

  /// What makes the date what it is, as the end of a sentence.
  func driver(_ index: MilestoneIndex) -> String {
    let milestone = schedule.milestones[index]
    switch milestone.driver {
    case .actual: return "it happened"
    case .dependency(let edge):
      guard let sum = schedule.sum(of: schedule.graph.edges[Int(edge)], in: plan) else { return "" }
      return "\(plan.milestones[sum.from].id) \(sum.start) + \(sum.length)"
    case .notBefore: return "its `not_before`"
    case .forecast: return "its stated forecast"
    case .statusDate: return "its date has passed, so the status date counts"
    case .undated(let edge):
      let from = schedule.graph.edges[Int(edge)].from
      return schedule.milestones[from].expected == nil
        ? "it waits for \(plan.milestones[from].id), which has no date"
        : "nobody knows how long it takes after \(plan.milestones[from].id)"
    case .beyondCalendar: return "it lies beyond \(Day.supported.upperBound)"
    case .nothing: return plan.milestones[index].isDropped ? "it was dropped" : "nothing in the plan dates it"
    }
  }
}
