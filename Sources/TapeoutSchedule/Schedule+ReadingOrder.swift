package import TapeoutModel

extension Schedule {
  /// The milestones of a chip in the order in which they are read: what one waits for comes before it; else the earlier
  /// date comes first, then the earlier phase, then the id.
  ///
  /// Where dates contradict the dependencies, the dependencies win. What lies in a cycle comes by its date. A milestone
  /// without an expected date comes last of those that may stand there: nobody knows that it comes earlier.
  ///
  /// - Parameter milestones: places in ``Plan/milestones``, as of one chip.
  /// - Complexity: O(n log n) for the sorting, else linear in milestones and dependencies.
  package func readingOrder(of milestones: Range<Int>, in plan: Plan) -> [Int] {
    let sorted = milestones.map { index -> (Int32, Int, Int) in
      let day = self.milestones[index].expected?.number ?? .max
      return (day, plan.milestones[index].kind?.phase.order ?? Phase.gate.order, index)
    }.sorted { $0 < $1 }.map(\.2)
    var order: [Int] = []
    order.reserveCapacity(sorted.count)
    var isMet = [Bool](repeating: false, count: milestones.count)
    // Each milestone waits on the stack until all that it waits for has been placed; the stack replaces recursion.
    var stack: [(milestone: Int, next: Int)] = []
    for start in sorted where !isMet[start - milestones.lowerBound] {
      isMet[start - milestones.lowerBound] = true
      stack.append((start, graph.incoming(start).lowerBound))
      while let (milestone, next) = stack.last {
        guard next < graph.incoming(milestone).upperBound else {
          order.append(milestone)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next = next + 1
        let predecessor = Int(graph.edges[next].from)
        guard milestones.contains(predecessor), !isMet[predecessor - milestones.lowerBound] else { continue }
        isMet[predecessor - milestones.lowerBound] = true
        stack.append((predecessor, graph.incoming(predecessor).lowerBound))
      }
    }
    return order
  }
}
