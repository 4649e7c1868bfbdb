package import TapeoutModel

extension Schedule {
  /// How far `milestone` may move before `target` moves, in calendar days: the float to any milestone, not only to
  /// the launch. Nil where `target` does not wait for it, or either is done, dropped or in a ring.
  ///
  /// - Complexity: O(milestones + dependencies).
  package func float(of milestone: MilestoneIndex, to target: MilestoneIndex) -> Int? {
    guard let start = milestones[milestone].earliest, let end = milestones[target].earliest, !isDone(milestone),
      !isDone(target)
    else { return nil }
    var latest: [MilestoneIndex: Int32] = [target: end.number]
    for at in graph.order.reversed() {
      guard let day = latest[at] else { continue }
      if at == milestone { return Int(day) - Int(start.number) }
      for index in graph.incoming(at) {
        let edge = graph.edges[index]
        let departure = edge.departure(to: day, calendars)
        latest[edge.from] = min(latest[edge.from] ?? departure, departure)
      }
    }
    return nil
  }

  /// How far a dependency's arrival may slip before its milestone moves, by the earliest dates; nil where either end
  /// has none.
  package func spare(_ edge: DependencyGraph.Edge) -> Int? {
    guard let start = milestones[edge.from].earliest, let end = milestones[edge.to].earliest else {
      return nil
    }
    return Int(edge.departure(to: end.number, calendars)) - Int(start.number)
  }

  /// The chain of milestones that makes a milestone's date, from what has happened or was stated up to the milestone.
  package func drivers(of milestone: MilestoneIndex) -> [MilestoneIndex] {
    var chain = [milestone]
    while let edge = milestones[chain[chain.count - 1]].driver.edge, chain.count <= milestones.count {
      chain.append(graph.edges[edge].from)
    }
    return chain.reversed()
  }

  private func isDone(_ milestone: MilestoneIndex) -> Bool { milestones[milestone].driver == .actual }
}
