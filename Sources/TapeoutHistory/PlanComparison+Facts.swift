import TapeoutModel
import TapeoutWording

extension PlanComparison {
  /// Baseline, status, criteria, owner and name of a milestone that both plans have.
  func facts(_ before: Int, _ after: Int, into found: inout Found) {
    let then = old.snapshot.milestones[before]
    let now = new.snapshot.milestones[after]
    if then.baseline != now.baseline { found.add(rebaselined(then, now, after)) }
    let wasBlocked = then.status == .blocked
    if wasBlocked != (now.status == .blocked), !now.isDone, !now.isDropped {
      var change = self.change(wasBlocked ? .unblocked : .blocked, after)
      if !wasBlocked, now.reason != then.reason { change.reason = now.reason }
      found.add(change)
    }
    criteria(then, now, after, into: &found)
    if then.owner != now.owner {
      var change = self.change(.ownerChanged, after)
      (change.oldText, change.newText) = (then.owner, now.owner)
      found.add(change)
    }
    // A chip's new name is told once, by the chip.
    if then.id.chip != formerChips[now.id.chip] {
      var change = self.change(.transferred, after)
      change.oldText = old.snapshot.chip(then.id.chip)?.title ?? then.id.chip
      change.newText = new.snapshot.chip(now.id.chip)?.title ?? now.id.chip
      found.add(change)
    }
    if then.title != now.title || then.id.milestone != now.id.milestone {
      var change = self.change(.renamed, after)
      let isTitle = then.title != now.title
      (change.oldText, change.newText) = isTitle ? (then.title, now.title) : (then.id.milestone, now.id.milestone)
      found.add(change)
    }
  }

  private func rebaselined(_ then: MilestoneSnapshot, _ now: MilestoneSnapshot, _ place: Int) -> Change {
    let from = then.baseline?.date
    let to = now.baseline?.date
    var change = self.change(from == nil ? .baselined : .rebaselined, place)
    (change.old, change.new) = (from, to)
    if let from, let to { change.days = from.distance(to: to) }
    change.reason = decisions(then, now) ?? (now.reason == then.reason ? nil : now.reason)
    return change
  }

  /// What the lines below `rebaselined:` say that were not there before; nil where they say nothing.
  private func decisions(_ then: MilestoneSnapshot, _ now: MilestoneSnapshot) -> String? {
    let reasons = now.rebaselinings.filter { !then.rebaselinings.contains($0) }.compactMap(\.reason)
    return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }

  private func criteria(
    _ then: MilestoneSnapshot, _ now: MilestoneSnapshot, _ place: Int, into found: inout Found
  ) {
    let comparison = CriteriaComparison(then.criteria, now.criteria)
    func report(_ kind: Change.Kind, _ places: [Int], _ criteria: [CriterionSnapshot]) {
      guard !places.isEmpty else { return }
      var change = self.change(kind, place)
      change.criteria = places.map { criteria[$0].text }
      if kind == .criteriaWaived, let waiver = places.lazy.compactMap({ criteria[$0].waiver }).first {
        change.reason = waiver
      }
      found.add(change)
    }
    report(.criteriaReopened, comparison.reopened, now.criteria)
    report(.criteriaFailing, comparison.failing, now.criteria)
    report(.criteriaWaived, comparison.waived, now.criteria)
    report(.criteriaMet, comparison.met, now.criteria)
    report(.criteriaAdded, comparison.added, now.criteria)
    report(.criteriaRemoved, comparison.removed, then.criteria)
  }

  // MARK: Chips

  /// What each chip of the newer plan was called in the older one; chips that are new are left out.
  ///
  /// A chip is the same where it kept its id. Of the others, the pair that shares most milestones and risks is the same
  /// chip, then the next; what became of chip.md decides between equals.
  static func formerChips(_ old: PlanSnapshot, _ new: PlanSnapshot) -> [String: String] {
    let newIDs = Set(new.chips.map(\.id))
    var former: [String: String] = [:]
    for chip in old.chips where chip.identity == chip.id && newIDs.contains(chip.id) { former[chip.id] = chip.id }
    let gone = old.chips.filter { former[$0.id] == nil }
    guard !gone.isEmpty, former.count < new.chips.count else { return former }
    struct Pair: Hashable {
      var old: String
      var new: String
    }
    var oldChips: [MilestoneID: String] = [:]
    for milestone in old.milestones { oldChips[milestone.identity] = milestone.id.chip }
    var oldRiskChips: [RiskID: String] = [:]
    for risk in old.risks { oldRiskChips[risk.identity] = risk.chip }
    var shared: [Pair: Int] = [:]
    for chip in gone { shared[Pair(old: chip.id, new: chip.identity), default: 0] += 1 }
    for milestone in new.milestones {
      if let chip = oldChips[milestone.identity] { shared[Pair(old: chip, new: milestone.id.chip), default: 0] += 2 }
    }
    for risk in new.risks {
      if let chip = oldRiskChips[risk.identity] { shared[Pair(old: chip, new: risk.chip), default: 0] += 2 }
    }
    var free = Set(gone.map(\.id))
    let ranked = shared.sorted { ($1.value, $0.key.old, $0.key.new) < ($0.value, $1.key.old, $1.key.new) }
    for (pair, _) in ranked where free.contains(pair.old) && former[pair.new] == nil && newIDs.contains(pair.new) {
      former[pair.new] = pair.old
      free.remove(pair.old)
    }
    return former
  }

  /// Added, removed and renamed chips.
  func chips(into found: inout Found) {
    for chip in new.snapshot.chips {
      guard let before = formerChips[chip.id].flatMap({ old.snapshot.chip($0) }) else {
        found.newChips.insert(chip.id)
        let own = new.snapshot.milestones.filter { $0.id.chip == chip.id }
        var change = Change(.added, .chip(chip.id), title: chip.title, chipTitle: chip.title)
        change.new = chip.launch.flatMap(new.snapshot.place).flatMap { new.snapshot.milestones[$0].date }
        change.consequences = own.count
        found.add(change)
        continue
      }
      guard before.title != chip.title || before.id != chip.id else { continue }
      var change = Change(.renamed, .chip(chip.id), title: chip.title, chipTitle: chip.title)
      let isTitle = before.title != chip.title
      (change.oldText, change.newText) = isTitle ? (before.title, chip.title) : (before.id, chip.id)
      found.add(change)
    }
    let kept = Set(formerChips.values)
    for chip in old.snapshot.chips where !kept.contains(chip.id) {
      found.goneChips.insert(chip.id)
      let own = old.snapshot.milestones.filter { $0.id.chip == chip.id && newPlaces[$0.identity] == nil }
      var change = Change(.removed, .chip(chip.id), title: chip.title, chipTitle: chip.title)
      change.old = chip.launch.flatMap(old.snapshot.place).flatMap { old.snapshot.milestones[$0].date }
      change.consequences = own.count
      found.add(change)
    }
  }

  // MARK: Risks

  func risks(into found: inout Found) {
    var before: [RiskID: RiskSnapshot] = [:]
    for risk in old.snapshot.risks { before[risk.identity] = risk }
    var isLeft: Set<RiskID> = []
    for risk in new.snapshot.risks {
      isLeft.insert(risk.identity)
      guard let then = before[risk.identity] else {
        if !found.newChips.contains(risk.chip) { found.add(change(raised(risk.status), risk, new.snapshot)) }
        continue
      }
      if then.status != risk.status { found.add(change(turned(risk.status), risk, new.snapshot)) }
      if then.probability != risk.probability {
        var change = self.change(.probabilityChanged, risk, new.snapshot)
        (change.oldText, change.newText) = (
          then.probability.map(Wording.probability), risk.probability.map(Wording.probability)
        )
        found.add(change)
      }
      if then.chip != formerChips[risk.chip] {
        var change = self.change(.transferred, risk, new.snapshot)
        change.oldText = old.snapshot.chip(then.chip)?.title ?? then.chip
        change.newText = new.snapshot.chip(risk.chip)?.title ?? risk.chip
        found.add(change)
      }
      if then.title != risk.title || then.id != risk.id {
        var change = self.change(.renamed, risk, new.snapshot)
        let isTitle = then.title != risk.title
        (change.oldText, change.newText) = isTitle ? (then.title, risk.title) : (then.id, risk.id)
        found.add(change)
      }
    }
    for risk in old.snapshot.risks where !isLeft.contains(risk.identity) && !found.goneChips.contains(risk.chip) {
      found.add(change(.riskRemoved, risk, old.snapshot))
    }
  }

  private func change(_ kind: Change.Kind, _ risk: RiskSnapshot, _ snapshot: PlanSnapshot) -> Change {
    let chip = snapshot.chip(risk.chip)
    var change = Change(kind, .risk(risk.identity), title: risk.title, chipTitle: chip?.title ?? risk.chip)
    if kind == .riskRaised || kind == .riskReopened { change.newText = risk.probability.map(Wording.probability) }
    return change
  }

  /// One that is new and has occurred already is told as that.
  private func raised(_ status: RiskStatus) -> Change.Kind { status == .open ? .riskRaised : turned(status) }

  private func turned(_ status: RiskStatus) -> Change.Kind {
    switch status {
    case .open: .riskReopened
    case .mitigated: .riskMitigated
    case .occurred: .riskOccurred
    case .closed: .riskClosed
    }
  }
}
