package import TapeoutModel
package import TapeoutSchedule

/// When things will probably happen: a Monte Carlo simulation of the whole plan.
///
/// Every length is drawn from its PERT-beta distribution and every open risk happens with its probability; then
/// each draw reckons as the schedule does. What is done stays done; a milestone whose dependencies are all done is
/// drawn on the condition that it has not happened before the status date (truncated, so that what is left keeps its
/// shape).
///
/// Equal plans, seeds and numbers of samples give equal forecasts, for any number of threads, any order of files and
/// whatever other chips there are.
package struct Forecast: Sendable {
  package struct Settings: Sendable {
    package var samples = 10_000
    package var seed: UInt64 = 1
    package var whatIfs: [WhatIf] = []
    /// Forecasts only these milestones and what leads to them; nil for all.
    package var targets: [MilestoneIndex]?
    /// Days by which the chance of a milestone is asked for, in the place of its `need_by`.
    package var deadlines: [MilestoneIndex: Day] = [:]
    /// Uses one core: the result is the same.
    package var isSerial = false

    package init() {}
  }

  package let samples: Int
  package let seed: UInt64
  /// Why nothing was drawn; nil where it was.
  package fileprivate(set) var excess: ForecastExcess?
  /// Parallel to ``Plan/milestones``; nil where there is no date to draw, where the date has passed without it, and where
  /// the P90 lies beyond the calendar.
  package fileprivate(set) var milestones: IndexedArray<MilestoneIndex, MilestoneForecast?>
  /// Parallel to ``Plan/chips``: the chance that the launch falls inside the launch window; nil without either,
  /// and where the launch's date has passed.
  package fileprivate(set) var chanceInWindow: IndexedArray<ChipIndex, Double?>
  /// The chance that every chip with a launch launches inside the window; nil where one of them cannot be told.
  package fileprivate(set) var chanceAllInWindow: Double?

  /// - Complexity: O(samples × (milestones + dependencies)) time; memory for one histogram a milestone of the group
  ///   at hand and a block of 256 samples, never for all samples, but for a bit each of what a launch depends on where
  ///   tornados are asked for. What would need too much is not drawn: see ``excess``.
  package static func run(_ plan: Plan, _ schedule: Schedule, _ settings: Settings = Settings()) async -> Forecast {
    await run(plan, schedule, settings, hasTornados: false).0
  }

  /// Before anything is drawn: only what has happened has percentiles, the day on which it did.
  package static func undrawn(_ plan: Plan, _ schedule: Schedule, _ settings: Settings = Settings()) -> Forecast {
    Forecast(plan, schedule, settings, MilestoneFacts.gather(plan, schedule.statusDate.number))
  }

  /// The forecast, and what moves the launch of each chip most, parallel to ``Plan/chips`` and from the same draws.
  package static func runWithTornados(
    _ plan: Plan, _ schedule: Schedule, _ settings: Settings = Settings()
  ) async -> (Forecast, IndexedArray<ChipIndex, Tornado>) {
    let (forecast, tornados, _) = await run(plan, schedule, settings, hasTornados: true)
    return (forecast, tornados)
  }

  /// The same, from what an earlier run remembers wherever nothing has changed, with what there is to remember now.
  package static func runWithTornados(
    _ plan: Plan, _ schedule: Schedule, _ settings: Settings, from memory: ForecastMemory
  ) async -> (Forecast, IndexedArray<ChipIndex, Tornado>, ForecastMemory) {
    let (forecast, tornados, kept) = await run(plan, schedule, settings, hasTornados: true, from: memory)
    return (forecast, tornados, kept ?? ForecastMemory())
  }

  private static func run(
    _ plan: Plan, _ schedule: Schedule, _ settings: Settings, hasTornados: Bool, from memory: ForecastMemory? = nil
  ) async -> (Forecast, IndexedArray<ChipIndex, Tornado>, ForecastMemory?) {
    let network = ForecastNetwork(
      plan, schedule, seed: settings.seed, whatIfs: settings.whatIfs, targets: settings.targets,
      deadlines: settings.deadlines)
    var launchesOf: [MilestoneIndex: [ChipIndex]] = [:]
    for chip in plan.chips.indices {
      if let launch = plan.chips[chip].launch { launchesOf[launch, default: []].append(chip) }
    }
    let simulation = Simulation(
      plan, network, launchesOf: launchesOf, samples: max(1, settings.samples), hasTornados: hasTornados)
    var forecast = Forecast(plan, schedule, settings, network.facts)
    forecast.excess = ForecastExcess(simulation.groups, samples: forecast.samples, hasTornados: hasTornados)
    if forecast.excess != nil {
      return (forecast, IndexedArray(repeating: .none, count: plan.chips.count), nil)
    }
    let (outcomes, kept) = await simulation.run(from: memory, isSerial: settings.isSerial)
    forecast.add(simulation.groups, outcomes, plan, schedule)
    var tornados = IndexedArray<ChipIndex, Tornado>(repeating: .none, count: plan.chips.count)
    for (group, outcome) in zip(simulation.groups, outcomes) {
      for (launch, sensitivities) in zip(group.launches, outcome.tornados) {
        for chip in launch.chips { tornados[chip] = Tornado(sensitivities, group) }
      }
    }
    return (forecast, tornados, kept)
  }

  private init(
    _ plan: Plan, _ schedule: Schedule, _ settings: Settings, _ facts: IndexedArray<MilestoneIndex, MilestoneFacts>
  ) {
    samples = max(1, settings.samples)
    seed = settings.seed
    milestones = IndexedArray(repeating: nil, count: facts.count)
    chanceInWindow = IndexedArray(repeating: nil, count: plan.chips.count)
    for index in facts.indices {
      let own = facts[index]
      guard own.flags.contains(.done), let day = schedule.milestones[index].expected else { continue }
      let chance = own.needBy == MilestoneFacts.none ? nil : day.number <= own.needBy ? 1.0 : 0
      milestones[index] = MilestoneForecast(
        p10: day, p50: day, p80: day, p90: day, criticality: 0, chanceByNeedBy: chance)
    }
    for index in plan.chips.indices {
      guard let launch = plan.chips[index].launch, let window = plan.program.launchWindow?.value.days,
        facts[launch].flags.contains(.done), let day = schedule.milestones[launch].expected
      else { continue }
      chanceInWindow[index] = window.contains(day) ? 1 : 0
    }
  }

  private mutating func add(
    _ groups: [ForecastGroup], _ outcomes: [GroupOutcome], _ plan: Plan, _ schedule: Schedule
  ) {
    var outside = [UInt64](repeating: 0, count: (samples + 63) / 64)
    for (group, outcome) in zip(groups, outcomes) {
      for (node, milestone) in zip(group.nodes, outcome.milestones) {
        // A date that has passed is no estimate, and there are no days beyond the calendar.
        if schedule.milestones[node.milestone].isOverdue || milestone.p90 > Day.supported.upperBound { continue }
        milestones[node.milestone] = milestone
      }
      for (launch, chance) in zip(group.launches, outcome.chances) {
        if schedule.milestones[group.nodes[launch.place].milestone].isOverdue { continue }
        for chip in launch.chips { chanceInWindow[chip] = chance }
      }
      for word in outcome.outside.indices { outside[word] |= outcome.outside[word] }
    }
    let launching = plan.chips.indices.filter { plan.chips[$0].launch != nil }
    if !launching.isEmpty, launching.allSatisfy({ chanceInWindow[$0] != nil }) {
      let missed =
        launching.contains { chanceInWindow[$0] == 0 }
        ? samples : outside.reduce(0) { $0 + $1.nonzeroBitCount }
      chanceAllInWindow = Double(samples - missed) / Double(samples)
    }
  }
}

/// When one milestone will probably be done.
package struct MilestoneForecast: Hashable, Sendable {
  /// The first day by which at least a tenth of the samples have it done; likewise half, four and nine tenths.
  package var p10, p50, p80, p90: Day
  /// Share of samples in which it drives its chip's launch.
  package var criticality: Double
  /// Share of samples in which it is done by its `need_by`; nil without one.
  package var chanceByNeedBy: Double?

  package init(p10: Day, p50: Day, p80: Day, p90: Day, criticality: Double, chanceByNeedBy: Double?) {
    self.p10 = p10
    self.p50 = p50
    self.p80 = p80
    self.p90 = p90
    self.criticality = criticality
    self.chanceByNeedBy = chanceByNeedBy
  }
}
