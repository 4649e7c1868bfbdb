package import TapeoutModel

extension Schedule {
  /// The milestones of a chip in the order in which they are read: what one waits for comes before it; else the earlier
  /// date comes first, then the earlier phase, then the id.
  ///
  /// Every list of a chip's milestones has this order: pages, charts, downloads and the terminal.
  ///
  /// Where dates contradict the dependencies, the dependencies win. What lies in a cycle comes by its date. A milestone
  /// without an expected date comes last of those that may stand there: nobody knows that it comes earlier.
  ///
  /// - Parameter milestones: such as those of one chip.
  /// - Complexity: O(n log n) for the sorting of milestones, and of dependencies that dates contradict.
  package func readingOrder(of milestones: Range<MilestoneIndex>, in plan: Plan) -> [MilestoneIndex] {
    let sorted = milestones.map { index -> (Int32, Int, MilestoneIndex) in
      let day = self.milestones[index].expected?.number ?? .max
      return (day, plan.milestones[index].kind?.phase.order ?? Phase.gate.order, index)
    }.sorted { $0 < $1 }.map(\.2)
    var order: [MilestoneIndex] = []
    order.reserveCapacity(sorted.count)
    func offset(_ milestone: MilestoneIndex) -> Int { milestones.lowerBound.distance(to: milestone) }
    var places = [Int](repeating: 0, count: milestones.count)
    for (place, milestone) in sorted.enumerated() { places[offset(milestone)] = place }
    var isMet = [Bool](repeating: false, count: milestones.count)
    var isPlaced = isMet
    // Each milestone stays on the stack until all that it waits for has been placed; the stack replaces recursion.
    var stack: [MilestoneIndex] = []
    for start in sorted where !isPlaced[offset(start)] {
      stack.append(start)
      while let milestone = stack.last {
        let isFirstVisit = !isMet[offset(milestone)]
        isMet[offset(milestone)] = true
        let waitedFor = stack.count
        if isFirstVisit {
          for edge in graph.incoming(milestone) {
            let predecessor = graph.edges[edge].from
            if milestones.contains(predecessor), !isMet[offset(predecessor)] { stack.append(predecessor) }
          }
          // The last on the stack is placed first.
          if stack.count > waitedFor + 1 {
            stack[waitedFor...].sort { places[offset($0)] > places[offset($1)] }
          }
        }
        guard stack.count == waitedFor else { continue }
        stack.removeLast()
        guard !isPlaced[offset(milestone)] else { continue }
        isPlaced[offset(milestone)] = true
        order.append(milestone)
      }
    }
    return order
  }
}
