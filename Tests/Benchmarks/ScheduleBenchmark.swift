import TapeoutModel
import TapeoutSchedule

/// The schedule of plans of growing size: it should stay linear.
enum ScheduleBenchmark {
  static func run() async {
    print("schedule   milestones dependencies     wall ms processor ms  ns a milestone")
    for count in [10_000, 100_000, 1_000_000] {
      let plan = Plan.madeUp(milestones: count)
      let dependencies = plan.milestones.reduce(0) { $0 + $1.dependencies.count }
      let time = await Measurement.median(of: 7) { _ = Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15)) }
      print(
        "          " + column(Double(count), 11, digits: 0) + column(Double(dependencies), 13, digits: 0)
          + column(time.wall * 1e3, 12) + column(time.processor * 1e3, 13)
          + column(time.processor / Double(count) * 1e9, 16, digits: 0))
    }
  }
}
