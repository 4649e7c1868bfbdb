package import TapeoutForecast
import TapeoutHistory
package import TapeoutModel
package import TapeoutSchedule

extension Analysis {
  /// When each chip will launch, in the order of ``Plan/chips``.
  ///
  /// - Parameters:
  ///   - schedule: of the plan.
  ///   - forecast: drawn from that schedule.
  ///   - supposed: the plan, where something is supposed of its risks.
  package func launches(
    _ schedule: Schedule, _ forecast: Forecast, of supposed: Plan? = nil
  ) -> IndexedArray<ChipIndex, LaunchAnswer> {
    LaunchAnswers.all(of: supposed ?? plan, schedule: schedule, forecast: forecast, firstBaseline: firstBaseline)
  }

  /// The first baseline of a milestone that is known, where today's is another one; nil elsewhere.
  package func firstBaseline(_ milestone: MilestoneIndex) -> PlanDate? {
    BaselineRecord(plan.milestones[milestone], history ?? PlanHistory(), statusDate: schedule.statusDate)
      .firstIfReplaced
  }
}
