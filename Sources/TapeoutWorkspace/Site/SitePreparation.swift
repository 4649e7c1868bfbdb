package import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutSite

/// What a site can be prepared of while rules look for what is wrong with the plan: the forecast, which is a build's
/// longest calculation, and where everything stands.
package struct SitePreparation: Sendable {
  package let forecast: Forecast
  /// What moves the launches.
  let tornados: IndexedArray<ChipIndex, Tornado>
  let places: SitePlaces
  /// What each scenario comes to.
  let scenarios: [ScenarioOutcome]

  /// What was drawn, for a preparation of the same project later on; nil where nobody asked for it.
  package let memory: ForecastMemory?

  /// - Parameters:
  ///   - settings: of the forecast.
  ///   - memory: what was drawn earlier and need not be drawn again; nil draws everything and remembers nothing.
  package init(_ read: ReadProject, _ settings: Forecast.Settings, from memory: ForecastMemory? = nil) async {
    async let places = SitePlaces(read.plan, read.schedule) { read.sources[$0].path }
    if let memory {
      let kept: ForecastMemory
      (forecast, tornados, kept) = await Forecast.runWithTornados(read.plan, read.schedule, settings, from: memory)
      self.memory = kept
    } else {
      (forecast, tornados) = await Forecast.runWithTornados(read.plan, read.schedule, settings)
      self.memory = nil
    }
    self.places = await places
    scenarios = await ScenarioOutcome.all(of: read.plan, statusDate: read.schedule.statusDate, settings)
  }

  /// Without percentiles, for pages that are shown before these are drawn.
  package init(undrawn read: ReadProject) {
    places = SitePlaces(read.plan, read.schedule) { read.sources[$0].path }
    forecast = Forecast.undrawn(read.plan, read.schedule)
    tornados = IndexedArray(repeating: .none, count: read.plan.chips.count)
    scenarios = ScenarioOutcome.undrawn(of: read.plan, statusDate: read.schedule.statusDate)
    memory = nil
  }
}
