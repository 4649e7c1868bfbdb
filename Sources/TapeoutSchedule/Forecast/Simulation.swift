import TapeoutModel

/// Draws samples of a forecast network, batch by batch.
///
/// Milestones that no dependency joins are drawn apart: a batch is a few such groups, so its working memory stays
/// in the processor's cache.
struct Simulation: Sendable {
  let network: ForecastNetwork
  let samples: Int
  private let window: ClosedRange<Int32>?
  private let chipOf: [Int32]
  private let needBy: [Int32?]
  /// The chips whose launch each node is.
  private let launches: [Int32: [Int]]
  /// Works out what moves each launch most, from the same draws.
  private let hasTornados: Bool

  /// Samples drawn side by side.
  static let lanes = 256
  /// Nodes a batch at least, so that a task outweighs starting it.
  private static let smallestBatch = 128
  /// Samples a task, where one batch's are shared out.
  private static let slice = 2048

  init(_ plan: Plan, _ network: ForecastNetwork, samples: Int, hasTornados: Bool = false) {
    self.hasTornados = hasTornados
    self.network = network
    self.samples = samples
    window = plan.program.launchWindow.map { $0.value.days.lowerBound.number...$0.value.days.upperBound.number }
    chipOf = network.nodes.map { Int32(plan.milestones[Int($0.milestone)].chip) }
    var needBy = network.nodes.map { plan.milestones[Int($0.milestone)].needBy?.value.last.number }
    var launches: [Int32: [Int]] = [:]
    for chip in plan.chips.indices {
      guard let launch = plan.chips[chip].launch, network.nodeOf[launch] >= 0 else { continue }
      let node = network.nodeOf[launch]
      launches[node, default: []].append(chip)
      // A chip's deadline is its launch's, unless that has its own.
      if needBy[Int(node)] == nil { needBy[Int(node)] = plan.chips[chip].needBy?.value.last.number }
    }
    self.needBy = needBy
    self.launches = launches
  }

  /// Some groups of joined nodes, in their order.
  struct Batch: Sendable {
    var nodes: [Int32]
  }

  /// What some samples of a batch come to; tallies of the samples after them add up.
  struct Tally: Sendable {
    /// Bins of each node's histogram, one node after the other.
    var counts: [Int32]
    /// How often each node drove its chip's launch.
    var traced: [Int]
    /// A bit for every sample in which one of the batch's launches lies outside the window.
    var outside: [UInt64]
    /// The day of each of the batch's launches in each sample, where somebody asks for them.
    var launchDays: [[Int32]]

    mutating func add(_ other: Tally) {
      for index in counts.indices { counts[index] += other.counts[index] }
      for index in traced.indices { traced[index] += other.traced[index] }
      for index in outside.indices { outside[index] |= other.outside[index] }
      for index in launchDays.indices { launchDays[index] += other.launchDays[index] }
    }
  }

  /// What all samples of a batch come to.
  struct Outcome: Sendable {
    var milestones: [(Int, MilestoneForecast)] = []
    var chips: [(Int, Double)] = []
    var tornados: [(Int, Tornado)] = []
    var outside: [UInt64]
  }

  /// Draws everything. Batches run side by side; where there are few, their samples do.
  func run(isSerial: Bool) async -> [Outcome] {
    let batches = batches
    if batches.count >= 8 {
      return await batches.concurrentMap(chunkSize: 1, isSerial: isSerial) { outcome($0, tally($0, 0..<samples)) }
    }
    var outcomes: [Outcome] = []
    for batch in batches {
      let slices = stride(from: 0, to: samples, by: Simulation.slice).map { $0..<min($0 + Simulation.slice, samples) }
      let tallies = await slices.concurrentMap(chunkSize: 1, isSerial: isSerial) { tally(batch, $0) }
      guard var whole = tallies.first else { continue }
      for tally in tallies.dropFirst() { whole.add(tally) }
      outcomes.append(outcome(batch, whole))
    }
    return outcomes
  }

  var batches: [Batch] {
    var groups = UnionFind(network.nodes.count)
    for node in network.nodes.indices {
      for input in network.nodes[node].inputs where network.inputs[Int(input)].node >= 0 {
        groups.join(node, Int(network.inputs[Int(input)].node))
      }
    }
    var place: [Int: Int] = [:]
    var members: [[Int32]] = []
    for node in network.nodes.indices {
      let root = groups.root(node)
      if let known = place[root] {
        members[known].append(Int32(node))
      } else {
        place[root] = members.count
        members.append([Int32(node)])
      }
    }
    var batches: [Batch] = []
    for group in members {
      if let last = batches.indices.last, batches[last].nodes.count < Simulation.smallestBatch {
        batches[last].nodes += group
      } else {
        batches.append(Batch(nodes: group))
      }
    }
    return batches
  }

  /// The day of one node in every sample.
  ///
  /// - Parameter nodes: it and all that leads to it, in the network's order.
  func days(of node: Int32, _ nodes: [Int32]) -> [Int32] {
    guard let place = nodes.firstIndex(of: node) else { return [] }
    var block = SampleBlock(network, nodes, [:], samples: samples)
    var days: [Int32] = []
    days.reserveCapacity(samples)
    while days.count < samples {
      let count = min(Simulation.lanes, samples - days.count)
      block.draw(days.count, count)
      block.appendDays(of: place, count, to: &days)
    }
    return days
  }

  private func tally(_ batch: Batch, _ samples: Range<Int>) -> Tally {
    var block = SampleBlock(network, batch.nodes, launches, samples: self.samples)
    var first = samples.lowerBound
    while first < samples.upperBound {
      let count = min(Simulation.lanes, samples.upperBound - first)
      block.draw(first, count)
      if let window { block.markOutside(window, first, count) }
      block.trace(count, chipOf)
      if hasTornados { block.keepLaunchDays(count) }
      first += count
    }
    return block.tally
  }

  private func outcome(_ batch: Batch, _ tally: Tally) -> Outcome {
    var outcome = Outcome(outside: tally.outside)
    var start = 0
    var launch = 0
    for (place, number) in batch.nodes.enumerated() {
      let node = network.nodes[Int(number)]
      let histogram = Histogram(
        first: node.earliest, shift: node.binShift, counts: tally.counts[start..<start + node.bins], total: samples)
      start += node.bins
      let forecast = forecast(histogram, tally.traced[place], needBy[Int(number)])
      outcome.milestones.append((Int(node.milestone), forecast))
      guard let chips = launches[number] else { continue }
      if let window { for chip in chips { outcome.chips.append((chip, histogram.share(in: window))) } }
      if hasTornados {
        let tornado = Tornado(network, network.ancestors(of: number), launchDays: tally.launchDays[launch])
        for chip in chips { outcome.tornados.append((chip, tornado)) }
      }
      launch += 1
    }
    return outcome
  }

  private func forecast(_ histogram: Histogram, _ traced: Int, _ needBy: Int32?) -> MilestoneForecast {
    MilestoneForecast(
      p10: histogram.quantile(1, of: 10), p50: histogram.quantile(5, of: 10), p80: histogram.quantile(8, of: 10),
      p90: histogram.quantile(9, of: 10), criticality: Double(traced) / Double(samples),
      chanceByNeedBy: needBy.map { histogram.share(in: Int32.min...$0) })
  }
}

/// How many samples fell on which day.
struct Histogram {
  let first: Int32
  /// Days a bin, as a power of two.
  let shift: Int32
  let counts: ArraySlice<Int32>
  let total: Int

  /// The first day by which at least `part` of `whole` of the samples have happened.
  func quantile(_ part: Int, of whole: Int) -> Day {
    var seen = 0
    for (bin, count) in counts.enumerated() {
      seen += Int(count)
      if seen * whole >= part * total { return Day(number: Int(first) + ((bin + 1) << Int(shift)) - 1) }
    }
    return Day(number: Int(first))
  }

  func share(in days: ClosedRange<Int32>) -> Double {
    var seen = 0
    for (bin, count) in counts.enumerated() where days.contains(first + Int32(bin << Int(shift))) { seen += Int(count) }
    return Double(seen) / Double(total)
  }
}

/// Which of a number of things are joined (Tarjan 1975, with path halving).
private struct UnionFind {
  private var parent: [Int]

  init(_ count: Int) { parent = Array(0..<count) }

  mutating func root(_ node: Int) -> Int {
    var node = node
    while parent[node] != node {
      parent[node] = parent[parent[node]]
      node = parent[node]
    }
    return node
  }

  /// The earlier root stays root: the outcome does not depend on the order of calls.
  mutating func join(_ a: Int, _ b: Int) {
    let (first, second) = (root(a), root(b))
    if first != second { parent[max(first, second)] = min(first, second) }
  }
}
