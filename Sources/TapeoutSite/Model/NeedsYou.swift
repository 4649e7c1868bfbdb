import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// What waits for its readers: decisions that are wanted, milestones that are blocked, milestones that are late. Of the
/// program, or of one chip.
struct NeedsYou {
  /// By day, so that those whose day has passed come first; without a day last.
  let wanted: [DecisionIndex]
  /// In the order in which they are read.
  let blocked: [MilestoneIndex]
  /// The furthest behind its baseline first; without launches, of which ledes and lanes speak.
  let late: [MilestoneIndex]
  /// Likewise.
  let lateLaunches: [MilestoneIndex]
  /// Both together, likewise.
  let allLate: [MilestoneIndex]

  /// - Parameter chip: nil for the whole program.
  init(_ model: SiteModel, chip: ChipIndex? = nil) {
    let plan = model.plan
    let decisions =
      chip.map { model.wantedDecisions[$0] } ?? plan.decisions.indices.filter { plan.decisions[$0].isWanted }
    func day(_ decision: DecisionIndex) -> Day { plan.decisions[decision].due?.last ?? Day.supported.upperBound }
    wanted = decisions.sorted { (day($0), $0) < (day($1), $1) }
    let order = chip.map { model.places.order[$0] } ?? model.places.order.flatMap(\.self)
    blocked = order.filter { model.health($0) == .blocked }
    let behind = order.filter { model.health($0) == .late }
    let slips = behind.map { model.scheduled($0).slipDays ?? Int.min }
    let sorted = behind.indices.sorted { (slips[$1], $0) < (slips[$0], $1) }.map { behind[$0] }
    func isLaunch(_ index: MilestoneIndex) -> Bool { plan.chips[plan.milestones[index].chip].launch == index }
    allLate = sorted
    late = sorted.filter { !isLaunch($0) }
    lateLaunches = sorted.filter(isLaunch)
  }

  var isEmpty: Bool { wanted.isEmpty && blocked.isEmpty && late.isEmpty && lateLaunches.isEmpty }

  /// Rows that the three columns show together.
  static let mostRows = 7

  /// How many rows each column shows: at least one of what it has, the rest where it is worst.
  ///
  /// Worst is what is blocked, then what is furthest behind its baseline or its day, then what is wanted soonest.
  func shownCounts(_ model: SiteModel) -> (wanted: Int, blocked: Int, late: Int) {
    var counts = [min(wanted.count, 1), min(blocked.count, 1), min(late.count, 1)]
    let sizes = [wanted.count, blocked.count, late.count]
    while counts.reduce(0, +) < NeedsYou.mostRows {
      let open = counts.indices.filter { counts[$0] < sizes[$0] }
      // Of equal ones the first column wins.
      guard let next = open.max(by: { (badness($0, counts[$0], model), $1) < (badness($1, counts[$1], model), $0) })
      else { break }
      counts[next] += 1
    }
    return (counts[0], counts[1], counts[2])
  }

  /// Days behind, of the row that a column would show next; negative are days to go.
  private func badness(_ column: Int, _ place: Int, _ model: SiteModel) -> Int {
    switch column {
    case 0: model.plan.decisions[wanted[place]].due.map { model.statusDate - $0.last } ?? 0
    case 1: Int.max
    default: model.scheduled(late[place]).slipDays ?? 0
    }
  }
}

extension SiteModel {
  /// Since when a blocked milestone is blocked, or has had no date, as far as reports and its file tell.
  func blockedSince(_ index: MilestoneIndex) -> Phrase? {
    if let day = blockedDays[milestones[index].id] { return "blocked since \(day)" }
    let points = content.trend.series[index]
    guard let dated = points.lastIndex(where: { $0.expected != nil }), dated + 1 < points.count else { return nil }
    return "without a date since \(points[dated + 1].day)"
  }

  /// What waits directly for a milestone, and still counts.
  func waiting(for index: MilestoneIndex) -> [LaunchAnswer.Step] {
    let followers = Set(successors(index).map(\.to))
    return followers.sorted().filter { !milestones[$0].isDone && health($0) != .dropped }.map(step)
  }

  /// The day of the report that first told that a milestone is blocked, of those that are blocked now.
  static func blockedDays(_ content: SiteContent) -> [MilestoneID: Day] {
    let blocked = content.plan.milestones.indices.filter { content.schedule.milestones[$0].health == .blocked }
    guard !blocked.isEmpty else { return [:] }
    let ids = Set(blocked.map { content.plan.milestones[$0].id })
    var days: [MilestoneID: Day] = [:]
    for entry in content.changeLog.entries {
      for change in entry.changes where change.kind == .blocked {
        guard let id = change.subject.milestone, ids.contains(id), days[id] == nil else { continue }
        days[id] = entry.day
      }
    }
    return days
  }

  /// Parallel to ``Plan/chips``: the decisions that are wanted for each.
  static func wantedDecisions(_ plan: Plan) -> IndexedArray<ChipIndex, [DecisionIndex]> {
    var decisions = IndexedArray<ChipIndex, [DecisionIndex]>(repeating: [], count: plan.chips.count)
    for index in plan.decisions.indices where plan.decisions[index].isWanted {
      for chip in plan.decisions[index].chips { decisions[chip].append(index) }
    }
    return decisions
  }
}
