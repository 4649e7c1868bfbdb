import TapeoutModel

/// Compares two plans: finds every difference, then which of them only follow from others, then what they did to the
/// launches.
struct PlanComparison {
  let old: KnownPlan
  let new: KnownPlan
  /// Why a milestone (by its place in the newer plan) moved to its date, where a `history:` line between the two days
  /// says so.
  let lineReasons: [Int: String]
  /// By identity, places in the older and newer plan.
  let oldPlaces: [MilestoneID: Int]
  let newPlaces: [MilestoneID: Int]
  /// Whether everything is known of both.
  let comparesAll: Bool
  /// What each chip of the newer plan was called in the older one.
  let formerChips: [String: String]
  /// What the files of milestones stated between the two plans, where that is known.
  let stated: StatedBetween

  init(
    _ old: KnownPlan, _ new: KnownPlan, lineReasons: [Int: String] = [:], stated: StatedBetween = StatedBetween()
  ) {
    self.stated = stated
    formerChips = PlanComparison.formerChips(old.snapshot, new.snapshot)
    self.old = old
    self.new = new
    self.lineReasons = lineReasons
    comparesAll = old.isWhole && new.isWhole
    oldPlaces = PlanComparison.places(old.snapshot)
    newPlaces = PlanComparison.places(new.snapshot)
  }

  private static func places(_ snapshot: PlanSnapshot) -> [MilestoneID: Int] {
    var places: [MilestoneID: Int] = [:]
    places.reserveCapacity(snapshot.milestones.count)
    for place in snapshot.milestones.indices where places[snapshot.milestones[place].identity] == nil {
      places[snapshot.milestones[place].identity] = place
    }
    return places
  }

  /// All of them, in order.
  func changes() -> [Change] {
    var found = Found()
    if comparesAll { chips(into: &found) }
    for place in new.snapshot.milestones.indices {
      let milestone = new.snapshot.milestones[place]
      guard newPlaces[milestone.identity] == place else { continue }
      if let before = oldPlaces[milestone.identity] {
        dates(before, place, into: &found)
        if comparesAll { facts(before, place, into: &found) }
      } else if comparesAll, !found.newChips.contains(milestone.id.chip) {
        var change = self.change(.added, place)
        change.new = milestone.date
        change.reason = milestone.reason
        found.add(change, dating: milestone.identity)
      }
    }
    if comparesAll {
      removed(into: &found)
      risks(into: &found)
    }
    return ordered(found)
  }

  /// The differences, before they are weighed.
  struct Found {
    var changes: [Change] = []
    /// By identity, the change that concerns the milestone's date.
    var dating: [MilestoneID: Int] = [:]
    /// Chips, by their id on the day, whose milestones and risks are not told of one by one.
    var newChips: Set<String> = []
    var goneChips: Set<String> = []

    mutating func add(_ change: Change, dating milestone: MilestoneID? = nil) {
      if let milestone { dating[milestone] = changes.count }
      changes.append(change)
    }
  }

  /// A change of a milestone of the newer plan.
  func change(_ kind: Change.Kind, _ place: Int) -> Change {
    change(kind, new.snapshot.milestones[place], new.snapshot)
  }

  func change(_ kind: Change.Kind, _ milestone: MilestoneSnapshot, _ snapshot: PlanSnapshot) -> Change {
    let chip = snapshot.chip(milestone.id.chip)
    var change = Change(
      kind, .milestone(milestone.identity), title: milestone.title, chipTitle: chip?.title ?? milestone.id.chip)
    change.isLaunch = chip?.launch == milestone.id
    change.isGate = milestone.isGate
    change.isTapeOut = milestone.isTapeOut
    return change
  }

  private func removed(into found: inout Found) {
    for place in old.snapshot.milestones.indices {
      let milestone = old.snapshot.milestones[place]
      guard newPlaces[milestone.identity] == nil, oldPlaces[milestone.identity] == place,
        !found.goneChips.contains(milestone.id.chip)
      else { continue }
      var change = self.change(.removed, milestone, old.snapshot)
      change.old = milestone.date
      found.add(change, dating: milestone.identity)
    }
  }
}

extension PlanSnapshot {
  /// By its id on that day. Chips are few.
  func chip(_ id: String) -> ChipSnapshot? {
    chips.first { $0.id == id }
  }
}
