import TapeoutForecast
import TapeoutModel
import TapeoutSchedule

/// The Monte Carlo forecast: duration draws a second, for many small networks and for a single one.
enum ForecastBenchmark {
  static func run() async {
    print("forecast   milestones  samples  networks    wall s  million draws/s  peak MB")
    for (count, samples, isJoined) in [
      (1000, 10_000, false), (10_000, 10_000, false), (1000, 10_000, true), (100_000, 1000, false),
    ] {
      let plan = Plan.madeUp(milestones: count, isJoined: isJoined)
      let schedule = Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15))
      var settings = Forecast.Settings()
      settings.samples = samples
      let draws = plan.milestones.reduce(0) { $0 + ($1.isDone ? 0 : $1.dependencies.count) } * samples
      let used = settings
      let time = await Measurement.median(of: 5) { _ = await Forecast.run(plan, schedule, used) }
      print(
        "          " + column(Double(count), 11, digits: 0) + column(Double(samples), 9, digits: 0)
          + column(Double(isJoined ? 1 : count / 20), 10, digits: 0) + column(time.wall, 10, digits: 3)
          + column(Double(draws) / time.wall / 1e6, 17, digits: 0)
          + column(Double(Measurement.peakMemory), 9, digits: 0))
    }
  }
}
