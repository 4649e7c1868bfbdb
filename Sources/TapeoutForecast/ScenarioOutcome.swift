package import TapeoutModel
package import TapeoutSchedule

/// The plan with what a scenario supposes: its dates, and its forecast, drawn with the same random numbers as the
/// plan's, so that the two differ by nothing else.
package struct ScenarioOutcome: Sendable {
  package let scenario: ScenarioIndex
  /// With what is supposed of its risks.
  package let plan: Plan
  package let schedule: Schedule
  /// Of the launches and what leads to them.
  package let forecast: Forecast

  /// One outcome a scenario, in their order.
  ///
  /// - Complexity: each as one forecast of all launches.
  package static func all(
    of plan: Plan, statusDate: Day, _ settings: Forecast.Settings
  ) async -> [ScenarioOutcome] {
    var outcomes: [ScenarioOutcome] = []
    for scenario in plan.scenarios.indices {
      let (other, schedule, moves) = supposed(scenario, of: plan, statusDate: statusDate)
      var own = settings
      own.whatIfs = moves
      own.targets = plan.chips.compactMap(\.launch)
      outcomes.append(
        ScenarioOutcome(
          scenario: scenario, plan: other, schedule: schedule, forecast: await Forecast.run(other, schedule, own)))
    }
    return outcomes
  }

  /// The same without percentiles, for pages that are shown before these are drawn.
  package static func undrawn(of plan: Plan, statusDate: Day) -> [ScenarioOutcome] {
    plan.scenarios.indices.map { scenario in
      let (other, schedule, _) = supposed(scenario, of: plan, statusDate: statusDate)
      return ScenarioOutcome(
        scenario: scenario, plan: other, schedule: schedule, forecast: Forecast.undrawn(other, schedule))
    }
  }

  private static func supposed(
    _ scenario: ScenarioIndex, of plan: Plan, statusDate: Day
  ) -> (plan: Plan, schedule: Schedule, moves: [WhatIf]) {
    let supposed = Suppositions.of(plan.scenarios[scenario], in: plan, statusDate: statusDate).suppositions
    let other = supposed.applied(to: plan)
    return (other, Schedule(other, statusDate: statusDate, whatIfs: supposed.moves), supposed.moves)
  }

  /// When each chip would launch: parallel to ``Plan/chips``.
  ///
  /// - Parameter firstBaseline: of a milestone, where today's is another one.
  package func launches(
    firstBaseline: (MilestoneIndex) -> PlanDate?
  ) -> IndexedArray<ChipIndex, LaunchAnswer> {
    LaunchAnswers.all(of: plan, schedule: schedule, forecast: forecast, firstBaseline: firstBaseline)
  }

  /// The milestones that have another date than in the plan, in the order of their new dates.
  package func moves(from before: Schedule) -> [Move] {
    plan.milestones.indices.compactMap { index in
      let (old, new) = (before.milestones[index].expected, schedule.milestones[index].expected)
      return old == new ? nil : Move(milestone: index, before: old, after: new)
    }.sorted {
      let never = Day.supported.upperBound
      return ($0.after ?? never, $0.milestone) < ($1.after ?? never, $1.milestone)
    }
  }

  /// A milestone that moves.
  package struct Move: Hashable, Sendable {
    package let milestone: MilestoneIndex
    package let before: Day?
    package let after: Day?

    package var days: Int? { before.flatMap { before in after.map { $0 - before } } }
  }
}
