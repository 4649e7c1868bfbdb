import TapeoutModel
import TapeoutSchedule

/// Milestones that dependencies join: they are drawn together, and apart from all others.
///
/// Nodes and inputs are named by their places in the group, so that it does not depend on what else the plan holds;
/// only what says where in the plan something stands does.
struct ForecastGroup: Sendable {
  /// A node that is the launch of chips.
  struct Launch: Sendable {
    /// Place among the nodes.
    var place: Int
    var chips: [ChipIndex]
  }

  /// In the network's order, in which each comes after what it waits for.
  var nodes: [ForecastNetwork.Node] = []
  var inputs: [ForecastNetwork.Input] = []
  var delays: [ForecastNetwork.Delay] = []
  /// In the order of the nodes.
  var launches: [Launch] = []
  /// Each node's chip.
  var chipOf: [ChipIndex] = []
  /// The day by which each node is needed; nil where nobody says.
  var needBy: [Int32?] = []

  /// What may move a launch: its inputs, then its delays.
  var factorCount: Int { inputs.count + delays.count }

  /// How many bins its histograms have, before any is widened.
  var bins: Int { nodes.reduce(1) { $0 + min($1.bins, DayCounts.mostWhole) } }

  /// For every node, whether it is or leads to the one at `place`.
  func ancestors(of place: Int) -> [Bool] {
    var isAncestor = [Bool](repeating: false, count: place + 1)
    isAncestor[place] = true
    for node in (0...place).reversed() where isAncestor[node] {
      for input in nodes[node].inputs where inputs[Int(input)].node >= 0 {
        isAncestor[Int(inputs[Int(input)].node)] = true
      }
    }
    return isAncestor
  }
}

extension ForecastNetwork {
  /// All groups, in the order of their first nodes.
  ///
  /// - Parameter launchesOf: the chips whose launch a milestone is.
  func groups(_ plan: Plan, launchesOf: [MilestoneIndex: [ChipIndex]]) -> [ForecastGroup] {
    var joined = UnionFind(nodes.count)
    for node in nodes.indices {
      for input in nodes[node].inputs where inputs[Int(input)].node >= 0 {
        joined.join(node, Int(inputs[Int(input)].node))
      }
    }
    var groups: [ForecastGroup] = []
    // The group of each root, and the place of each node in its group.
    var groupOf = [Int](repeating: -1, count: nodes.count)
    var places = [Int32](repeating: 0, count: nodes.count)
    plan.milestones.elements.withUnsafeBufferPointer { milestones in
      for node in nodes.indices {
        let root = joined.root(node)
        if groupOf[root] < 0 {
          groupOf[root] = groups.count
          groups.append(ForecastGroup())
        }
        let group = groupOf[root]
        places[node] = Int32(groups[group].nodes.count)
        groups[group].add(node, of: self, milestones, places, launchesOf)
      }
    }
    for group in groups.indices {
      for launch in groups[group].launches where groups[group].needBy[launch.place] == nil {
        // A chip's deadline is its launch's, unless that has its own.
        let needBy = launch.chips.lazy.compactMap { plan.chips[$0].needBy?.value.last.number }.first
        groups[group].needBy[launch.place] = needBy
      }
    }
    return groups
  }
}

extension ForecastGroup {
  fileprivate mutating func add(
    _ number: Int, of network: ForecastNetwork, _ milestones: UnsafeBufferPointer<Milestone>, _ places: [Int32],
    _ launchesOf: [MilestoneIndex: [ChipIndex]]
  ) {
    var node = network.nodes[number]
    if let chips = launchesOf[node.milestone] { launches.append(Launch(place: nodes.count, chips: chips)) }
    let (firstInput, firstDelay) = (Int32(inputs.count), Int32(delays.count))
    for index in node.inputs {
      var input = network.inputs[Int(index)]
      if input.node >= 0 { input.node = places[Int(input.node)] }
      inputs.append(input)
    }
    for index in node.delays { delays.append(network.delays[Int(index)]) }
    node.inputs = firstInput..<Int32(inputs.count)
    node.delays = firstDelay..<Int32(delays.count)
    chipOf.append(milestones[node.milestone.position].chip)
    let deadline = network.facts[node.milestone].needBy
    needBy.append(deadline == MilestoneFacts.none ? nil : deadline)
    nodes.append(node)
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
