import TapeoutModel
import TapeoutSchedule

/// The part of a plan that is drawn, compiled for speed: what is not done, in order, with flat inputs.
struct ForecastNetwork {
  /// One length to draw: a dependency's or a risk's.
  struct Draw {
    /// Of the counter-based generator; 0 bits are drawn where the length is certain.
    var key: UInt64
    var optimistic: Float
    /// Pessimistic less optimistic; 0 for a certain length.
    var spread: Float
    /// Place among the quantile tables.
    var table: Int32
    /// Place among the working calendars; -1 counts every day.
    var calendar: Int32
  }

  /// A dependency of a node.
  struct Input {
    /// The predecessor's node; -1 where it is done and `day` is fixed.
    var node: Int32
    var day: Int32
    /// Place in the graph's edges.
    var edge: Int32
    var draw: Draw
  }

  /// An open risk's delay to a node.
  struct Delay {
    var risk: RiskIndex
    var riskKey: UInt64
    /// The risk happens where 32 random bits lie below this.
    var threshold: UInt64
    var draw: Draw
  }

  struct Node {
    var milestone: MilestoneIndex
    var inputs: Range<Int32>
    var delays: Range<Int32>
    /// No draw puts it before this day: status date, `not_before`, stated forecast.
    var floor: Int32
    /// Days of a what-if.
    var shift: Int32
    /// All that it waits for has happened: it is drawn on the condition that it has not.
    var isConditional: Bool
    /// Between them lies every draw.
    var earliest: Int32
    var latest: Int32

    /// A histogram has at most this many bins; wider ones (over 89 years) get coarser bins.
    private static let mostBins = 1 << 15

    /// Days a bin of its histogram, as a power of two.
    var binShift: Int32 {
      var shift: Int32 = 0
      while Int(latest - earliest) >> Int(shift) >= Node.mostBins { shift += 1 }
      return shift
    }

    var bins: Int { (Int(latest - earliest) >> Int(binShift)) + 1 }
  }

  private(set) var nodes: [Node] = []
  private(set) var inputs: [Input] = []
  private(set) var delays: [Delay] = []
  private(set) var tables: [BetaQuantiles] = []
  let calendars: [WorkCalendar]
  let statusDate: Int32
  /// Node of each milestone of the plan; -1 where it is not drawn.
  private(set) var nodeOf: IndexedArray<MilestoneIndex, Int32>
  let facts: IndexedArray<MilestoneIndex, MilestoneFacts>
  private var tableOf: [Int: Int32] = [:]

  init(
    _ plan: Plan, _ schedule: Schedule, seed: UInt64, whatIfs: [WhatIf], targets: [MilestoneIndex]?,
    deadlines: [MilestoneIndex: Day] = [:]
  ) {
    statusDate = schedule.statusDate.number
    var facts = MilestoneFacts.gather(plan, statusDate)
    for (milestone, day) in deadlines { facts[milestone].needBy = day.number }
    self.facts = facts
    nodeOf = IndexedArray(repeating: -1, count: facts.count)
    let wanted = targets.map { ForecastNetwork.ancestors(of: $0, schedule.graph) }
    let risks = ForecastNetwork.risksByMilestone(plan)
    let shifts = Dictionary(whatIfs.map { ($0.milestone, $0.days) }, uniquingKeysWith: +)
    var pool = schedule.pool
    let delayCalendars = ForecastNetwork.delayCalendars(plan, &pool)
    let names = DrawNames(plan)
    calendars = pool.calendars
    for milestone in schedule.graph.order {
      if let wanted, !wanted[milestone] { continue }
      let own = facts[milestone]
      guard !own.flags.contains(.done), schedule.milestones[milestone].expected != nil else { continue }
      nodeOf[milestone] = Int32(nodes.count)
      let firstInput = Int32(inputs.count)
      addInputs(of: milestone, plan, schedule, names, seed)
      let firstDelay = Int32(delays.count)
      for risk in risks[milestone] ?? [] { addDelay(risk, to: milestone, plan, names, delayCalendars, seed) }
      let ownInputs = firstInput..<Int32(inputs.count)
      var node = Node(
        milestone: milestone, inputs: ownInputs, delays: firstDelay..<Int32(delays.count),
        floor: max(statusDate, own.notBefore, own.forecast), shift: Int32(shifts[milestone] ?? 0),
        isConditional: false, earliest: 0, latest: 0)
      // A slot still to come says nothing about the work before it; an estimate does not hold the work back.
      node.isConditional =
        !ownInputs.isEmpty && own.notBefore <= statusDate && ownInputs.allSatisfy { inputs[Int($0)].node < 0 }
      bound(&node)
      nodes.append(node)
    }
  }

  private static func ancestors(
    of targets: [MilestoneIndex], _ graph: DependencyGraph
  ) -> IndexedArray<MilestoneIndex, Bool> {
    var isWanted = IndexedArray<MilestoneIndex, Bool>(repeating: false, count: graph.count)
    var stack = targets
    while let milestone = stack.popLast() {
      if isWanted[milestone] { continue }
      isWanted[milestone] = true
      for edge in graph.incoming(milestone) { stack.append(graph.edges[edge].from) }
    }
    return isWanted
  }

  private typealias RiskDelay = (risk: RiskIndex, delay: Int)

  /// Open risks only: a mitigated or closed one no longer delays, and one that occurred is in the dates by now.
  private static func risksByMilestone(_ plan: Plan) -> [MilestoneIndex: [RiskDelay]] {
    var risks: [MilestoneIndex: [RiskDelay]] = [:]
    for risk in plan.risks.indices where plan.risks[risk].isOpen && plan.risks[risk].probability != nil {
      for delay in plan.risks[risk].delays.indices {
        guard let milestone = plan.risks[risk].delays[delay].milestone.index else { continue }
        risks[milestone, default: []].append((risk, delay))
      }
    }
    return risks
  }

  /// Working calendars of the milestones that a risk delays by working days.
  private static func delayCalendars(_ plan: Plan, _ pool: inout CalendarPool) -> [MilestoneIndex: Int32] {
    var calendars: [MilestoneIndex: Int32] = [:]
    for delay in plan.risks.flatMap(\.delays) where delay.duration?.usesWorkingDays == true {
      guard let milestone = delay.milestone.index else { continue }
      calendars[milestone] = pool.place(ofGiver: plan.milestones[milestone].giver)
    }
    return calendars
  }

  private mutating func addInputs(
    of milestone: MilestoneIndex, _ plan: Plan, _ schedule: Schedule, _ names: DrawNames, _ seed: UInt64
  ) {
    for index in schedule.graph.incoming(milestone) {
      let edge = schedule.graph.edges[index]
      let from = edge.from
      if facts[from].isAbandoned { continue }
      let isDone = facts[from].flags.contains(.done)
      guard let day = schedule.milestones[from].expected, isDone || nodeOf[from] >= 0 else { continue }
      let isCertain = edge.optimistic == edge.pessimistic
      let key = isCertain ? 0 : ForecastNetwork.key(plan, names, from: from, to: milestone, seed: seed)
      let draw = draw(key, edge.optimistic, edge.likely, edge.pessimistic, edge.calendar)
      inputs.append(Input(node: isDone ? -1 : nodeOf[from], day: day.number, edge: Int32(index), draw: draw))
    }
  }

  /// The key of a dependency's draws.
  private static func key(
    _ plan: Plan, _ names: DrawNames, from: MilestoneIndex, to: MilestoneIndex, seed: UInt64
  ) -> UInt64 {
    plan.milestones.elements.withUnsafeBufferPointer { milestones in
      let first = names.milestone(from, milestones[from.position].id)
      let second = names.milestone(to, milestones[to.position].id)
      return CounterBasedRandom.key("\(first) \(second)", seed: seed)
    }
  }

  private mutating func addDelay(
    _ place: RiskDelay, to milestone: MilestoneIndex, _ plan: Plan, _ names: DrawNames,
    _ delayCalendars: [MilestoneIndex: Int32], _ seed: UInt64
  ) {
    let risk = plan.risks[place.risk]
    guard let duration = risk.delays[place.delay].duration, let probability = risk.probability?.value else { return }
    let own = names.risk(place.risk, in: plan)
    let name = "\(own.chip)/risks/\(own.risk)"
    let calendar = duration.usesWorkingDays ? delayCalendars[milestone] ?? -1 : -1
    let edge = DependencyGraph.Edge(from: milestone, to: milestone, dependency: 0, duration, calendar: calendar)
    let delayed = names.milestone(milestone, plan.milestones[milestone].id)
    let key = CounterBasedRandom.key("\(name) \(delayed)", seed: seed)
    delays.append(
      Delay(
        risk: place.risk, riskKey: CounterBasedRandom.key(name, seed: seed),
        threshold: UInt64(probability * 0x1p32),
        draw: draw(key, edge.optimistic, edge.likely, edge.pessimistic, calendar)))
  }

  private mutating func draw(
    _ key: UInt64, _ optimistic: Int32, _ likely: Int32, _ pessimistic: Int32, _ calendar: Int32
  ) -> Draw {
    let spread = pessimistic - optimistic
    guard spread > 0 else {
      return Draw(key: 0, optimistic: Float(optimistic), spread: 0, table: 0, calendar: calendar)
    }
    let mode = Int((Double(likely - optimistic) / Double(spread) * Double(BetaQuantiles.modes)).rounded())
    return Draw(key: key, optimistic: Float(optimistic), spread: Float(spread), table: table(mode), calendar: calendar)
  }

  private mutating func table(_ mode: Int) -> Int32 {
    if let place = tableOf[mode] { return place }
    tables.append(BetaQuantiles(mode: mode))
    let place = Int32(tables.count - 1)
    tableOf[mode] = place
    return place
  }

  /// The first and last day that any draw can give.
  private func bound(_ node: inout Node) {
    var earliest = node.floor
    var latest = node.floor
    for index in node.inputs {
      let input = inputs[Int(index)]
      let from =
        input.node < 0 ? (input.day, input.day) : (nodes[Int(input.node)].earliest, nodes[Int(input.node)].latest)
      earliest = max(earliest, input.draw.arrival(from.0, input.draw.optimistic, calendars))
      latest = max(latest, input.draw.arrival(from.1, input.draw.optimistic + input.draw.spread, calendars))
    }
    for index in node.delays {
      let draw = delays[Int(index)].draw
      latest = draw.arrival(latest, draw.optimistic + draw.spread, calendars)
    }
    node.earliest = max(earliest + min(node.shift, 0), statusDate)
    node.latest = max(latest + node.shift, statusDate)
  }
}

extension ForecastNetwork.Draw {
  /// The day that a length leads to; days are rounded to the nearest.
  @inline(__always)
  func arrival(_ day: Int32, _ length: Float, _ calendars: [WorkCalendar]) -> Int32 {
    let days = Int32(length + 0.5)
    return calendar < 0 ? day &+ days : Int32(calendars[Int(calendar)].adding(Int(days), to: Int(day)))
  }
}
