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

  private init(bars: [Bar]) { self.bars = bars }

  package static func run(_ plan: Plan, _ schedule: Schedule, launch: Int, _ settings: Forecast.Settings) -> Tornado {
    let network = ForecastNetwork(
      plan, schedule, seed: settings.seed, whatIfs: settings.whatIfs, targets: [launch])
    let node = network.nodeOf[launch]
    guard node >= 0 else { return none }
    let simulation = Simulation(plan, network, samples: max(1, settings.samples))
    let nodes = network.ancestors(of: node)
    return Tornado(network, nodes, launchDays: simulation.days(of: node, nodes))
  }

  /// - Parameters:
  ///   - nodes: what leads to the launch, in the network's order.
  ///   - launchDays: its day in each sample.
  /// - Complexity: O(samples × what leads to the launch).
  init(_ network: ForecastNetwork, _ nodes: [Int32], launchDays: [Int32]) {
    let launches = LaunchDays(launchDays)
    var bars: [Bar] = []
    for node in nodes {
      for input in network.nodes[Int(node)].inputs.map({ network.inputs[Int($0)] }) where input.draw.spread > 0 {
        let bar = launches.bar(.duration(edge: Int(input.edge))) {
          CounterBasedRandom.bits(input.draw.key, $0) >= 1 << 31
        }
        if let bar { bars.append(bar) }
      }
    }
    var seen: Set<Int32> = []
    for node in nodes {
      for delay in network.nodes[Int(node)].delays.map({ network.delays[Int($0)] })
      where seen.insert(delay.risk).inserted {
        let bar = launches.bar(.risk(Int(delay.risk))) {
          UInt64(CounterBasedRandom.bits(delay.riskKey, $0)) < delay.threshold
        }
        if let bar { bars.append(bar) }
      }
    }
    let order = bars.indices.sorted { (-bars[$0].swing, $0) < (-bars[$1].swing, $1) }
    self.bars = order.map { bars[$0] }.filter { $0.swing > 0 }
  }
}

/// The days of one launch in all samples, ready to be counted by halves: no factor sorts them again.
private struct LaunchDays {
  /// Distinct days that samples may fall on, in order.
  private let bins: [Int32]
  /// The bin of each sample.
  private let binOf: [Int32]
  /// Samples in each bin.
  private let counts: [Int32]

  init(_ days: [Int32]) {
    let first = days.min() ?? 0
    let span = Int(days.max() ?? 0) - Int(first) + 1
    if span <= 4 * days.count {
      bins = (0..<Int32(span)).map { first + $0 }
      binOf = days.map { $0 - first }
    } else {
      let order = days.indices.sorted { (days[$0], $0) < (days[$1], $1) }
      var bins: [Int32] = []
      var binOf = [Int32](repeating: 0, count: days.count)
      for sample in order {
        if bins.last != days[sample] { bins.append(days[sample]) }
        binOf[sample] = Int32(bins.count - 1)
      }
      self.bins = bins
      self.binOf = binOf
    }
    var counts = [Int32](repeating: 0, count: bins.count)
    for bin in binOf { counts[Int(bin)] += 1 }
    self.counts = counts
  }

  /// Nil where the factor goes only one way.
  @inline(__always)
  func bar(_ subject: Tornado.Subject, _ isBad: (Int) -> Bool) -> Tornado.Bar? {
    var bad = [Int32](repeating: 0, count: bins.count)
    bad.withUnsafeMutableBufferPointer { bad in
      for sample in binOf.indices { bad[Int(binOf[sample])] += isBad(sample) ? 1 : 0 }
    }
    guard let high = percentile80({ Int(bad[$0]) }), let low = percentile80({ Int(counts[$0] - bad[$0]) }) else {
      return nil
    }
    return Tornado.Bar(subject: subject, low: low, high: high)
  }

  /// The first day by which four fifths of the samples counted have come; nil where none are.
  private func percentile80(_ count: (Int) -> Int) -> Day? {
    var total = 0
    for bin in bins.indices { total += count(bin) }
    guard total > 0 else { return nil }
    let wanted = (total * 8 + 9) / 10
    var seen = 0
    for bin in bins.indices {
      seen += count(bin)
      if seen >= wanted { return Day(number: Int(bins[bin])) }
    }
    return nil
  }
}
