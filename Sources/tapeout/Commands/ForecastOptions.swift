import ArgumentParser
import TapeoutForecast
import TapeoutSchedule

/// How a forecast is drawn: the same for every command that has one.
struct ForecastOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Samples to draw.", valueName: "n"))
  var samples = Forecast.Settings().samples

  @Option(help: ArgumentHelp("Seed of the random numbers: equal seeds, equal forecasts.", valueName: "n"))
  var seed = Forecast.Settings().seed

  func validate() throws {
    guard (1...10_000_000).contains(samples) else {
      throw ValidationError("--samples must lie between 1 and 10000000.")
    }
  }

  func settings(isSerial: Bool) -> Forecast.Settings {
    var settings = Forecast.Settings()
    settings.samples = samples
    settings.seed = seed
    settings.isSerial = isSerial
    return settings
  }
}
