package import TapeoutModel

/// What moves a launch most: each uncertain duration and each open risk, by its swing.
///
/// A factor's swing is the launch's P80 in the samples where the factor goes badly (a duration in the upper half of
/// its draws, a risk that happens) less its P80 in the other samples. Both halves come from the same draws, so all
/// else is alike but for chance; the sensitivity is that of the forecast itself, with nothing assumed to be linear.
package struct Tornado: Sendable {
  package enum Subject: Hashable, Sendable {
    /// A dependency: a place in the graph's edges.
    case duration(edge: Int)
    /// Place in ``Plan/risks``.
    case risk(Int)
  }

  package struct Bar: Hashable, Sendable {
    package var subject: Subject
    /// The launch's P80 where it goes well and where it goes badly.
    package var low: Day
    package var high: Day

    package var swing: Int { high - low }
  }

  /// The widest swing first; equal swings in the order of the plan.
  package let bars: [Bar]

  /// Nothing moves what has happened.
  package static let none = Tornado(bars: [])

  /// - Complexity: O(samples × what leads to the launch).
  package static func run(_ plan: Plan, _ schedule: Schedule, launch: Int, _ settings: Forecast.Settings) -> Tornado {
    let network = ForecastNetwork(
      plan, schedule, seed: settings.seed, whatIfs: settings.whatIfs, targets: [launch])
    guard network.nodeOf[launch] >= 0 else { return Tornado(bars: []) }
    let samples = max(1, settings.samples)
    let days = Simulation(plan, network, samples: samples).days(of: network.nodeOf[launch])
    var bars: [Bar] = []
    for input in network.inputs where input.draw.spread > 0 {
      let bar = bar(.duration(edge: Int(input.edge)), days) { CounterBasedRandom.bits(input.draw.key, $0) >= 1 << 31 }
      if let bar { bars.append(bar) }
    }
    var seen: Set<Int32> = []
    for delay in network.delays where seen.insert(delay.risk).inserted {
      let bar = bar(.risk(Int(delay.risk)), days) {
        UInt64(CounterBasedRandom.bits(delay.riskKey, $0)) < delay.threshold
      }
      if let bar { bars.append(bar) }
    }
    let order = bars.indices.sorted { (-bars[$0].swing, $0) < (-bars[$1].swing, $1) }
    return Tornado(bars: order.map { bars[$0] }.filter { $0.swing > 0 })
  }

  /// Nil where the factor goes only one way.
  private static func bar(_ subject: Subject, _ days: [Int32], _ isBad: (Int) -> Bool) -> Bar? {
    var good: [Int32] = []
    var bad: [Int32] = []
    for sample in days.indices {
      if isBad(sample) { bad.append(days[sample]) } else { good.append(days[sample]) }
    }
    guard let low = percentile80(good), let high = percentile80(bad) else { return nil }
    return Bar(subject: subject, low: low, high: high)
  }

  private static func percentile80(_ days: [Int32]) -> Day? {
    guard !days.isEmpty else { return nil }
    return Day(number: Int(days.sorted()[(days.count * 8 + 9) / 10 - 1]))
  }
}
