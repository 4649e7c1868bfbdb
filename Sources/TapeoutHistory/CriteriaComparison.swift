package import TapeoutModel

/// Which exit criteria of one milestone are the same on two days, and what became of them.
struct CriteriaComparison {
  /// Places in the newer list, in its order.
  private(set) var met: [Int] = []
  private(set) var reopened: [Int] = []
  private(set) var failing: [Int] = []
  private(set) var waived: [Int] = []
  private(set) var added: [Int] = []
  /// Places in the older list.
  private(set) var removed: [Int] = []

  init(_ old: [CriterionSnapshot], _ new: [CriterionSnapshot]) {
    if old == new { return }
    let before = CriteriaComparison.partners(old, new)
    var isTaken = [Bool](repeating: false, count: old.count)
    for place in new.indices {
      guard let partner = before[place] else {
        added.append(place)
        continue
      }
      isTaken[partner] = true
      let state = new[place].state
      let earlier = old[partner].state
      if state == earlier { continue }
      switch state {
      case .met: met.append(place)
      case .waived: waived.append(place)
      case .open where earlier == .failing: continue
      case .open, .failing: earlier == .open ? failing.append(place) : reopened.append(place)
      }
    }
    removed = old.indices.filter { !isTaken[$0] }
  }

  /// For each newer criterion the older one that it was: by group and text, else by text, else by a slight edit in the
  /// same group.
  static func partners(_ old: [CriterionSnapshot], _ new: [CriterionSnapshot]) -> [Int?] {
    var partners = [Int?](repeating: nil, count: new.count)
    var isTaken = [Bool](repeating: false, count: old.count)
    func match(_ isSame: (CriterionSnapshot, CriterionSnapshot) -> Bool) {
      for place in new.indices where partners[place] == nil {
        // Most stay where they were.
        let guess = place < old.count && !isTaken[place] && isSame(old[place], new[place]) ? place : nil
        guard let found = guess ?? old.indices.first(where: { !isTaken[$0] && isSame(old[$0], new[place]) }) else {
          continue
        }
        partners[place] = found
        isTaken[found] = true
      }
    }
    match { $0.text == $1.text && $0.group == $1.group }
    match { $0.text == $1.text }
    match { $0.group == $1.group && $0.text.isSlightEdit(of: $1.text) }
    return partners
  }
}

extension String {
  /// Whether the texts differ in one stretch of at most a sixth of the longer one (but two scalars always): a typo, a
  /// number, a word of a long sentence; not `Setup` for `Hold` in `Hold clean in all corners`.
  func isSlightEdit(of other: String) -> Bool {
    let mine = Array(unicodeScalars)
    let theirs = Array(other.unicodeScalars)
    let common = Swift.min(mine.count, theirs.count)
    var start = 0
    while start < common, mine[start] == theirs[start] { start += 1 }
    var end = 0
    while end < common - start, mine[mine.count - 1 - end] == theirs[theirs.count - 1 - end] { end += 1 }
    let longer = Swift.max(mine.count, theirs.count)
    // Where nothing is left in common, even a short text is another one.
    return longer - start - end <= Swift.max(2, longer / 6) && start + end > 0
  }
}

extension CriterionSnapshot {
  /// For each of a milestone's criteria that is open or failing today, the newest day on which an earlier plan had it
  /// as met; nil for all others.
  ///
  /// - Complexity: a comparison of criteria for each snapshot that has others than the next.
  package static func metBefore(
    _ now: [CriterionSnapshot], _ milestone: MilestoneIndex, _ earlier: EarlierMilestones
  ) -> [Day?] {
    var days = [Day?](repeating: nil, count: now.count)
    var compared: [CriterionSnapshot] = []
    for place in earlier.snapshots.indices.reversed() {
      guard let found = earlier.place(of: milestone, in: place) else { continue }
      let then = earlier.snapshots[place].milestones[found].criteria
      if then == compared { continue }
      compared = then
      guard then.contains(where: { $0.state == .met }) else { continue }
      let partners = CriteriaComparison.partners(then, now)
      for criterion in now.indices where days[criterion] == nil {
        guard now[criterion].state == .open || now[criterion].state == .failing, let partner = partners[criterion],
          then[partner].state == .met
        else { continue }
        days[criterion] = earlier.snapshots[place].day
      }
    }
    return days
  }
}
