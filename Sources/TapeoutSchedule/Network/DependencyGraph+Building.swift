package import TapeoutModel

extension DependencyGraph {
  /// Gathers every resolved dependency of the plan and puts the milestones in order (Kahn 1962).
  ///
  /// - Parameter calendarOf: the place of the working calendar of a milestone's giving party.
  package init(_ plan: Plan, calendarOf: (MilestoneIndex) -> Int32) {
    let count = plan.milestones.count
    var edges: [Edge] = []
    var incomingStart = [Int32](repeating: 0, count: count + 1)
    edges.reserveCapacity(count * 2)
    // Through the buffers: a milestone or dependency taken out of its array would be copied with all its texts.
    plan.milestones.elements.withUnsafeBufferPointer { milestones in
      for milestone in 0..<count {
        incomingStart[milestone] = Int32(edges.count)
        milestones[milestone].dependencies.withUnsafeBufferPointer { dependencies in
          for index in dependencies.indices {
            guard let from = dependencies[index].predecessor.index else { continue }
            let duration = dependencies[index].duration
            let calendar = duration?.usesWorkingDays == true ? calendarOf(MilestoneIndex(milestone)) : -1
            var edge = Edge(
              from: from, to: MilestoneIndex(milestone), dependency: index, duration, calendar: calendar)
            edge.isUnknown = dependencies[index].isDurationUnknown
            edges.append(edge)
          }
        }
      }
    }
    incomingStart[count] = Int32(edges.count)
    self.init(
      count: count, edges: edges, incomingStart: incomingStart, isDone: { plan.milestones[$0].isDone },
      isDropped: { plan.milestones[$0].isDropped })
  }

  /// - Parameter isDropped: milestones whose dependencies do not count even where a cycle is looked for: what was
  ///   dropped holds nothing up.
  init(
    count: Int, edges: [Edge], incomingStart: [Int32], isDone: (MilestoneIndex) -> Bool,
    isDropped: (MilestoneIndex) -> Bool
  ) {
    var outgoingStart = [Int32](repeating: 0, count: count + 1)
    for edge in edges { outgoingStart[edge.from.position + 1] += 1 }
    for index in 0..<count { outgoingStart[index + 1] += outgoingStart[index] }
    var next = outgoingStart
    var outgoing = [Int32](repeating: 0, count: edges.count)
    for index in edges.indices {
      let from = edges[index].from.position
      outgoing[Int(next[from])] = Int32(index)
      next[from] += 1
    }
    self.count = count
    self.edges = edges
    self.incomingStart = incomingStart
    self.outgoing = outgoing
    self.outgoingStart = outgoingStart
    let isAbandoned = { isDropped($0) && !isDone($0) }
    let full = DependencyGraph.order(
      count, edges, incomingStart, outgoing, outgoingStart, waitsForNothing: isAbandoned)
    guard full.count < count else {
      order = full
      isCyclic = []
      return
    }
    var isCyclic = IndexedArray<MilestoneIndex, Bool>(repeating: true, count: count)
    for milestone in full { isCyclic[milestone] = false }
    self.isCyclic = isCyclic
    order = DependencyGraph.order(count, edges, incomingStart, outgoing, outgoingStart) {
      isDone($0) || isDropped($0)
    }
  }

  /// - Parameter waitsForNothing: milestones whose dependencies do not count.
  private static func order(
    _ count: Int, _ edges: [Edge], _ incomingStart: [Int32], _ outgoing: [Int32], _ outgoingStart: [Int32],
    waitsForNothing: (MilestoneIndex) -> Bool
  ) -> [MilestoneIndex] {
    var waiting = [Int32](repeating: 0, count: count)
    var order: [MilestoneIndex] = []
    order.reserveCapacity(count)
    for milestone in 0..<count {
      waiting[milestone] = incomingStart[milestone + 1] - incomingStart[milestone]
      let index = MilestoneIndex(milestone)
      if waiting[milestone] == 0 || waitsForNothing(index) { order.append(index) }
    }
    var done = 0
    while done < order.count {
      let milestone = order[done].position
      done += 1
      for place in Int(outgoingStart[milestone])..<Int(outgoingStart[milestone + 1]) {
        let to = edges[Int(outgoing[place])].to
        waiting[to.position] -= 1
        if waiting[to.position] == 0, !waitsForNothing(to) { order.append(to) }
      }
    }
    return order
  }
}

extension DependencyGraph.Edge {
  /// An unreadable duration counts as none, a disordered one as put in order; both have findings.
  package init(
    from: MilestoneIndex, to: MilestoneIndex, dependency: Int, _ duration: ThreePointDuration?, calendar: Int32
  ) {
    let (a, b, c) = (duration?.optimistic.days ?? 0, duration?.likely.days ?? 0, duration?.pessimistic.days ?? 0)
    let (low, high) = (min(a, b, c), max(a, b, c))
    self.init(
      from: from, to: to, dependency: Int32(dependency), optimistic: Int32(low),
      likely: Int32(a + b + c - low - high), pessimistic: Int32(high), calendar: calendar)
  }
}
