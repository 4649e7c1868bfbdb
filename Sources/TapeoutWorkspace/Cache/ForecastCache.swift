package import TapeoutDisk
import TapeoutForecast
import TapeoutModel
import TapeoutSchedule

/// Keeps what a forecast drew, so that the next build draws only what has changed since: one file a project in the
/// user's cache folder, with the last run's outcomes and no others.
package struct ForecastCache: Sendable {
  private let file: CacheFile

  /// Fewer draws take less time than it takes to open a file: some 10 ms on one core.
  static let fewestDraws = 4_000_000
  private static let largest = 64 << 20

  /// - Parameter folder: the user's cache folder.
  package init?(folder: String, project: Project) {
    guard let file = CacheFile("forecast", folder: folder, project: project) else { return nil }
    self.file = file
  }

  /// The forecast and the tornados as without a cache, sooner.
  func forecast(
    _ plan: Plan, _ schedule: Schedule, _ settings: Forecast.Settings
  ) async -> (Forecast, [Tornado]) {
    guard schedule.graph.edges.count * settings.samples >= ForecastCache.fewestDraws else {
      return await Forecast.runWithTornados(plan, schedule, settings)
    }
    let memory = file.load(limit: ForecastCache.largest).flatMap { ForecastCoding.decode($0, tool: file.tool) }
    let (forecast, tornados, kept) = await Forecast.runWithTornados(
      plan, schedule, settings, from: memory ?? ForecastMemory())
    // Nothing drawn, nothing new: what has left the plan since may stay until something is.
    if kept.drawnCount > 0, ForecastCoding.size(kept) <= ForecastCache.largest {
      file.store(ForecastCoding.encode(kept, tool: file.tool))
    }
    return (forecast, tornados)
  }
}
