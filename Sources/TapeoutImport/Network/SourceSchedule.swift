import TapeoutModel

/// When the tasks of a foreign plan start and finish: as the file states it, else as its links and lengths give it.
struct SourceSchedule {
  let project: ForeignProject
  /// By place of the task; nil where neither the file nor what leads there says it.
  private(set) var starts: [Moment?]
  private(set) var finishes: [Moment?]
  /// Parallel to the project's calendars; the last one is the usual week, for a project without a calendar.
  private let hours: [WorkingHours]

  init(_ project: ForeignProject, _ network: EventNetwork) {
    self.project = project
    var used = Set(project.tasks.compactMap(\.calendar))
    if let calendar = project.calendar { used.insert(calendar) }
    var budget = WorkingHours.mostDays
    hours =
      project.calendars.enumerated().map { place, calendar in
        guard used.contains(place) else { return .standard }
        let own = WorkingHours(week: calendar.week, exceptions: calendar.exceptions, budget: &budget)
        return own.isEmpty ? .standard : own
      } + [.standard]
    starts = project.tasks.map(\.start)
    finishes = project.tasks.map(\.finish)
    for node in network.order where moment(node) == nil { fill(node, network) }
  }

  /// Place of the project's calendar in ``hours``.
  var programCalendar: Int { project.calendar ?? project.calendars.count }

  func calendar(of task: Int) -> Int { project.tasks[task].calendar ?? programCalendar }

  func moment(_ node: Int) -> Moment? { node % 2 == 0 ? starts[node / 2] : finishes[node / 2] }

  /// The moment from which lengths behind a task are counted: its finish, or any where it has none.
  func base(_ node: Int) -> Moment { moment(node) ?? project.start ?? Moment(Day(unchecked: 2026, 1, 5), minute: 480) }

  /// A task that is dated by hand and has no date has none; neither has what waits for it.
  private mutating func fill(_ node: Int, _ network: EventNetwork) {
    let index = node / 2
    let task = project.tasks[index]
    let isStart = node % 2 == 0
    let actual = isStart ? task.actualStart : task.actualFinish
    guard actual == nil else { return set(node, actual) }
    if task.isManual, !task.isSummary { return }
    var latest: Moment?
    for place in network.incoming(node) {
      let edge = network.edges[place]
      guard project.tasks[edge.from / 2].isActive || edge.from / 2 == index else { continue }
      guard let from = moment(edge.from) else {
        if edge.isOutline { continue }
        return
      }
      let arrival = passing(edge, from: from)
      latest = max(latest ?? arrival, arrival)
    }
    if isStart, latest == nil { latest = project.start.map { hours[calendar(of: index)].next(from: $0) } }
    if let bound = task.constraint, let date = bound.date,
      bound.kind == (isStart ? .startNotBefore : .finishNotBefore)
        || (isStart && bound.kind == .startOn) || (!isStart && bound.kind == .finishOn)
    {
      latest = max(latest ?? date, date)
    }
    set(node, latest)
  }

  private mutating func set(_ node: Int, _ moment: Moment?) {
    if node % 2 == 0 { starts[node / 2] = moment } else { finishes[node / 2] = moment }
  }

  /// When what arrives at the beginning of an edge is through.
  func passing(_ edge: EventNetwork.Edge, from moment: Moment) -> Moment {
    switch edge.passage {
    case .outline: moment
    case .work: finish(of: edge.to / 2, begunAt: moment)
    case .link(let task, let link): arrival(by: project.tasks[task].links[link], of: task, from: moment)
    }
  }

  /// When a task is finished that begins at a moment: as the file says, where that is when it begins in the file.
  func finish(of index: Int, begunAt moment: Moment) -> Moment {
    let hours = hours[calendar(of: index)]
    if let start = project.tasks[index].start, let finish = project.tasks[index].finish,
      start == moment || hours.next(from: start) == hours.next(from: moment)
    {
      return finish
    }
    guard let duration = duration(of: index) else { return moment }
    return duration.isElapsed ? moment + duration.minutes : hours.adding(duration.minutes, to: moment)
  }

  /// As stated, else between its stated dates.
  private func duration(of index: Int) -> ForeignDuration? {
    if let duration = project.tasks[index].duration { return duration }
    guard let start = project.tasks[index].start, let finish = project.tasks[index].finish else { return nil }
    let hours = hours[calendar(of: index)]
    return ForeignDuration(minutes: hours.worked(before: finish) - hours.worked(before: start))
  }

  private func arrival(by link: ForeignLink, of task: Int, from moment: Moment) -> Moment {
    let lag = lag(of: link)
    let arrival =
      lag.isElapsed ? moment + lag.minutes : hours[lagCalendar(of: link, task)].adding(lag.minutes, to: moment)
    let hours = hours[calendar(of: task)]
    // What may end when another begins in the morning has ended the evening before.
    return link.kind.entersAtStart || duration(of: task)?.minutes == 0 ? arrival : hours.previousEnd(before: arrival)
  }

  /// A percentage is one of the predecessor’s duration.
  private func lag(of link: ForeignLink) -> ForeignDuration {
    switch link.lag {
    case .time(let duration):
      return ForeignDuration(
        minutes: duration.minutes, isElapsed: duration.isElapsed || project.lagCalendar == .continuous)
    case .percent(let percent, let isElapsed):
      let whole = duration(of: link.predecessor) ?? ForeignDuration(minutes: 0)
      // Over a thousand times a task nothing is meant.
      let share = min(max(percent, -100_000), 100_000)
      return ForeignDuration(minutes: whole.minutes * share / 100, isElapsed: isElapsed || whole.isElapsed)
    }
  }

  private func lagCalendar(of link: ForeignLink, _ task: Int) -> Int {
    switch project.lagCalendar {
    case .successor, .continuous: calendar(of: task)
    case .predecessor: calendar(of: link.predecessor)
    case .project: programCalendar
    }
  }

  /// Which calendar an edge counts on; nil where none matters, a negative number where it counts nights, too.
  func calendar(of edge: EventNetwork.Edge) -> Int? {
    switch edge.passage {
    case .outline: return nil
    case .work:
      guard let duration = duration(of: edge.to / 2), duration.minutes != 0 else { return nil }
      return duration.isElapsed ? -1 : calendar(of: edge.to / 2)
    case .link(let task, let link):
      let lag = lag(of: project.tasks[task].links[link])
      if lag.minutes == 0 { return nil }
      return lag.isElapsed ? -1 : lagCalendar(of: project.tasks[task].links[link], task)
    }
  }
}

extension EventNetwork.Edge {
  var isOutline: Bool { if case .outline = passage { true } else { false } }
}
