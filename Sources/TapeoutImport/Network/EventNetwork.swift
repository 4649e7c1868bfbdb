import TapeoutModel

/// The starts and finishes of all tasks as nodes, and what must pass from one to the other as edges.
///
/// Node 2i is the start of task i, node 2i + 1 its finish. A summary task starts before its parts do and finishes
/// after them, so links to and from summary tasks reach all their parts without a copy for each.
struct EventNetwork {
  enum Passage {
    /// The task’s own work.
    case work
    /// Into a part, or out of it.
    case outline
    /// Place in the waiting task’s links.
    case link(task: Int, link: Int)
  }

  struct Edge {
    var from: Int
    var to: Int
    var passage: Passage
  }

  private(set) var edges: [Edge] = []
  /// `edges[incomingStart[n]..<incomingStart[n + 1]]` lead to node n.
  private(set) var incomingStart: [Int]
  /// Every node behind those that it waits for; what lies in or behind a ring is left out.
  private(set) var order: [Int] = []
  let count: Int

  static func start(_ task: Int) -> Int { 2 * task }
  static func finish(_ task: Int) -> Int { 2 * task + 1 }

  init(_ project: ForeignProject) {
    count = project.tasks.count * 2
    var all: [Edge] = []
    for (index, task) in project.tasks.enumerated() {
      let (start, finish) = (EventNetwork.start(index), EventNetwork.finish(index))
      if !task.isSummary { all.append(Edge(from: start, to: finish, passage: .work)) }
      if let parent = task.parent {
        all.append(Edge(from: EventNetwork.start(parent), to: start, passage: .outline))
        all.append(Edge(from: finish, to: EventNetwork.finish(parent), passage: .outline))
      }
      for (place, link) in task.links.enumerated() {
        let from =
          link.kind.leavesFromStart ? EventNetwork.start(link.predecessor) : EventNetwork.finish(link.predecessor)
        all.append(
          Edge(from: from, to: link.kind.entersAtStart ? start : finish, passage: .link(task: index, link: place)))
      }
    }
    incomingStart = Array(repeating: 0, count: count + 1)
    for edge in all { incomingStart[edge.to + 1] += 1 }
    for node in 0..<count { incomingStart[node + 1] += incomingStart[node] }
    var next = incomingStart
    edges = all
    for edge in all {
      edges[next[edge.to]] = edge
      next[edge.to] += 1
    }
    order = sorted()
  }

  func incoming(_ node: Int) -> Range<Int> { incomingStart[node]..<incomingStart[node + 1] }

  /// Kahn's order.
  private func sorted() -> [Int] {
    var outgoingStart = [Int](repeating: 0, count: count + 1)
    for edge in edges { outgoingStart[edge.from + 1] += 1 }
    for node in 0..<count { outgoingStart[node + 1] += outgoingStart[node] }
    var next = outgoingStart
    var outgoing = [Int](repeating: 0, count: edges.count)
    for edge in edges {
      outgoing[next[edge.from]] = edge.to
      next[edge.from] += 1
    }
    var waiting = (0..<count).map { incomingStart[$0 + 1] - incomingStart[$0] }
    var order = (0..<count).filter { waiting[$0] == 0 }
    order.reserveCapacity(count)
    var done = 0
    while done < order.count {
      let node = order[done]
      done += 1
      for place in outgoingStart[node]..<outgoingStart[node + 1] {
        waiting[outgoing[place]] -= 1
        if waiting[outgoing[place]] == 0 { order.append(outgoing[place]) }
      }
    }
    return order
  }

  /// Tasks that wait for each other, in the order in which they do; nil where there is no ring.
  var ring: [Int]? {
    guard order.count < count else { return nil }
    var isOpen = [Bool](repeating: true, count: count)
    for node in order { isOpen[node] = false }
    guard var node = isOpen.firstIndex(of: true) else { return nil }
    var place: [Int: Int] = [:]
    var walk: [Int] = []
    while place[node] == nil {
      place[node] = walk.count
      walk.append(node)
      guard let edge = incoming(node).first(where: { isOpen[edges[$0].from] }) else { return nil }
      node = edges[edge].from
    }
    var tasks: [Int] = []
    for node in walk[(place[node] ?? 0)...].reversed() where tasks.last != node / 2 { tasks.append(node / 2) }
    if tasks.count > 1, tasks.first == tasks.last { tasks.removeLast() }
    return tasks
  }
}
