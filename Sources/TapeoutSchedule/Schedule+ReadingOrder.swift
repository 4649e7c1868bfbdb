package import TapeoutModel

extension Schedule {
  /// The milestones of a chip in the order in which they are read: what one waits for comes before it; else the earlier
  /// date comes first, then the earlier phase, then the id.
  ///
  /// Where dates contradict the dependencies, the dependencies win. What lies in a cycle comes by its date. A milestone
  /// without an expected date comes last of those that may stand there: nobody knows that it comes earlier.
  ///
  /// - Parameter milestones: such as those of one chip.
  /// - Complexity: O(n log n) for the sorting, else linear in milestones and dependencies.
  package func readingOrder(of milestones: Range<MilestoneIndex>, in plan: Plan) -> [MilestoneIndex] {
    let sorted = milestones.map { index -> (Int32, Int, MilestoneIndex) in
      let day = self.milestones[index].expected?.number ?? .max
      return (day, plan.milestones[index].kind?.phase.order ?? Phase.gate.order, index)
    }.sorted { $0 < $1 }.map(\.2)
    var order: [MilestoneIndex] = []
    order.reserveCapacity(sorted.count)
    var isMet = [Bool](repeating: false, count: milestones.count)
    func offset(_ milestone: MilestoneIndex) -> Int { milestones.lowerBound.distance(to: milestone) }
    // Each milestone waits on the stack until all that it waits for has been placed; the stack replaces recursion.
    var stack: [(milestone: MilestoneIndex, next: Int)] = []
    for start in sorted where !isMet[offset(start)] {
      isMet[offset(start)] = true
      stack.append((start, graph.incoming(start).lowerBound))
      while let (milestone, next) = stack.last {
        guard next < graph.incoming(milestone).upperBound else {
          order.append(milestone)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next = next + 1
        let predecessor = graph.edges[next].from
        guard milestones.contains(predecessor), !isMet[offset(predecessor)] else { continue }
        isMet[offset(predecessor)] = true
        stack.append((predecessor, graph.incoming(predecessor).lowerBound))
      }
    }
    return order
  }
}
