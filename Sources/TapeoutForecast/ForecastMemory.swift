import TapeoutModel
import TapeoutSchedule

/// What groups of milestones came to in a forecast, for a later one: an outcome depends on nothing but what its digest
/// was made of, so where that is the same nothing needs to be drawn again.
package struct ForecastMemory: Sendable {
  /// In the order of the groups.
  package let outcomes: [(digest: Digest128, outcome: GroupOutcome)]
  /// How many of them were drawn and not remembered.
  package let drawnCount: Int

  /// Remembers nothing.
  package init() { self.init(outcomes: []) }

  package init(outcomes: [(digest: Digest128, outcome: GroupOutcome)], drawnCount: Int = 0) {
    self.outcomes = outcomes
    self.drawnCount = drawnCount
  }
}

/// All that the outcome of a group depends on, beside the group itself.
struct DrawConditions: Sendable {
  let samples: Int
  let window: ClosedRange<Int32>?
  /// Works out what moves each launch most, from the same draws.
  let hasTornados: Bool

  /// To be raised with every change of what is drawn or made of it.
  private static let version = 1

  /// The digest of a group and of all that its draws depend on; the seed is in the keys of the draws.
  ///
  /// Nothing says where in the plan the group stands, so that what is added elsewhere does not change it.
  func digest(_ group: ForecastGroup, _ network: ForecastNetwork) -> Digest128 {
    var builder = Digest128.Builder()
    builder.add(DrawConditions.version)
    builder.add(samples)
    builder.add(hasTornados ? 1 : 0)
    builder.add(window == nil ? 0 : 1)
    if let window { builder.add(window.lowerBound, window.upperBound) }
    builder.add(Int(network.statusDate))
    builder.add(group.nodes.count)
    builder.add(group.inputs.count)
    builder.add(group.delays.count)
    var chips = Numbering()
    for place in group.nodes.indices { builder.add(group, place, &chips) }
    for input in group.inputs {
      builder.add(input.node, input.node < 0 ? input.day : 0)
      builder.add(input.draw, network)
    }
    var risks = Numbering()
    for delay in group.delays {
      builder.add(risks.number(of: Int(delay.risk)))
      builder.add(delay.riskKey)
      builder.add(delay.threshold)
      builder.add(delay.draw, network)
    }
    builder.add(group.launches.count)
    for launch in group.launches {
      builder.add(launch.place)
      builder.add(launch.chips.count)
      for chip in launch.chips { builder.add(chips.number(of: chip)) }
    }
    return builder.digest
  }
}

/// Numbers things in the order in which they come: which they are does not count, only which are the same.
private struct Numbering {
  private var numbers: [Int: Int] = [:]

  mutating func number(of thing: Int) -> Int {
    if let known = numbers[thing] { return known }
    let number = numbers.count
    numbers[thing] = number
    return number
  }
}

extension Digest128.Builder {
  fileprivate mutating func add(_ group: ForecastGroup, _ place: Int, _ chips: inout Numbering) {
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
