import TapeoutModel
import TapeoutSchedule

/// What groups of milestones came to in a forecast, for a later one: an outcome depends on nothing but the numbers of its
/// key, so where that is the same nothing needs to be drawn again.
package struct ForecastMemory: Sendable {
  /// In the order of the groups.
  let outcomes: [(key: DrawKey, outcome: GroupOutcome)]
  /// How many of them were drawn and not remembered.
  package let drawnCount: Int

  /// How many groups it knows.
  package var count: Int { outcomes.count }

  /// Remembers nothing.
  package init() { self.init(outcomes: [], drawnCount: 0) }

  init(outcomes: [(key: DrawKey, outcome: GroupOutcome)], drawnCount: Int) {
    self.outcomes = outcomes
    self.drawnCount = drawnCount
  }
}

/// Every number that the outcome of a group depends on, in one order.
///
/// The numbers themselves rather than a hash of them: some 15 a milestone, and two groups cannot be taken for each
/// other.
struct DrawKey: Hashable, Sendable {
  private var numbers: [UInt64] = []

  mutating func add(_ number: UInt64) { numbers.append(number) }

  mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  /// Two small numbers at once.
  mutating func add(_ high: Int32, _ low: Int32) {
    add(UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low)))
  }
}

/// All that the outcome of a group depends on, beside the group itself.
struct DrawConditions: Sendable {
  let samples: Int
  let window: ClosedRange<Int32>?
  /// Works out what moves each launch most, from the same draws.
  let hasTornados: Bool

  /// The key of a group and of all that its draws depend on; the seed is in the keys of the draws.
  ///
  /// Nothing says where in the plan the group stands, so that what is added elsewhere does not change it.
  func key(of group: ForecastGroup, in network: ForecastNetwork) -> DrawKey {
    var key = DrawKey()
    key.add(samples)
    key.add(hasTornados ? 1 : 0)
    key.add(window == nil ? 0 : 1)
    if let window { key.add(window.lowerBound, window.upperBound) }
    key.add(Int(network.statusDate))
    key.add(group.nodes.count)
    key.add(group.inputs.count)
    key.add(group.delays.count)
    var chips = Numbering<ChipIndex>()
    for place in group.nodes.indices { key.add(group, place, &chips) }
    for input in group.inputs {
      key.add(input.node, input.node < 0 ? input.day : 0)
      key.add(input.draw, network)
    }
    var risks = Numbering<RiskIndex>()
    for delay in group.delays {
      key.add(risks.number(of: delay.risk))
      key.add(delay.riskKey)
      key.add(delay.threshold)
      key.add(delay.draw, network)
    }
    key.add(group.launches.count)
    for launch in group.launches {
      key.add(launch.place)
      key.add(launch.chips.count)
      for chip in launch.chips { key.add(chips.number(of: chip)) }
    }
    return key
  }
}

/// Numbers things in the order in which they come: which they are does not count, only which are the same.
private struct Numbering<Thing: Hashable> {
  private var numbers: [Thing: Int] = [:]

  mutating func number(of thing: Thing) -> Int {
    if let known = numbers[thing] { return known }
    let number = numbers.count
    numbers[thing] = number
    return number
  }
}

extension DrawKey {
  fileprivate mutating func add(_ group: ForecastGroup, _ place: Int, _ chips: inout Numbering<ChipIndex>) {
    let node = group.nodes[place]
    add(node.inputs.upperBound, node.delays.upperBound)
    add(node.floor, node.shift)
    add(node.earliest, node.latest)
    let needBy = group.needBy[place]
    add(node.isConditional ? 1 : 0, needBy == nil ? 0 : 1)
    if let needBy { add(Int(needBy)) }
    add(chips.number(of: group.chipOf[place]))
  }

  fileprivate mutating func add(_ draw: ForecastNetwork.Draw, _ network: ForecastNetwork) {
    add(draw.key)
    add(Int32(bitPattern: draw.optimistic.bitPattern), Int32(bitPattern: draw.spread.bitPattern))
    if draw.spread > 0 { add(network.tables[Int(draw.table)].mode) }
    guard draw.calendar >= 0 else {
      add(-1)
      return
    }
    let rules = network.calendars[Int(draw.calendar)].rules
    add(Int(rules.workweek))
    add(rules.holidays.count)
    for holiday in rules.holidays { add(holiday.first.number, holiday.last.number) }
  }
}
