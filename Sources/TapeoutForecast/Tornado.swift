package import TapeoutModel
package import TapeoutSchedule

/// What moves a launch most: each uncertain duration and each open risk, by its swing.
///
/// A factor's swing is the launch's P80 in the samples where the factor goes badly (a duration in the upper half of
/// its draws, a risk that happens) less its P80 in the other samples. Both halves come from the same draws, so all
/// else is alike but for chance; the sensitivity is that of the forecast itself, with nothing assumed to be linear.
package struct Tornado: Sendable {
  package enum Subject: Hashable, Sendable {
    /// A dependency: a place in the graph's edges.
    case duration(edge: Int)
    case risk(RiskIndex)
  }

  package struct Bar: Hashable, Sendable {
    package var subject: Subject
    /// The launch's P80 where it goes well and where it goes badly.
    package var low: Day
    package var high: Day

    package var swing: Int { high - low }
  }

  /// The widest swing first; equal ones in the order of the plan.
  package let bars: [Bar]

  /// Nothing moves what has happened.
  package static let none = Tornado(bars: [])

  private init(bars: [Bar]) { self.bars = bars }

  init(_ sensitivities: [FactorSwing], _ group: ForecastGroup) {
    bars = sensitivities.map { swing in
      let isInput = swing.factor < group.inputs.count
      let subject =
        isInput
        ? Subject.duration(edge: Int(group.inputs[swing.factor].edge))
        : .risk(group.delays[swing.factor - group.inputs.count].risk)
      return Bar(subject: subject, low: swing.low, high: swing.high)
    }
  }

  /// - Throws: where it would need too much memory.
  package static func run(
    _ plan: Plan, _ schedule: Schedule, launch: MilestoneIndex, _ settings: Forecast.Settings
  ) throws(ForecastExcess) -> Tornado {
    let network = ForecastNetwork(
      plan, schedule, seed: settings.seed, whatIfs: settings.whatIfs, targets: [launch])
    let simulation = Simulation(
      plan, network, launchesOf: [launch: []], samples: max(1, settings.samples), hasTornados: true)
    if let excess = ForecastExcess(simulation.groups, samples: max(1, settings.samples), hasTornados: true) {
      throw excess
    }
    for group in simulation.groups where !group.launches.isEmpty {
      if let sensitivities = simulation.outcome(group).tornados.first { return Tornado(sensitivities, group) }
    }
    return none
  }
}
