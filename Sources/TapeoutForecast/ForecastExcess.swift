/// A forecast that would need more memory than it may have, so that nothing of it was drawn.
package struct ForecastExcess: Error, Hashable, Sendable {
  package let samples: Int
  /// What it would need, in bytes, roughly.
  package let bytes: Int
  /// The most samples that would fit; nil where not even a few do.
  package let mostSamples: Int?

  /// The most bytes that a forecast may need: 1 GiB.
  package static let limit = 1 << 30

  /// Nil where the forecast fits.
  init?(_ groups: [ForecastGroup], samples: Int, hasTornados: Bool) {
    // Groups are drawn side by side, on more cores the more there are.
    let sideBySide = 8
    let (fixed, perSample) = groups.reduce(into: (0, 0.0)) { most, group in
      let need = group.need(hasTornados: hasTornados)
      most = (max(most.0, need.fixed), max(most.1, need.perSample))
    }
    let inWork = groups.count >= sideBySide ? Double(sideBySide) : 1
    let kept = Double(groups.count { !$0.launches.isEmpty }) / 8
    let perEach = inWork * perSample + kept
    let bytes = inWork * Double(fixed) + perEach * Double(samples)
    guard bytes > Double(ForecastExcess.limit) else { return nil }
    self.samples = samples
    self.bytes = Int(bytes)
    let room = (Double(ForecastExcess.limit) - inWork * Double(fixed)) / perEach
    mostSamples = room >= 2000 && room < Double(samples) ? Int(room) / 1000 * 1000 : nil
  }
}

extension ForecastGroup {
  /// Bytes to draw it in, and those that are kept of every sample until it is evaluated.
  fileprivate func need(hasTornados: Bool) -> (fixed: Int, perSample: Double) {
    let block = (nodes.count + 2) * Lanes.rows * MemoryLayout<Lanes.Row>.size + factorCount * 96
    // The tally itself, and room for histograms to grow.
    let fixed = block + 8 * bins + nodes.count * 64
    if launches.isEmpty { return (fixed, 1.0 / 8) }
    // Where the launch fell in or out of the window; and for a tornado, twice while slices are put together, where it
    // fell, which factors went badly, and the samples in the order of their days.
    let outside = 1.0 / 4
    return (fixed, hasTornados ? outside + 2 * (4 * Double(launches.count) + Double(factorCount) / 8) + 16 : outside)
  }
}
