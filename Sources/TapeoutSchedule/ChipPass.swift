import TapeoutModel

/// Judges chips: each by its launch and by everything that leads to it.
///
/// Only what is unfinished leads anywhere: what has happened waits for nothing any more, and what was dropped holds
/// nothing up.
struct ChipPass {
  /// What stands among a milestone and all that leads to it.
  private struct Signs: OptionSet {
    let rawValue: UInt8

    static let blocked = Signs(rawValue: 1)
    /// Over the limit behind its baseline, overdue, or past its `need_by`.
    static let troubled = Signs(rawValue: 2)
    /// Something has happened or begun.
    static let begun = Signs(rawValue: 4)
  }

  let plan: Plan
  let pass: SchedulePass
  private var signs: IndexedArray<MilestoneIndex, Signs>

  /// - Complexity: O(milestones + dependencies), in rings too.
  init(_ plan: Plan, _ pass: SchedulePass) {
    self.plan = plan
    self.pass = pass
    signs = IndexedArray(repeating: [], count: pass.facts.count)
    for milestone in signs.indices { signs[milestone] = ownSigns(milestone) }
    for milestone in pass.graph.order { gather(milestone) }
    spread(from: pass.graph.unordered)
  }

  /// Every chip of the plan, in its order.
  func chips() -> IndexedArray<ChipIndex, ScheduledChip> {
    let overdue = overdueInputs()
    return IndexedArray(
      plan.chips.indices.map { index in
        let chip = plan.chips[index]
        guard let launch = chip.launch else { return ScheduledChip(health: healthWithoutLaunch(chip)) }
        return ScheduledChip(
          health: health(ofLaunch: launch, windowEnd: pass.windowEnd, needBy: chip.needBy?.value.last.number),
          launch: pass.results[launch].expected, drivingPath: drivingPath(to: launch), overdue: overdue[index])
      })
  }

  // MARK: What leads to a milestone

  private func ownSigns(_ milestone: MilestoneIndex) -> Signs {
    let own = pass.facts[milestone]
    if own.isDone { return .begun }
    if own.isAbandoned { return [] }
    var signs: Signs = []
    if own.flags.contains(.blocked) { signs.insert(.blocked) }
    if isTroubled(milestone) { signs.insert(.troubled) }
    if pass.results[milestone].health != .planned, pass.hasBegun(milestone) { signs.insert(.begun) }
    return signs
  }

  private func isTroubled(_ milestone: MilestoneIndex) -> Bool {
    let result = pass.results[milestone]
    if result.isOverdue || (pass.slipAtLeast(milestone) ?? 0) > pass.thresholds.late { return true }
    let needBy = pass.facts[milestone].needBy
    return needBy != MilestoneFacts.none && result.earliest.map { $0.number > needBy } ?? false
  }

  private mutating func gather(_ milestone: MilestoneIndex) {
    guard pass.facts[milestone].isUnfinished else { return }
    for edge in pass.graph.incoming(milestone) { signs[milestone].formUnion(signs[pass.graph.edges[edge].from]) }
  }

  /// Each milestone is passed on from at most once for every sign that is new to it.
  private mutating func spread(from milestones: [MilestoneIndex]) {
    for milestone in milestones { gather(milestone) }
    var open = milestones
    while let milestone = open.popLast() {
      for edge in pass.graph.outgoing(milestone) {
        let to = pass.graph.edges[Int(edge)].to
        guard pass.facts[to].isUnfinished, !signs[to].isSuperset(of: signs[milestone]) else { continue }
        signs[to].formUnion(signs[milestone])
        open.append(to)
      }
    }
  }

  // MARK: Health

  private func health(ofLaunch launch: MilestoneIndex, windowEnd: Int32?, needBy: Int32?) -> Health {
    let own = pass.facts[launch]
    if own.isDone { return .done }
    if own.isAbandoned { return .dropped }
    if signs[launch].contains(.blocked) { return .blocked }
    let result = pass.results[launch]
    if result.isOverdue || isLate(launch, windowEnd: windowEnd, needBy: needBy) { return .late }
    if result.expected == nil || (pass.slipAtLeast(launch) ?? 0) > pass.thresholds.atRisk { return .atRisk }
    if signs[launch].contains(.troubled) { return .atRisk }
    return signs[launch].contains(.begun) ? .onTrack : .planned
  }

  /// Whether a launch lies too late by its earliest date, or, where nobody dates it any more, by the last date that
  /// was stated.
  private func isLate(_ launch: MilestoneIndex, windowEnd: Int32?, needBy: Int32?) -> Bool {
    let own = pass.facts[launch]
    var days = [pass.results[launch].earliest?.number].compactMap { $0 }
    if pass.results[launch].expected == nil { days += lastStated(launch).map { [$0] } ?? [] }
    return days.contains { day in
      if let windowEnd, day > windowEnd { return true }
      if let needBy, day > needBy { return true }
      if own.needBy != MilestoneFacts.none, day > own.needBy { return true }
      return pass.slip(of: day, own) ?? 0 > pass.thresholds.late
    }
  }

  /// The stated forecast, else the newest date among the estimates that the file remembers.
  private func lastStated(_ milestone: MilestoneIndex) -> Int32? {
    let own = pass.facts[milestone]
    if own.forecast != MilestoneFacts.none { return own.forecast }
    return plan.milestones[milestone].history.last { $0.date.date != nil }?.date.date?.last.number
  }

  /// Each milestone of the chip is judged as if it were the launch, and the worst counts.
  private func healthWithoutLaunch(_ chip: Chip) -> Health {
    chip.milestones.map { health(ofLaunch: $0, windowEnd: nil, needBy: nil) }.max() ?? .planned
  }

  // MARK: Paths

  private func drivingPath(to launch: MilestoneIndex) -> [MilestoneIndex] {
    var path = [launch]
    while let edge = pass.results[path[path.count - 1]].driver.edge, path.count <= pass.results.count {
      let from = pass.graph.edges[edge].from
      if pass.facts[from].isDone { break }
      path.append(from)
    }
    return path.reversed()
  }
}
