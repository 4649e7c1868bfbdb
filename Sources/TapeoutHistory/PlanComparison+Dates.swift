import TapeoutModel

extension PlanComparison {
  /// What became of the date of a milestone that both plans have: one change at most, and its acceptance.
  func dates(_ before: Int, _ after: Int, into found: inout Found) {
    let then = old.snapshot.milestones[before]
    let now = new.snapshot.milestones[after]
    guard var change = dated(then, now, after) else {
      if now.isDone, let accepted = now.accepted, then.accepted == nil {
        var change = self.change(.accepted, after)
        change.accepted = accepted
        change.new = accepted
        found.add(change)
      }
      return
    }
    if change.kind == .done, then.accepted == nil { change.accepted = now.accepted }
    if change.kind != .corrected, change.kind != .undone {
      change.reason = lineReasons[after] ?? stated.reason(of: change, then, now)
      change.hasOldReason = change.reason == nil && now.reason != nil
    }
    found.add(change, dating: now.identity)
  }

  private func dated(_ then: MilestoneSnapshot, _ now: MilestoneSnapshot, _ place: Int) -> Change? {
    let isThenKnown = !old.withoutKnownDate.contains(then.identity)
    if now.isDropped {
      return then.isDropped ? nil : changed(.dropped, place, then.standingDate, nil)
    }
    if let actual = now.actual {
      guard let earlier = then.actual else {
        var change = changed(.done, place, isThenKnown ? then.standingDate : nil, actual)
        change.days = change.old.map { $0.distance(toActual: actual) }
        return change
      }
      return earlier == actual ? nil : changed(.corrected, place, earlier, actual)
    }
    if then.isDropped { return changed(.revived, place, nil, now.date) }
    if let earlier = then.actual { return changed(.undone, place, earlier, now.date) }
    guard isThenKnown, !new.withoutKnownDate.contains(now.identity) else { return nil }
    return moved(then, now, place)
  }

  /// Neither done nor dropped on either day.
  private func moved(_ then: MilestoneSnapshot, _ now: MilestoneSnapshot, _ place: Int) -> Change? {
    let due = now.forecast.map(\.date) ?? then.standingDate
    if now.isOverdue, then.isOverdue ? then.expected != now.expected : hasPassed(due) {
      return changed(.overdue, place, due, now.date)
    }
    guard let to = then.isOverdue ? now.standingDate : now.date else {
      return then.standingDate == nil ? nil : changed(.undated, place, then.standingDate, nil)
    }
    guard let from = then.standingDate else { return changed(.dated, place, nil, to) }
    if from == to { return nil }
    if from.holds(to) { return changed(.refined, place, from, to) }
    if to.holds(from) {
      var change = changed(.blurred, place, from, to)
      change.days = to.last - from.last
      return change
    }
    return changed(.moved, place, from, to)
  }

  private func changed(_ kind: Change.Kind, _ place: Int, _ from: PlanDate?, _ to: PlanDate?) -> Change {
    var change = self.change(kind, place)
    change.old = from
    change.new = to
    if let from, let to { change.days = from.distance(to: to) }
    return change
  }

  private func hasPassed(_ due: PlanDate?) -> Bool {
    due.map { $0.last < new.snapshot.day } ?? true
  }
}
