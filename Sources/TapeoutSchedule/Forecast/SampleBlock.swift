import TapeoutModel

/// 256 samples of one batch at a time, and what all blocks so far have come to.
///
/// Days lie node by node, lane by lane, so that the inner loops run over plain arrays.
struct SampleBlock: ~Copyable {
  private let network: ForecastNetwork
  private let nodes: [Int32]
  /// Place in this batch of each of the network's nodes that lies in it.
  private let places: UnsafeMutablePointer<Int32>
  /// Launch nodes by place in this batch, with their chips.
  private let launches: [(place: Int, chips: [Int])]
  private let lanes = Simulation.lanes
  private let days: UnsafeMutablePointer<Int32>
  /// The place in this batch of the node that made the day; -1 where something else did.
  private let drivers: UnsafeMutablePointer<Int32>
  private let lengths: UnsafeMutablePointer<Float>
  private var countsStart: [Int] = [0]
  private(set) var tally: Simulation.Tally

  init(_ network: ForecastNetwork, _ nodes: [Int32], _ launchesOf: [Int32: [Int]], samples: Int) {
    self.network = network
    self.nodes = nodes
    places = .allocate(capacity: max(network.nodes.count, 1))
    for (place, node) in nodes.enumerated() { places[Int(node)] = Int32(place) }
    launches = nodes.indices.compactMap { place in launchesOf[nodes[place]].map { (place, $0) } }
    days = .allocate(capacity: max(nodes.count * lanes, 1))
    drivers = .allocate(capacity: max(nodes.count * lanes, 1))
    lengths = .allocate(capacity: lanes)
    for node in nodes { countsStart.append(countsStart[countsStart.count - 1] + network.nodes[Int(node)].bins) }
    tally = Simulation.Tally(
      counts: Array(repeating: 0, count: countsStart[nodes.count]), traced: Array(repeating: 0, count: nodes.count),
      outside: Array(repeating: 0, count: (samples + 63) / 64), launchDays: launches.map { _ in [] })
  }

  deinit {
    places.deallocate()
    days.deallocate()
    drivers.deallocate()
    lengths.deallocate()
  }

  /// Draws samples `first..<first + count` of every node, each after what it waits for.
  mutating func draw(_ first: Int, _ count: Int) {
    for place in nodes.indices {
      let node = network.nodes[Int(nodes[place])]
      let days = days + place * lanes
      let drivers = drivers + place * lanes
      for lane in 0..<count {
        days[lane] = .min
        drivers[lane] = -1
      }
      if node.isConditional {
        ConditionalDraw(network, node).draw(first, count, days)
      } else {
        for input in node.inputs { arrive(Int(input), first, count, days, drivers) }
      }
      for lane in 0..<count where days[lane] < node.floor {
        days[lane] = node.floor
        drivers[lane] = -1
      }
      for delay in node.delays { add(network.delays[Int(delay)], first, count, days) }
      if node.shift != 0 {
        for lane in 0..<count { days[lane] = max(days[lane] &+ node.shift, network.statusDate) }
      }
      let start = countsStart[place]
      let shift = node.binShift
      tally.counts.withUnsafeMutableBufferPointer { counts in
        for lane in 0..<count { counts[start + Int((days[lane] &- node.earliest) >> shift)] += 1 }
      }
    }
  }

  /// One dependency: the latest arrival so far stays.
  private func arrive(
    _ place: Int, _ first: Int, _ count: Int, _ days: UnsafeMutablePointer<Int32>,
    _ drivers: UnsafeMutablePointer<Int32>
  ) {
    let input = network.inputs[place]
    let driver = input.node < 0 ? -1 : places[Int(input.node)]
    draw(input.draw, first, count)
    let from = input.node < 0 ? nil : self.days + Int(driver) * lanes
    if input.draw.calendar >= 0 {
      for lane in 0..<count {
        let day = input.draw.arrival(from?[lane] ?? input.day, lengths[lane], network.calendars)
        if day > days[lane] { (days[lane], drivers[lane]) = (day, driver) }
      }
    } else if let from {
      for lane in 0..<count {
        let day = from[lane] &+ Int32(lengths[lane] + 0.5)
        let isLater = day > days[lane]
        days[lane] = isLater ? day : days[lane]
        drivers[lane] = isLater ? driver : drivers[lane]
      }
    } else {
      for lane in 0..<count {
        let day = input.day &+ Int32(lengths[lane] + 0.5)
        if day > days[lane] { (days[lane], drivers[lane]) = (day, driver) }
      }
    }
  }

  /// Fills ``lengths``: the hot loop, one multiplication-based hash and one table look-up a draw.
  private func draw(_ draw: ForecastNetwork.Draw, _ first: Int, _ count: Int) {
    guard draw.spread > 0 else {
      for lane in 0..<count { lengths[lane] = draw.optimistic }
      return
    }
    network.tables[Int(draw.table)].values.withUnsafeBufferPointer { table in
      for lane in 0..<count {
        let bits = CounterBasedRandom.bits(draw.key, first &+ lane)
        let cell = Int(bits >> 22)
        let part = Float(bits & 0x3F_FFFF) * 0x1p-22
        let low = table[cell]
        lengths[lane] = draw.optimistic + draw.spread * (low + (table[cell &+ 1] - low) * part)
      }
    }
  }

  /// One risk: where it happens, it adds its delay.
  private func add(_ delay: ForecastNetwork.Delay, _ first: Int, _ count: Int, _ days: UnsafeMutablePointer<Int32>) {
    draw(delay.draw, first, count)
    for lane in 0..<count where UInt64(CounterBasedRandom.bits(delay.riskKey, first + lane)) < delay.threshold {
      days[lane] = delay.draw.arrival(days[lane], lengths[lane], network.calendars)
    }
  }

  /// The days that the last draw gave to the node at a place.
  func appendDays(of place: Int, _ count: Int, to days: inout [Int32]) {
    days.append(contentsOf: UnsafeBufferPointer(start: self.days + place * lanes, count: count))
  }

  /// Keeps the days that the last draw gave to the batch's launches.
  mutating func keepLaunchDays(_ count: Int) {
    for (index, launch) in launches.enumerated() {
      tally.launchDays[index].append(
        contentsOf: UnsafeBufferPointer(start: days + launch.place * lanes, count: count))
    }
  }

  /// Marks the samples in which a launch of this batch lies outside the window.
  mutating func markOutside(_ window: ClosedRange<Int32>, _ first: Int, _ count: Int) {
    for (place, _) in launches {
      let days = days + place * lanes
      for lane in 0..<count where !window.contains(days[lane]) {
        tally.outside[(first + lane) >> 6] |= 1 << UInt64((first + lane) & 63)
      }
    }
  }

  /// Counts, for every launch and sample, the milestones of its chip that the launch was driven by.
  mutating func trace(_ count: Int, _ chipOf: [Int32]) {
    for (launch, chips) in launches {
      for lane in 0..<count {
        var place = launch
        while place >= 0 {
          if chips.contains(Int(chipOf[Int(nodes[place])])) { tally.traced[place] += 1 }
          place = Int(drivers[place * lanes + lane])
        }
      }
    }
  }
}
