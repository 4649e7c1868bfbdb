package import TapeoutModel

extension Schedule {
  /// The date to show for a milestone, as precisely as it is known; nil where it has none.
  package func date(of milestone: MilestoneIndex, in plan: Plan) -> PlanDate? {
    PlanDate.shown(
      actual: plan.milestones[milestone].actual?.value, forecast: plan.milestones[milestone].forecast?.value,
      expected: milestones[milestone].expected)
  }

  /// The date that has passed without the milestone, as precisely as it was known; nil where it is not overdue.
  package func passedDate(of milestone: MilestoneIndex, in plan: Plan) -> PlanDate? {
    milestones[milestone].passedDate.flatMap {
      PlanDate.shown(actual: nil, forecast: plan.milestones[milestone].forecast?.value, expected: $0)
    }
  }
}
