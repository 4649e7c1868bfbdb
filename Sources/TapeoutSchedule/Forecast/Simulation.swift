import TapeoutModel

/// Draws samples of a forecast network, group by group.
///
/// Milestones that no dependency joins are drawn apart, so that the working memory stays in the processor's cache.
struct Simulation: Sendable {
  private let network: ForecastNetwork
  let groups: [ForecastGroup]
  private let samples: Int
  private let window: ClosedRange<Int32>?
  /// Works out what moves each launch most, from the same draws.
  private let hasTornados: Bool

  /// Nodes a task at least, so that it outweighs starting it.
  private static let smallestTask = 128
  /// Samples a task, where one group's are shared out: whole blocks.
  private static let slice = 8 * Lanes.count

  /// - Parameter launchesOf: the chips whose launch a milestone is.
  init(
    _ plan: Plan, _ network: ForecastNetwork, launchesOf: [Int32: [Int]], samples: Int, hasTornados: Bool = false
  ) {
    self.network = network
    self.samples = samples
    self.hasTornados = hasTornados
    window = plan.program.launchWindow.map { $0.value.days.lowerBound.number...$0.value.days.upperBound.number }
    groups = network.groups(plan, launchesOf: launchesOf)
  }

  /// Draws everything: one outcome for each group. Groups run side by side; where there are few, their samples do.
  func run(isSerial: Bool) async -> [GroupOutcome] {
    let tasks = tasks
    if tasks.count >= 8 {
      return await tasks.concurrentMap(chunkSize: 1, isSerial: isSerial) { $0.map(outcome) }.flatMap { $0 }
    }
    var outcomes: [GroupOutcome] = []
    for group in groups {
      let slices = stride(from: 0, to: samples, by: Simulation.slice).map { $0..<min($0 + Simulation.slice, samples) }
      let tallies = await slices.concurrentMap(chunkSize: 1, isSerial: isSerial) { tally(group, $0) }
      guard var whole = tallies.first else { continue }
      for tally in tallies.dropFirst() { whole.append(tally) }
      outcomes.append(GroupOutcome(group, whole, samples: samples, window: window, hasTornados: hasTornados))
    }
    return outcomes
  }

  func outcome(_ group: ForecastGroup) -> GroupOutcome {
    GroupOutcome(group, tally(group, 0..<samples), samples: samples, window: window, hasTornados: hasTornados)
  }

  /// Groups that follow each other, enough of them for a task.
  private var tasks: [ArraySlice<ForecastGroup>] {
    var tasks: [ArraySlice<ForecastGroup>] = []
    var (first, size) = (0, 0)
    for group in groups.indices {
      size += groups[group].nodes.count
      if size >= Simulation.smallestTask || group == groups.count - 1 {
        tasks.append(groups[first...group])
        (first, size) = (group + 1, 0)
      }
    }
    return tasks
  }

  private func tally(_ group: ForecastGroup, _ samples: Range<Int>) -> GroupTally {
    var block = SampleBlock(network, group, samples, window: window, keepsFactors: hasTornados)
    return block.run()
  }
}
