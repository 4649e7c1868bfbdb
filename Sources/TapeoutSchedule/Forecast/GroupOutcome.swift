import TapeoutModel

/// What all samples of a group come to, by places in the group.
struct GroupOutcome: Hashable, Sendable {
  /// Beside ``ForecastGroup/nodes``.
  var milestones: [MilestoneForecast]
  /// Beside ``ForecastGroup/launches``: the chance to fall inside the window; empty without one.
  var chances: [Double]
  /// Beside ``ForecastGroup/launches``: what moves them most; empty where nobody asks.
  var tornados: [[FactorSwing]]
  /// A bit for every sample in which one of the group's launches lies outside the window; empty where none does.
  var outside: [UInt64]

  init(
    _ group: ForecastGroup, _ tally: GroupTally, samples: Int, window: ClosedRange<Int32>?, hasTornados: Bool
  ) {
    milestones = []
    milestones.reserveCapacity(group.nodes.count)
    chances = []
    tornados = []
    outside = tally.outside.contains { $0 != 0 } ? tally.outside : []
    var start = 0
    var launch = group.launches.startIndex
    for place in group.nodes.indices {
      let node = group.nodes[place]
      let histogram = Histogram(
        first: node.earliest, shift: node.binShift, counts: tally.counts[start..<start + node.bins], total: samples)
      start += node.bins
      let days = histogram.days(atTenths: [1, 5, 8, 9])
      milestones.append(
        MilestoneForecast(
          p10: days[0], p50: days[1], p80: days[2], p90: days[3],
          criticality: Double(tally.traced[place]) / Double(samples),
          chanceByNeedBy: group.needBy[place].map { histogram.share(in: Int32.min...$0) }))
      guard launch < group.launches.endIndex, group.launches[launch].place == place else { continue }
      if let window { chances.append(histogram.share(in: window)) }
      if hasTornados {
        tornados.append(
          FactorSwing.all(of: group, launch: place, launchDays: tally.launchDays[launch], badness: tally.badness))
      }
      launch += 1
    }
  }
}
