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
    let history = self.history ?? PlanHistory()
    return LaunchAnswers.all(of: plan, schedule: schedule, forecast: forecast) {
      BaselineRecord(plan.milestones[$0], history, statusDate: schedule.statusDate).firstIfReplaced
    }
  }
}
