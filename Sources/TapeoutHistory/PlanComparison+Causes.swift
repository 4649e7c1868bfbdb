import TapeoutModel

extension PlanComparison {
  /// How far its own predecessor may have moved less than a milestone that only follows it: the free days between.
  private static let calendarPlay = 7

  /// For every change of a date that only follows from another, the place of that other in `found.changes`: the change
  /// of the predecessor that drives the milestone in the newer plan, or drove it in the older one where it came earlier.
  func causes(_ found: Found) -> [Int: Int] {
    var causes: [Int: Int] = [:]
    for place in found.changes.indices {
      guard let id = found.changes[place].subject.milestone, found.dating[id] == place,
        let before = oldPlaces[id], let after = newPlaces[id]
      else { continue }
      if let cause = cause(of: found.changes[place], before, after, found) { causes[place] = cause }
    }
    for place in causes.keys.sorted() where leadsBack(place, causes) { causes[place] = nil }
    return causes
  }

  private func cause(of change: Change, _ before: Int, _ after: Int, _ found: Found) -> Int? {
    let now = new.snapshot.milestones[after]
    let then = old.snapshot.milestones[before]
    switch change.kind {
    case .undated:
      return predecessor(of: after, found) { $0.kind == .undated || ($0.kind == .added && $0.new == nil) }
    case .dated:
      return predecessor(of: after, found) { $0.kind == .dated }
    case .moved, .blurred, .refined:
      guard let from = then.expected, let to = now.expected, from != to else { return nil }
      let shift = to - from
      if let cause = predecessor(of: after, found, where: { pushes($0, by: shift, then, now) }) { return cause }
      // What drove it has gone or come earlier, and something that did not move drives it now.
      guard shift < 0, let driver = then.driver, let id = old.snapshot.identity(of: driver.predecessor),
        let cause = found.dating[id]
      else { return nil }
      switch found.changes[cause].kind {
      case .removed, .dropped: return cause
      default: return self.shift(of: id).map { $0 < 0 } ?? false ? cause : nil
      }
    default: return nil
    }
  }

  /// The change of the predecessor that drives a milestone today, through such as nothing is known of.
  private func predecessor(of place: Int, _ found: Found, where isCause: (Change) -> Bool) -> Int? {
    var at = place
    for _ in new.snapshot.milestones.indices {
      guard let driver = new.snapshot.milestones[at].driver, let next = new.snapshot.place(of: driver.predecessor)
      else { return nil }
      let id = new.snapshot.milestones[next].identity
      if let cause = found.dating[id] { return isCause(found.changes[cause]) ? cause : nil }
      guard !isDateKnown(id) else { return nil }
      at = next
    }
    return nil
  }

  private func isDateKnown(_ id: MilestoneID) -> Bool {
    oldPlaces[id] != nil && !old.withoutKnownDate.contains(id) && !new.withoutKnownDate.contains(id)
  }

  /// Whether a predecessor's change accounts for a move: in the same direction and no shorter, but for days off, and the
  /// way from it is not another.
  private func pushes(
    _ change: Change, by shift: Int, _ then: MilestoneSnapshot, _ now: MilestoneSnapshot
  ) -> Bool {
    guard let id = change.subject.milestone else { return false }
    if change.kind == .added || change.kind == .revived { return shift > 0 }
    guard let cause = self.shift(of: id), cause != 0, (cause > 0) == (shift > 0) else { return false }
    if old.isWhole, let earlier = then.driver, let driver = now.driver,
      old.snapshot.identity(of: earlier.predecessor) == new.snapshot.identity(of: driver.predecessor)
    {
      return earlier.days == driver.days && earlier.countsWorkingDays == driver.countsWorkingDays
    }
    return shift < 0 || shift <= cause + PlanComparison.calendarPlay
  }

  /// How far the day that successors reckon with has moved.
  private func shift(of id: MilestoneID) -> Int? {
    guard let before = oldPlaces[id], let after = newPlaces[id], isDateKnown(id),
      let from = old.snapshot.milestones[before].expected, let to = new.snapshot.milestones[after].expected
    else { return nil }
    return to - from
  }

  private func leadsBack(_ place: Int, _ causes: [Int: Int]) -> Bool {
    var at = place
    var steps = 0
    while let next = causes[at] {
      if next == place || steps > causes.count { return true }
      (at, steps) = (next, steps + 1)
    }
    return false
  }

  // MARK: Order

  /// Gives each change its cause and its effect on launches, and puts them in order.
  func ordered(_ found: Found) -> [Change] {
    let causes = causes(found)
    var changes = found.changes
    for place in changes.indices where changes[place].isLaunch && causesEffect(changes[place].kind) {
      // The days of what is overdue count from the promise, however long ago the last report told of it.
      let moved =
        changes[place].kind == .overdue ? changes[place].subject.milestone.flatMap(shift) : changes[place].days
      guard let days = moved, days != 0 else { continue }
      var at: Int? = place
      while let next = at {
        if abs(days) > abs(changes[next].launchEffect) { changes[next].launchEffect = days }
        at = causes[next]
      }
    }
    var followers: [Int: [Int]] = [:]
    for place in changes.indices {
      guard var root = causes[place] else { continue }
      while let next = causes[root] { root = next }
      changes[place].cause = changes[root].subject.milestone
      changes[place].causeTitle = changes[root].title
      changes[root].consequences += 1
      if !changes[place].isLaunch { followers[root, default: []].append(place) }
    }
    let weights = changes.map(Weight.init)
    func sorted(_ places: [Int]) -> [Int] {
      places.sorted { first, second in
        weights[first] == weights[second] ? first < second : weights[first] < weights[second]
      }
    }
    // What follows is read along the plan; what has no date comes last.
    func inTime(_ places: [Int]) -> [Int] {
      func day(_ place: Int) -> Day { changes[place].new?.last ?? Day.supported.upperBound }
      return places.sorted { (day($0), $0) < (day($1), $1) }
    }
    var result: [Change] = []
    result.reserveCapacity(changes.count)
    for place in sorted(changes.indices.filter { causes[$0] == nil || changes[$0].isLaunch }) {
      result.append(changes[place])
      for follower in inTime(followers[place] ?? []) { result.append(changes[follower]) }
    }
    return result
  }

  private func causesEffect(_ kind: Change.Kind) -> Bool {
    switch kind {
    case .moved, .overdue, .blurred, .done, .corrected, .undone: true
    default: false
    }
  }
}

/// What decides on the place of a change in a list; the lesser comes first.
private struct Weight: Equatable {
  let values: [Int]

  init(_ change: Change) {
    let kind = Change.Kind.allCases.firstIndex(of: change.kind) ?? 0
    // What has no date any more has moved farther than any date can.
    let isLost = [.undated, .dropped, .removed, .undone].contains(change.kind)
    let length = isLost ? Int.max : abs(change.days ?? 0)
    switch change.subject {
    case .chip where change.kind != .renamed: values = [0, 0, kind, 0]
    case .milestone where change.isLaunch && Weight.datings.contains(change.kind):
      values = [1, isLost ? -Int.max : -abs(change.launchEffect), kind, 0]
    case .milestone where change.launchEffect != 0: values = [2, -abs(change.launchEffect), -length, kind]
    case .milestone where Weight.moves.contains(change.kind): values = [3, -length, change.isGate ? 0 : 1, kind]
    default: values = [4, kind, change.isGate ? 0 : 1, 0]
    }
  }

  private static let moves: [Change.Kind] = [.moved, .overdue, .undated, .blurred]
  private static let datings: [Change.Kind] = [
    .moved, .overdue, .undated, .dated, .refined, .blurred, .done, .corrected, .undone, .added, .dropped, .revived,
    .removed,
  ]

  static func < (lhs: Weight, rhs: Weight) -> Bool { lhs.values.lexicographicallyPrecedes(rhs.values) }
}
