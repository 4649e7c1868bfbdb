import TapeoutModel

/// Draws samples of a forecast network, group by group.
///
/// Milestones that no dependency joins are drawn apart, so that the working memory stays in the processor's cache.
struct Simulation: Sendable {
  private let network: ForecastNetwork
  let groups: [ForecastGroup]
  private let conditions: DrawConditions

  /// Nodes a task at least, so that it outweighs starting it.
  private static let smallestTask = 128
  /// Samples a task at least, where one group's are shared out: whole blocks.
  private static let smallestSlice = 8 * Lanes.count
  /// What all slices of a group may count in, in bytes; more samples then make larger slices, not more of them.
  private static let mostCounted = 64 << 20

  /// - Parameter launchesOf: the chips whose launch a milestone is.
  init(
    _ plan: Plan, _ network: ForecastNetwork, launchesOf: [MilestoneIndex: [ChipIndex]], samples: Int,
    hasTornados: Bool = false
  ) {
    self.network = network
    let window = plan.program.launchWindow.map {
      $0.value.days.lowerBound.number...$0.value.days.upperBound.number
    }
    conditions = DrawConditions(samples: samples, window: window, hasTornados: hasTornados)
    groups = network.groups(plan, launchesOf: launchesOf)
  }

  /// One outcome for each group: remembered where it is known, else drawn.
  ///
  /// - Parameter memory: nil where there is no use for one; then none is made either.
  func run(from memory: ForecastMemory?, isSerial: Bool) async -> ([GroupOutcome], ForecastMemory?) {
    guard let memory else { return (await draw(Array(groups.indices), isSerial: isSerial), nil) }
    let keys = groups.map { conditions.key(of: $0, in: network) }
    let known = Dictionary(memory.outcomes.map { ($0.key, $0.outcome) }) { first, _ in first }
    var outcomes = keys.map { known[$0] }
    let missing = groups.indices.filter { outcomes[$0] == nil }
    for (group, outcome) in zip(missing, await draw(missing, isSerial: isSerial)) { outcomes[group] = outcome }
    let all = outcomes.compactMap { $0 }
    let kept = zip(keys, all).map { (key: $0, outcome: $1) }
    return (all, ForecastMemory(outcomes: kept, drawnCount: missing.count))
  }

  /// Draws some groups. They run side by side; where there are few, their samples do.
  private func draw(_ numbers: [Int], isSerial: Bool) async -> [GroupOutcome] {
    let tasks = tasks(numbers)
    if tasks.count >= 8 {
      return await tasks.concurrentMap(chunkSize: 1, isSerial: isSerial) { $0.map { outcome(groups[$0]) } }
        .flatMap { $0 }
    }
    var outcomes: [GroupOutcome] = []
    for number in numbers {
      let size = sliceSize(of: groups[number])
      let slices = stride(from: 0, to: conditions.samples, by: size).map { $0..<min($0 + size, conditions.samples) }
      let tallies = await slices.concurrentMap(chunkSize: 1, isSerial: isSerial) { tally(groups[number], $0) }
      guard var whole = tallies.first else { continue }
      for tally in tallies.dropFirst() { whole.append(tally, groups[number].nodes) }
      outcomes.append(GroupOutcome(groups[number], whole, conditions))
    }
    return outcomes
  }

  private func sliceSize(of group: ForecastGroup) -> Int {
    let slices = max(1, min(64, Simulation.mostCounted / (4 * group.bins)))
    let blocks = (conditions.samples + slices * Lanes.count - 1) / (slices * Lanes.count)
    return max(Simulation.smallestSlice, blocks * Lanes.count)
  }

  func outcome(_ group: ForecastGroup) -> GroupOutcome {
    GroupOutcome(group, tally(group, 0..<conditions.samples), conditions)
  }

  /// The groups in their order, enough of them for a task.
  private func tasks(_ numbers: [Int]) -> [ArraySlice<Int>] {
    var tasks: [ArraySlice<Int>] = []
    var (first, size) = (0, 0)
    for place in numbers.indices {
      size += groups[numbers[place]].nodes.count
      if size >= Simulation.smallestTask || place == numbers.count - 1 {
        tasks.append(numbers[first...place])
        (first, size) = (place + 1, 0)
      }
    }
    return tasks
  }

  private func tally(_ group: ForecastGroup, _ samples: Range<Int>) -> GroupTally {
    var block = SampleBlock(
      network, group, samples, window: conditions.window, keepsFactors: conditions.hasTornados)
    return block.run()
  }
}
