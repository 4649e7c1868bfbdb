import TapeoutDisk
import TapeoutForecast

extension OperationalError {
  /// Says what did not fit, and what would.
  init(_ excess: ForecastExcess) {
    let needed = (excess.bytes + (1 << 30) - 1) >> 30
    self.init(
      "A forecast of \(excess.samples) samples of this plan would need some \(needed) GiB of memory, and may have 1 GiB.",
      advice: excess.mostSamples.map { "Ask for fewer: --samples \($0)." }
        ?? "Split the plan: too many milestones wait for each other.")
  }
}

extension Forecast {
  /// The forecast, where it was drawn.
  func drawn() throws(OperationalError) -> Forecast {
    if let excess { throw OperationalError(excess) }
    return self
  }
}
