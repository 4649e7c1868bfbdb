import TapeoutHistory
package import TapeoutModel

/// Where the status date comes from: a reader who knows only the day by the clock has to be told.
package enum StatusDateSource: Hashable, Sendable {
  /// `--status-date`.
  case option
  /// `status_date` in program.md.
  case program
  /// The newest report, by its number.
  case report(number: Int)
  /// The clock.
  case clock

  package init(_ plan: Plan, _ statusDate: Day, isGiven: Bool) {
    if isGiven {
      self = .option
    } else if plan.program.statusDate?.value == statusDate {
      self = .program
    } else if plan.reports.last?.day == statusDate {
      self = .report(number: plan.reports.count)
    } else {
      self = .clock
    }
  }

  /// `the day of report 3`, to follow the day.
  package var words: String {
    switch self {
    case .option: "given by --status-date"
    case .program: "stated as `status_date` in program.md"
    case .report(let number): "the day of report \(number), the newest one"
    case .clock: "today"
    }
  }

  /// How to count a later day as today.
  package var advice: String {
    switch self {
    case .option: "Give a later day to --status-date."
    case .program: "Set a later `status_date` in program.md, or give a later day to --status-date."
    case .report:
      "It counts from the next report on; to see the plan of a later day now, give that day to --status-date."
    case .clock: "Give a later day to --status-date."
    }
  }

  /// `after report 3`: since when something was written down.
  package func after(_ statusDate: Day) -> String {
    if case .report(let number) = self { "after report \(number)" } else { "after \(statusDate)" }
  }
}

extension RuleContext {
  /// `the status date is 2026-01-16, the day of report 1, the newest one`
  var statusDateWords: String { "the status date is \(statusDate), \(statusDateSource.words)" }

  /// The last day on which what a milestone's file says can have happened: that of the newest commit that changed it;
  /// where it was changed since, or is not committed, today.
  func lastRecordedDay(of milestone: MilestoneID) -> Day {
    max(statusDate, history.lastCommitted[milestone] ?? today ?? statusDate)
  }
}
