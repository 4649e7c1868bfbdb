import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

extension SiteModel {
  /// Returns what changed in a report since the one before; nil where there is none before.
  func comparison(ofReport report: ReportIndex) -> ChangeLog.Entry? {
    comparisonIndices[report].map { comparisons[$0] }
  }

  /// The number of the report that a milestone's earlier dates are compared with, and its day.
  var reportBefore: (number: Int, day: Day)? {
    guard let entry = comparisons.first, let report = entry.sinceReport, let day = entry.since else {
      return nil
    }
    return (report.number, day)
  }

  /// `was +2 w in report 13`: the slip of an undone milestone at the report before; nil where nothing is known of it.
  func slipBefore(_ index: MilestoneIndex) -> String? {
    guard let before = reportBefore,
      let point = content.trend.series[index].last(where: { $0.day <= before.day && $0.source != .commit }),
      let expected = point.expected, let baseline = point.baseline?.date
    else { return nil }
    let slip = baseline.slip(to: .day(expected))
    return "was \(slip == 0 ? "none" : Wording.slip(slip)) in report \(before.number)"
  }

  /// `were 3 in report 13`: how many of some milestones had happened by the report before.
  func doneBefore(_ milestones: [MilestoneIndex]) -> String? {
    guard let before = reportBefore else { return nil }
    let done = milestones.count { index in
      plan.milestones[index].isDone && scheduled(index).expected.map { $0 <= before.day } ?? false
    }
    return "\(done) in report \(before.number)"
  }

  /// Why a milestone is blocked, was dropped, or has the date that it has; nil where its file gives only the reason of an
  /// older move.
  func reason(_ index: MilestoneIndex) -> String? {
    guard let reason = milestones[index].reason?.value else { return nil }
    if milestones[index].isBlocked || milestones[index].isDropped { return reason }
    return lastMove(index).map { content.trend.series[index][$0].hasOldReason } ?? false ? nil : reason
  }

  /// The milestone whose move the newest move of a computed date only follows.
  func cause(_ index: MilestoneIndex) -> MilestoneIndex? {
    guard !milestones[index].isDone else { return nil }
    return lastMove(index).flatMap { content.trend.cause(of: index, at: $0) }
  }

  /// The newest point of the trend whose date is another than the one before.
  private func lastMove(_ index: MilestoneIndex) -> Int? {
    let series = content.trend.series[index]
    return series.indices.dropFirst().last { series[$0].standingDate != series[$0 - 1].standingDate }
  }

  /// `Recorded after report 13.`: of what is said to have happened after the status date; nil for everything else.
  func recordedLater(_ index: MilestoneIndex) -> String? {
    guard let actual = milestones[index].actual?.value, actual.first > statusDate else { return nil }
    let isReport = plan.reports.last?.day == statusDate
    return "Recorded after \(isReport ? "report \(plan.reports.count)" : statusDate.description)."
  }

  /// `History unknown before 2026-06-12: this is not a Git repository.`; nil where all of it is known.
  var gapMarkup: Markup? {
    guard let gap = content.gap else { return nil }
    return "History unknown before \((gap.knownFrom ?? statusDate).markup): \(gap.reason)."
  }
}
