import TapeoutModel
import TapeoutSchedule

/// A few hundred samples of one group at a time, and what all blocks so far have come to.
///
/// Days lie node by node, lane by lane. All lanes are always drawn, and those beyond the last sample not counted.
struct SampleBlock: ~Copyable {
  typealias Rows = UnsafeMutablePointer<Lanes.Row>

  private let network: ForecastNetwork
  private let group: ForecastGroup
  private let samples: Range<Int>
  private let window: ClosedRange<Int32>?
  private let keepsFactors: Bool
  private let conditionals: [ConditionalDraw?]
  private let days: Rows
  /// Input by input, the lanes in which it made its node's day; all that share the latest arrival did. Only for groups
  /// with launches.
  private let drives: UnsafeMutablePointer<Lanes.Bits>
  /// Input by input, the lanes in which it came later than all inputs of its node before it.
  private let overtakes: UnsafeMutablePointer<Lanes.Bits>
  /// The days that one factor leads to.
  private let arrivals: Rows
  private let lengths: LengthDraw
  /// A bit for every factor and lane: whether it goes badly.
  private let factorOutcome: UnsafeMutablePointer<Lanes.Bits>
  private var trace: DriverTrace
  private var tally: GroupTally

  /// - Parameters:
  ///   - samples: those that will be drawn.
  ///   - keepsFactors: also keeps what moved each launch, for a tornado.
  init(
    _ network: ForecastNetwork, _ group: ForecastGroup, _ samples: Range<Int>, window: ClosedRange<Int32>?,
    keepsFactors: Bool
  ) {
    self.network = network
    self.group = group
    self.samples = samples
    self.window = window
    self.keepsFactors = keepsFactors && !group.launches.isEmpty
    conditionals = group.nodes.map { node in
      node.isConditional
        ? ConditionalDraw(network, group.inputs[Int(node.inputs.lowerBound)..<Int(node.inputs.upperBound)]) : nil
    }
    days = .allocate(capacity: group.nodes.count * Lanes.rows)
    drives = .allocate(capacity: group.inputs.count)
    drives.initialize(repeating: .zero, count: group.inputs.count)
    overtakes = .allocate(capacity: group.inputs.count)
    overtakes.initialize(repeating: .zero, count: group.inputs.count)
    arrivals = .allocate(capacity: Lanes.rows)
    lengths = LengthDraw()
    factorOutcome = .allocate(capacity: group.factorCount)
    factorOutcome.initialize(repeating: .zero, count: group.factorCount)
    trace = DriverTrace(group)
    tally = GroupTally(
      counts: DayCounts(group.nodes),
      traced: Array(repeating: 0, count: group.nodes.count),
      outside: Array(repeating: 0, count: (samples.count + 63) / 64), launchDays: group.launches.map { _ in [] },
      factorOutcome: FactorBits(factorCount: group.factorCount))
  }

  deinit {
    days.deallocate()
    drives.deallocate()
    overtakes.deallocate()
    arrivals.deallocate()
    factorOutcome.deallocate()
  }

  /// Draws all samples.
  mutating func run() -> GroupTally {
    for first in stride(from: samples.lowerBound, to: samples.upperBound, by: Lanes.count) {
      for place in group.nodes.indices { draw(place, first) }
      count(first, min(Lanes.count, samples.upperBound - first))
    }
    return tally
  }

  // MARK: Drawing

  /// All lanes of one node, after what it waits for.
  private func draw(_ place: Int, _ first: Int) {
    let node = group.nodes[place]
    let days = days + place * Lanes.rows
    let floor = Lanes.Row(repeating: node.floor)
    if let conditional = conditionals[place] {
      days.initialize(repeating: Lanes.Row(repeating: .min), count: Lanes.rows)
      arrive(conditional, node.inputs, first, days)
    } else if let input = node.inputs.first {
      arrive(Int(input), first, days)
      for input in node.inputs.dropFirst() { arrive(Int(input), first, latest: days) }
      if !group.launches.isEmpty { keepDrivers(node.inputs, days, floor) }
    } else {
      days.initialize(repeating: floor, count: Lanes.rows)
    }
    for row in 0..<Lanes.rows { days[row] = pointwiseMax(days[row], floor) }
    for delay in node.delays { add(Int(delay), first, days) }
    if node.shift != 0 {
      let (shift, statusDate) = (node.shift, Lanes.Row(repeating: network.statusDate))
      for row in 0..<Lanes.rows { days[row] = pointwiseMax(days[row] &+ shift, statusDate) }
    }
  }

  /// One dependency: the days on which it lets its node happen.
  private func arrive(_ place: Int, _ first: Int, _ arrivals: Rows) {
    let input = group.inputs[place]
    draw(input.draw, first, arrivals)
    keepOutcome(of: place, input.draw)
    move(arrivals, input)
  }

  /// One more dependency: the latest arrival so far stays.
  private func arrive(_ place: Int, _ first: Int, latest days: Rows) {
    let arrivals = arrivals
    arrive(place, first, arrivals)
    guard !group.launches.isEmpty else {
      for row in 0..<Lanes.rows { days[row] = pointwiseMax(days[row], arrivals[row]) }
      return
    }
    var (reaches, overtakes) = (Lanes.Bits.zero, Lanes.Bits.zero)
    for row in 0..<Lanes.rows {
      reaches.gather(arrivals[row] .>= days[row])
      overtakes.gather(arrivals[row] .> days[row])
      days[row] = pointwiseMax(days[row], arrivals[row])
    }
    drives[place] = reaches
    self.overtakes[place] = overtakes
  }

  /// Keeps, for each input of a node, the lanes in which none after it came later, nor the node's own floor.
  private func keepDrivers(_ inputs: Range<Int32>, _ days: Rows, _ floor: Lanes.Row) {
    var isOpen = Lanes.Bits.zero
    for row in 0..<Lanes.rows { isOpen.gather(days[row] .>= floor) }
    for input in inputs.dropFirst().reversed() {
      drives[Int(input)] &= isOpen
      isOpen &= ~overtakes[Int(input)]
    }
    drives[Int(inputs.lowerBound)] = isOpen
  }

  /// All dependencies of a node that is drawn on a condition. What drives it has happened, so nothing needs to be
  /// remembered of it.
  private func arrive(_ conditional: ConditionalDraw, _ inputs: Range<Int32>, _ first: Int, _ days: Rows) {
    let arrivals = arrivals
    if conditional.hasFuture { conditional.pick(first, lengths.chosen) }
    for place in inputs {
      let input = group.inputs[Int(place)]
      if input.draw.spread > 0 {
        lengths.drawBits(input.draw.key, first)
        keepOutcome(of: Int(place), input.draw)
      }
      guard conditional.hasFuture else { continue }
      if input.draw.spread > 0 {
        conditional.draw(
          Int(place - inputs.lowerBound), input.draw, network.tables[Int(input.draw.table)], lengths.bits,
          lengths.chosen, Lanes.numbers(arrivals))
      } else {
        draw(input.draw, first, arrivals)
      }
      move(arrivals, input)
      for row in 0..<Lanes.rows { days[row] = pointwiseMax(days[row], arrivals[row]) }
    }
  }

  /// One risk: where it happens, it adds its delay.
  private func add(_ place: Int, _ first: Int, _ days: Rows) {
    let delay = group.delays[place]
    let arrivals = arrivals
    draw(delay.draw, first, arrivals)
    move(arrivals, delay.draw, from: days)
    lengths.drawBits(delay.riskKey, first)
    lengths.mark(below: delay.threshold)
    if keepsFactors { factorOutcome[group.inputs.count + place] = lengths.highBits }
    let happens = UnsafeMutableRawPointer(lengths.bits).assumingMemoryBound(to: Lanes.Row.self)
    for row in 0..<Lanes.rows { days[row].take(arrivals[row], where: happens[row]) }
  }

  private func draw(_ draw: ForecastNetwork.Draw, _ first: Int, _ days: Rows) {
    if draw.spread > 0 {
      lengths.draw(draw, network.tables[Int(draw.table)], first, days)
    } else {
      days.initialize(repeating: Lanes.Row(repeating: Int32(draw.optimistic + 0.5)), count: Lanes.rows)
    }
  }

  private func keepOutcome(of input: Int, _ draw: ForecastNetwork.Draw) {
    if keepsFactors, draw.spread > 0 { factorOutcome[input] = lengths.highBits }
  }

  /// Turns lengths into the days that they lead to.
  private func move(_ lengths: Rows, _ input: ForecastNetwork.Input) {
    if input.node >= 0 {
      move(lengths, input.draw, from: days + Int(input.node) * Lanes.rows)
    } else if input.draw.calendar < 0 {
      let day = input.day
      for row in 0..<Lanes.rows { lengths[row] &+= day }
    } else {
      let lengths = Lanes.numbers(lengths)
      network.calendars[Int(input.draw.calendar)].withTables { tables in
        for lane in 0..<Lanes.count {
          lengths[lane] = Int32(truncatingIfNeeded: tables.adding(Int(lengths[lane]), to: Int(input.day)))
        }
      }
    }
  }

  private func move(_ lengths: Rows, _ draw: ForecastNetwork.Draw, from days: Rows) {
    if draw.calendar < 0 {
      for row in 0..<Lanes.rows { lengths[row] &+= days[row] }
    } else {
      let (lengths, days) = (Lanes.numbers(lengths), Lanes.numbers(days))
      network.calendars[Int(draw.calendar)].withTables { tables in
        for lane in 0..<Lanes.count {
          lengths[lane] = Int32(truncatingIfNeeded: tables.adding(Int(lengths[lane]), to: Int(days[lane])))
        }
      }
    }
  }

  // MARK: Counting

  private mutating func count(_ first: Int, _ count: Int) {
    for place in group.nodes.indices {
      tally.counts.add(Lanes.numbers(days + place * Lanes.rows), count: count, of: group.nodes[place], at: place)
    }
    trace.add(group, drives: drives, count: count, to: &tally.traced)
    for (index, launch) in group.launches.enumerated() {
      let days = UnsafeBufferPointer(start: Lanes.numbers(days + launch.place * Lanes.rows), count: count)
      if let window { tally.addOutside(days, window, first - samples.lowerBound) }
      if keepsFactors { tally.launchDays[index].append(contentsOf: days) }
    }
    if keepsFactors {
      tally.factorOutcome.append(UnsafeBufferPointer(start: factorOutcome, count: group.factorCount), count)
    }
  }
}
