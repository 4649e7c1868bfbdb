import TapeoutModel

extension ChipPass {
  /// The overdue milestones that lead to each chip's launch; nil where there are none.
  ///
  /// 64 launches are served at once, a bit each, by one walk back over what leads to them. Chips that share nothing are
  /// walked through once in all.
  ///
  /// - Complexity: O(n log n) in what leads to each 64 launches, for sorting it.
  func overdueInputs() -> IndexedArray<ChipIndex, ScheduledChip.OverdueInputs?> {
    var inputs = IndexedArray<ChipIndex, ScheduledChip.OverdueInputs?>(repeating: nil, count: plan.chips.count)
    let waiting = plan.chips.indices.compactMap { chip in
      plan.chips[chip].launch.flatMap { launch in
        pass.results[launch].worstOverdue.map { (chip: chip, launch: launch, worst: $0) }
      }
    }
    if waiting.isEmpty { return inputs }
    var walk = OverdueWalk(pass)
    for first in stride(from: 0, to: waiting.count, by: 64) {
      let chips = waiting[first..<min(first + 64, waiting.count)]
      for (chip, count) in zip(chips, walk.counts(before: chips.map(\.launch))) {
        inputs[chip.chip] = .init(worst: chip.worst, count: count)
      }
    }
    return inputs
  }
}

/// Counts the overdue milestones that lead to launches. What lies in a ring leads nowhere.
private struct OverdueWalk {
  private let pass: SchedulePass
  /// The place of each milestone in the order of dependencies; -1 in a ring.
  private var places: IndexedArray<MilestoneIndex, Int32>
  // Both empty between walks.
  private var isReached: IndexedArray<MilestoneIndex, Bool>
  /// A bit for each launch that a milestone leads to.
  private var leadsTo: IndexedArray<MilestoneIndex, UInt64>

  init(_ pass: SchedulePass) {
    self.pass = pass
    places = IndexedArray(repeating: -1, count: pass.facts.count)
    for (place, milestone) in pass.graph.order.enumerated() { places[milestone] = Int32(place) }
    isReached = IndexedArray(repeating: false, count: pass.facts.count)
    leadsTo = IndexedArray(repeating: 0, count: pass.facts.count)
  }

  /// How many overdue milestones lead to each launch, itself counted.
  ///
  /// - Parameter launches: at most 64.
  mutating func counts(before launches: [MilestoneIndex]) -> [Int] {
    for (bit, launch) in launches.enumerated() { leadsTo[launch] |= 1 << UInt64(bit) }
    var counts = [Int](repeating: 0, count: launches.count)
    for milestone in reached(from: launches) {
      if pass.results[milestone].isOverdue {
        for bit in counts.indices where leadsTo[milestone] >> UInt64(bit) & 1 == 1 { counts[bit] += 1 }
      }
      for edge in pass.graph.incoming(milestone) {
        leadsTo[pass.graph.edges[edge].from] |= leadsTo[milestone]
      }
      clear(milestone)
      for edge in pass.graph.incoming(milestone) where !isWalked(pass.graph.edges[edge].from) {
        clear(pass.graph.edges[edge].from)
      }
    }
    for launch in launches { clear(launch) }
    return counts
  }

  /// The unfinished milestones that lead to the launches, each before all that it waits for.
  private mutating func reached(from launches: [MilestoneIndex]) -> [MilestoneIndex] {
    var reached: [MilestoneIndex] = []
    func reach(_ milestone: MilestoneIndex) {
      if isReached[milestone] || !isWalked(milestone) { return }
      isReached[milestone] = true
      reached.append(milestone)
    }
    for launch in launches { reach(launch) }
    var next = 0
    while next < reached.count {
      for edge in pass.graph.incoming(reached[next]) { reach(pass.graph.edges[edge].from) }
      next += 1
    }
    return reached.sorted { places[$0] > places[$1] }
  }

  private func isWalked(_ milestone: MilestoneIndex) -> Bool {
    places[milestone] >= 0 && pass.facts[milestone].isUnfinished
  }

  private mutating func clear(_ milestone: MilestoneIndex) {
    isReached[milestone] = false
    leadsTo[milestone] = 0
  }
}
