package import TapeoutModel

extension DependencyGraph {
  /// One ring for every knot of milestones that wait for each other: each milestone must happen before the next,
  /// and the last before the first. A ring starts at its first place in the plan.
  ///
  /// Knots are the strongly connected components of what a full order leaves out (Tarjan 1972, without recursion);
  /// of each, the ring found first is shown.
  ///
  /// - Complexity: O(milestones + dependencies), and nothing where there is no cycle.
  package var cycles: [[MilestoneIndex]] {
    guard !isCyclic.isEmpty else { return [] }
    return components(among: isCyclic).compactMap(ring).sorted { $0[0] < $1[0] }
  }

  /// Milestones that have no place in the order: in a cycle, or waiting for one.
  package var unordered: [MilestoneIndex] {
    guard order.count < count else { return [] }
    var isOpen = IndexedArray<MilestoneIndex, Bool>(repeating: true, count: count)
    for milestone in order { isOpen[milestone] = false }
    return isOpen.indices.filter { isOpen[$0] }
  }

  private func components(among isOpen: IndexedArray<MilestoneIndex, Bool>) -> [[MilestoneIndex]] {
    var number = IndexedArray<MilestoneIndex, Int>(repeating: -1, count: count)
    var low = IndexedArray<MilestoneIndex, Int>(repeating: 0, count: count)
    var isStacked = IndexedArray<MilestoneIndex, Bool>(repeating: false, count: count)
    var stack: [MilestoneIndex] = []
    var path: [(node: MilestoneIndex, next: Int)] = []
    var components: [[MilestoneIndex]] = []
    var counter = 0
    func enter(_ node: MilestoneIndex) {
      number[node] = counter
      low[node] = counter
      counter += 1
      stack.append(node)
      isStacked[node] = true
      path.append((node, incoming(node).lowerBound))
    }
    for start in isOpen.indices where isOpen[start] && number[start] < 0 {
      enter(start)
      while let (node, next) = path.last {
        if next < incoming(node).upperBound {
          path[path.count - 1].next += 1
          let from = edges[next].from
          guard isOpen[from] else { continue }
          if number[from] < 0 { enter(from) } else if isStacked[from] { low[node] = min(low[node], number[from]) }
        } else {
          path.removeLast()
          if let parent = path.last?.node { low[parent] = min(low[parent], low[node]) }
          guard low[node] == number[node] else { continue }
          var component: [MilestoneIndex] = []
          while let last = stack.popLast() {
            isStacked[last] = false
            component.append(last)
            if last == node { break }
          }
          components.append(component)
        }
      }
    }
    return components
  }

  /// Walks from successor to predecessor inside a component until it meets itself.
  private func ring(in component: [MilestoneIndex]) -> [MilestoneIndex]? {
    let members = Set(component)
    guard let start = component.min() else { return nil }
    var place: [MilestoneIndex: Int] = [:]
    var walk: [MilestoneIndex] = []
    var at = start
    while place[at] == nil {
      place[at] = walk.count
      walk.append(at)
      guard let back = incoming(at).first(where: { members.contains(edges[$0].from) }) else { return nil }
      at = edges[back].from
    }
    // The walk ran backwards in time.
    let ring = Array(walk[(place[at] ?? 0)...].reversed())
    let first = ring.indices.min { ring[$0] < ring[$1] } ?? 0
    return Array(ring[first...] + ring[..<first])
  }
}
