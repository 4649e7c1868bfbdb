import TapeoutModel

/// What all samples of a group come to, by places in the group.
package struct GroupOutcome: Hashable, Sendable {
  /// Beside ``ForecastGroup/nodes``.
  package var milestones: [MilestoneForecast] = []
  /// Beside ``ForecastGroup/launches``: the chance to fall inside the window; empty without one.
  package var chances: [Double] = []
  /// Beside ``ForecastGroup/launches``: what moves them most; empty where nobody asks.
  package var tornados: [[FactorSwing]] = []
  /// A bit for every sample in which one of the group's launches lies outside the window; empty where none does.
  package var outside: [UInt64] = []

  package init() {}

  init(
    _ group: ForecastGroup, _ tally: GroupTally, _ conditions: DrawConditions
  ) {
    let samples = conditions.samples
    milestones.reserveCapacity(group.nodes.count)
    outside = tally.outside.contains { $0 != 0 } ? tally.outside : []
    var launch = group.launches.startIndex
    for place in group.nodes.indices {
      let node = group.nodes[place]
      let histogram = tally.counts.histogram(of: place, node, total: samples)
      let days = histogram.days(atTenths: [1, 5, 8, 9])
      milestones.append(
        MilestoneForecast(
          p10: days[0], p50: days[1], p80: days[2], p90: days[3],
          criticality: Double(tally.traced[place]) / Double(samples),
          chanceByNeedBy: group.needBy[place].map { histogram.share(in: Int32.min...$0) }))
      guard launch < group.launches.endIndex, group.launches[launch].place == place else { continue }
      if let window = conditions.window { chances.append(histogram.share(in: window)) }
      if conditions.hasTornados {
        tornados.append(
          FactorSwing.all(
            of: group, launch: place, launchDays: tally.launchDays[launch], factorOutcome: tally.factorOutcome))
      }
      launch += 1
    }
  }
}
