package import TapeoutForecast
import TapeoutHistory
package import TapeoutModel
package import TapeoutSchedule

extension Analysis {
  /// When each chip will launch, in the order of ``Plan/chips``.
  ///
  /// - Parameters:
  ///   - schedule: of the same plan.
  ///   - forecast: drawn from that schedule.
  package func launches(_ schedule: Schedule, _ forecast: Forecast) -> IndexedArray<ChipIndex, LaunchAnswer> {
    LaunchAnswers.all(of: plan, schedule: schedule, forecast: forecast, firstBaseline: firstBaseline)
  }

  /// The first baseline of a milestone that is known, where today's is another one; nil elsewhere.
  package func firstBaseline(_ milestone: MilestoneIndex) -> PlanDate? {
    BaselineRecord(plan.milestones[milestone], history ?? PlanHistory(), statusDate: schedule.statusDate)
      .firstIfReplaced
  }
}
