package import TapeoutModel
package import TapeoutSchedule

/// The forecast that a site shows, and what moves its launches: a build's longest calculation, which rests on the plan
/// alone and can be made while rules look for what is wrong with it.
package struct SiteForecast: Sendable {
  let forecast: Forecast
  let tornados: [Tornado]

  /// - Parameter cache: what the last build drew; nil draws everything.
  package init(
    _ plan: Plan, _ schedule: Schedule, _ settings: Forecast.Settings, cache: ForecastCache? = nil
  ) async {
    if let cache {
      (forecast, tornados) = await cache.forecast(plan, schedule, settings)
    } else {
      (forecast, tornados) = await Forecast.runWithTornados(plan, schedule, settings)
    }
  }
}
