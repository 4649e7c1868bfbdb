import TapeoutModel

/// The work between those tasks that come over, contracted: for each of them what it waits for, and when that lets it
/// finish.
///
/// One pass over the network in its order carries, through the tasks that stay behind, when what lies before them
/// arrives. The arrival along a chain that decides is the file’s own date, so an expected date stays what it was.
///
/// - Complexity: O(links × ``most``). A task where more than that many chains meet comes over, too, so that a hub of
///   thousands does not become millions of dependencies.
struct Contraction {
  /// What arrives, from where.
  struct Arrival {
    /// Place of the task that it comes from; see the constants for what comes from no task.
    var origin: Int
    var moment: Moment
    /// The one calendar that all of the way counts on; nil where nothing on it takes time.
    var calendar: Int?
    /// More than one calendar, or nights and free days counted.
    var isMixed = false

    /// From a date that a task must not start before.
    static let constraint = -1
    /// From the beginning of the project.
    static let beginning = -2
  }

  /// The most chains that are carried through a task that stays behind.
  static let most = 64

  /// By place of the task: what its finish waits for. Empty for one that stays behind.
  private(set) var arrivals: [[Arrival]]
  /// Which tasks come over: the chosen ones, and those where too many chains meet.
  private(set) var isKept: [Bool]
  /// Summary tasks through which more chains pass than are carried.
  private(set) var crowded: [Int] = []
  private let schedule: SourceSchedule
  private var project: ForeignProject { schedule.project }
  private var outgoing: [[Arrival]]

  init(_ schedule: SourceSchedule, _ network: EventNetwork, keeping isChosen: [Bool]) {
    self.schedule = schedule
    isKept = isChosen
    arrivals = Array(repeating: [], count: isChosen.count)
    outgoing = Array(repeating: [], count: network.count)
    // What a node carries is let go of once all that follow have taken it.
    var readers = [Int](repeating: 0, count: network.count)
    for edge in network.edges { readers[edge.from] += 1 }
    for node in network.order {
      let task = node / 2
      guard project.tasks[task].isActive else { continue }
      let gathered = gather(node, network)
      outgoing[node] = node % 2 == 0 ? started(task, gathered, in: network) : finished(task, gathered)
      for place in network.incoming(node) {
        let from = network.edges[place].from
        readers[from] -= 1
        if readers[from] == 0 { outgoing[from] = [] }
      }
    }
  }

  /// What arrives at a node, the latest of each origin.
  private func gather(_ node: Int, _ network: EventNetwork) -> [Arrival] {
    var arrivals: [Arrival] = []
    for place in network.incoming(node) {
      let edge = network.edges[place]
      let carried = source(edge)
      if carried.isEmpty { continue }
      let calendar = schedule.calendar(of: edge)
      for arrival in carried {
        var next = arrival
        next.moment = schedule.passing(edge, from: arrival.moment)
        if let calendar {
          if calendar < 0 || (next.calendar ?? calendar) != calendar { next.isMixed = true }
          next.calendar = calendar
        }
        arrivals.append(next)
      }
    }
    if arrivals.count < 2 { return arrivals }
    // Of each origin the latest, of equal ones the first.
    let order = arrivals.indices.sorted {
      (arrivals[$0].origin, -arrivals[$0].moment.minutes, $0) < (arrivals[$1].origin, -arrivals[$1].moment.minutes, $1)
    }
    var latest: [Arrival] = []
    for place in order where latest.last?.origin != arrivals[place].origin { latest.append(arrivals[place]) }
    return latest
  }

  /// What an edge carries on. Links leave a task that comes over anew; its own work carries on what it waits for.
  private func source(_ edge: EventNetwork.Edge) -> [Arrival] {
    let task = edge.from / 2
    guard isKept[task], case .link = edge.passage else { return outgoing[edge.from] }
    return project.tasks[task].isActive ? [Arrival(origin: task, moment: schedule.base(edge.from))] : []
  }

  private mutating func started(_ index: Int, _ gathered: [Arrival], in network: EventNetwork) -> [Arrival] {
    let task = project.tasks[index]
    var arrivals = gathered
    let hasLinks = network.incoming(EventNetwork.start(index)).contains { !network.edges[$0].isOutline }
    if arrivals.isEmpty, !hasLinks, !task.isSummary, let start = schedule.starts[index] {
      arrivals.append(Arrival(origin: Arrival.beginning, moment: start))
    }
    if let constraint = task.constraint, let date = constraint.date {
      switch constraint.kind {
      case .startNotBefore: arrivals = arrivals.adding(Arrival(origin: Arrival.constraint, moment: date))
      case .startOn where !isKept[index]: arrivals = [Arrival(origin: Arrival.constraint, moment: date)]
      default: break
      }
    }
    if !isKept[index], let fixed = task.isManual ? schedule.starts[index] : task.actualStart {
      // What has begun began when it did, whatever it waited for.
      if arrivals.isEmpty || task.isManual { arrivals = [Arrival(origin: Arrival.beginning, moment: fixed)] }
      for place in arrivals.indices {
        if arrivals[place].moment != fixed { arrivals[place].isMixed = true }
        arrivals[place].moment = fixed
      }
    }
    if task.isSummary, arrivals.count > Contraction.most {
      crowded.append(index)
      arrivals = Array(arrivals.sorted { $0.moment > $1.moment }.prefix(Contraction.most))
      arrivals.sort { $0.origin < $1.origin }
    }
    return arrivals
  }

  private mutating func finished(_ index: Int, _ gathered: [Arrival]) -> [Arrival] {
    let task = project.tasks[index]
    var arrivals = gathered
    if let constraint = task.constraint, constraint.kind == .finishNotBefore, let date = constraint.date {
      arrivals = arrivals.adding(Arrival(origin: Arrival.constraint, moment: date))
    }
    if !isKept[index], !task.isSummary, arrivals.count(where: { $0.origin >= 0 }) > Contraction.most {
      isKept[index] = true
    }
    if isKept[index] {
      self.arrivals[index] = arrivals
      return [Arrival(origin: index, moment: schedule.base(EventNetwork.finish(index)))]
    }
    if let finish = task.actualFinish {
      for place in arrivals.indices { arrivals[place].moment = finish }
    }
    return arrivals
  }
}

extension [Contraction.Arrival] {
  /// With another one, of whose origin the later counts.
  fileprivate func adding(_ arrival: Contraction.Arrival) -> [Contraction.Arrival] {
    var result = self
    if let place = result.firstIndex(where: { $0.origin == arrival.origin }) {
      if result[place].moment < arrival.moment { result[place] = arrival }
    } else {
      result.append(arrival)
    }
    return result.sorted { $0.origin < $1.origin }
  }
}
