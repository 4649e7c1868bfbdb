package import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutSite

/// What a site can be prepared of while rules look for what is wrong with the plan: the forecast, which is a build's
/// longest calculation, and where everything stands.
package struct SitePreparation: Sendable {
  let forecast: Forecast
  /// What moves the launches.
  let tornados: [Tornado]
  let places: SitePlaces

  /// - Parameters:
  ///   - settings: of the forecast.
  ///   - cache: what the last build drew; nil draws everything.
  package init(_ read: ReadProject, _ settings: Forecast.Settings, cache: ForecastCache? = nil) async {
    async let places = SitePlaces(read.plan, read.schedule) { read.sources[$0].path }
    if let cache {
      (forecast, tornados) = await cache.forecast(read.plan, read.schedule, settings)
    } else {
      (forecast, tornados) = await Forecast.runWithTornados(read.plan, read.schedule, settings)
    }
    self.places = await places
  }
}
