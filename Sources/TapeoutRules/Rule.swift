package import TapeoutHistory
package import TapeoutModel
package import TapeoutSchedule

/// One defect that the tool looks for: its permanent name, how much it matters, why, and how to find it.
///
/// A rule is one struct in one file, named after the defect. Wording and explanation live beside the
/// detection. A rule whose defect is met while reading (a syntax error) only explains: the parser reports it.
package protocol Rule: Sendable {
  var name: RuleName { get }
  var group: RuleGroup { get }
  /// How much the defect matters where program.md does not say otherwise.
  var defaultSeverity: Severity { get }
  var explanation: Explanation { get }

  /// Reports every place of the defect.
  func check(_ context: RuleContext, into findings: inout [Finding])
}

extension Rule {
  /// Nothing: the parser finds the defect while reading.
  package func check(_ context: RuleContext, into findings: inout [Finding]) {}
}

/// What the rules are about, in the order in which they are listed.
package enum RuleGroup: String, CaseIterable, Sendable {
  case file, references, dates, gates, chip, risk, program
}

/// What a rule may look at: values only, so that a rule is a function.
package struct RuleContext: Sendable {
  package let plan: Plan
  package let schedule: Schedule
  /// What the plan was read from, for the paths of files.
  package let sources: SourceSet
  /// The probability that a chip's launch (by place in ``Plan/chips``) falls inside the window, where it was worked
  /// out.
  package let chanceInWindow: [ChipIndex: Double]
  /// Earlier plans, as far as they were read.
  package let history: PlanHistory
  /// Where today's milestones stand in them.
  package let earlier: EarlierMilestones
  /// Of the plan, its schedule and the history.
  package let trend: Trend
  /// Where the status date comes from.
  package let statusDateSource: StatusDateSource
  /// The day by the clock; nil where nothing may depend on it.
  package let today: Day?

  /// - Parameters:
  ///   - earlier: of the plan and the history, where it was worked out already.
  ///   - trend: likewise.
  ///   - today: the day by the clock.
  ///   - isStatusDateGiven: whether the status date is stronger than what the plan states.
  package init(
    plan: Plan, schedule: Schedule, sources: SourceSet, chanceInWindow: [ChipIndex: Double] = [:],
    history: PlanHistory = PlanHistory(), earlier: EarlierMilestones? = nil, trend: Trend? = nil, today: Day? = nil,
    isStatusDateGiven: Bool = false
  ) {
    self.today = today
    statusDateSource = StatusDateSource(plan, schedule.statusDate, isGiven: isStatusDateGiven)
    self.plan = plan
    self.schedule = schedule
    self.sources = sources
    self.chanceInWindow = chanceInWindow
    self.history = history
    let earlier = earlier ?? EarlierMilestones(plan, history, before: schedule.statusDate)
    self.earlier = earlier
    self.trend = trend ?? Trend(plan, schedule, earlier)
  }

  package var statusDate: Day { schedule.statusDate }
}
