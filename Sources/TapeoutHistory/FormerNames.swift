package import TapeoutModel

/// What `renamed:` says of a plan's milestones, chips, partners and risks.
package struct FormerNames: Sendable {
  /// A former name that exists, or that two claim.
  package struct Clash: Hashable, Sendable {
    package var noun: String
    package var name: String
    package var former: String
    package var range: SourceRange
    /// Where the other one claims it; nil where the name exists.
    package var first: SourceRange?
  }

  /// A former name that belonged to something else in a plan that Git knows.
  package struct Contradiction: Hashable, Sendable {
    package var noun: String
    package var name: String
    package var former: String
    package var range: SourceRange
    /// The day of the newest such plan.
    package var day: Day
  }

  private struct Claim<ID: Hashable & Sendable & CustomStringConvertible>: Sendable {
    var id: ID
    var former: ID
    var range: SourceRange
  }

  private let milestones: [Claim<MilestoneID>]
  private let chips: [Claim<String>]
  private let risks: [Claim<RiskID>]
  package let clashes: [Clash]

  package init(_ plan: Plan) {
    var milestones: [Claim<MilestoneID>] = []
    // By place: a milestone is large, and most were never renamed.
    for index in plan.milestones.indices where !plan.milestones[index].formerIDs.isEmpty {
      for former in plan.milestones[index].formerIDs {
        milestones.append(Claim(id: plan.milestones[index].id, former: former.id, range: former.range))
      }
    }
    let chips = plan.chips.flatMap { chip in
      chip.formerIDs.map { Claim(id: chip.id, former: $0.value, range: $0.range) }
    }
    let partners = plan.partners.flatMap { partner in
      partner.formerIDs.map { Claim(id: partner.id, former: $0.value, range: $0.range) }
    }
    let risks = plan.risks.flatMap { risk in
      risk.formerIDs.map { former in
        Claim(
          id: RiskID(chip: plan.chips[risk.chip].id, risk: risk.id),
          former: RiskID(chip: former.chip, risk: former.risk),
          range: former.range)
      }
    }
    var clashes: [Clash] = []
    self.milestones = FormerNames.sound(milestones, noun: "milestone", clashes: &clashes) {
      plan.milestoneIndex(of: $0) != nil
    }
    let chipIDs = chips.isEmpty ? [] : Set(plan.chips.map(\.id))
    self.chips = FormerNames.sound(chips, noun: "chip", clashes: &clashes) { chipIDs.contains($0) }
    let partnerIDs = partners.isEmpty ? [] : Set(plan.partners.map(\.id))
    _ = FormerNames.sound(partners, noun: "partner", clashes: &clashes) { partnerIDs.contains($0) }
    let riskIDs = risks.isEmpty ? [] : Set(plan.risks.map { RiskID(chip: plan.chips[$0.chip].id, risk: $0.id) })
    self.risks = FormerNames.sound(risks, noun: "risk", clashes: &clashes) { riskIDs.contains($0) }
    self.clashes = clashes
  }

  /// The claims without those that clash.
  private static func sound<ID>(
    _ claims: [Claim<ID>], noun: String, clashes: inout [Clash], exists: (ID) -> Bool
  ) -> [Claim<ID>] {
    var first: [ID: SourceRange] = [:]
    var sound: [Claim<ID>] = []
    for claim in claims {
      let isTaken = exists(claim.former)
      if !isTaken, first[claim.former] == nil {
        first[claim.former] = claim.range
        sound.append(claim)
        continue
      }
      clashes.append(
        Clash(
          noun: noun, name: "\(claim.id)", former: "\(claim.former)", range: claim.range,
          first: isTaken ? nil : first[claim.former]))
    }
    return sound
  }

  // MARK: Git

  /// What Git does not contradict, as new names for earlier plans. The milestones and risks of a chip follow its name.
  package func newNames(in history: PlanHistory) -> NewNames {
    var names = NewNames()
    guard !(milestones.isEmpty && chips.isEmpty && risks.isEmpty) else { return names }
    let wrong = Set(contradictions(in: history).map(\.range))
    for claim in milestones where !wrong.contains(claim.range) { names.milestones[claim.former] = claim.id }
    for claim in risks where !wrong.contains(claim.range) { names.risks[claim.former] = claim.id }
    let (claimedMilestones, claimedRisks) = (names.milestones, names.risks)
    for claim in chips where !wrong.contains(claim.range) { names.chips[claim.former] = claim.id }
    guard !names.chips.isEmpty else { return names }
    for snapshot in history.snapshots {
      for milestone in snapshot.milestones {
        guard let chip = names.chips[milestone.identity.chip], claimedMilestones[milestone.identity] == nil else {
          continue
        }
        // What had another name in the chip, too, is found under today's chip.
        let id = MilestoneID(chip: chip, milestone: milestone.identity.milestone)
        names.milestones[milestone.identity] = claimedMilestones[id] ?? id
      }
      for risk in snapshot.risks {
        guard let chip = names.chips[risk.identity.chip], claimedRisks[risk.identity] == nil else { continue }
        let id = RiskID(chip: chip, risk: risk.identity.risk)
        names.risks[risk.identity] = claimedRisks[id] ?? id
      }
    }
    return names
  }

  /// The claims that a plan of Git contradicts: both names stood in it, or the former one stood for what is called
  /// otherwise today.
  package func contradictions(in history: PlanHistory) -> [Contradiction] {
    var found: [Contradiction] = []
    func look<ID>(_ claims: [Claim<ID>], _ noun: String, isOther: (PlanSnapshot, Claim<ID>) -> Bool) {
      for claim in claims {
        guard let snapshot = history.snapshots.last(where: { isOther($0, claim) }) else { continue }
        found.append(
          Contradiction(
            noun: noun, name: "\(claim.id)", former: "\(claim.former)", range: claim.range, day: snapshot.day))
      }
    }
    look(milestones, "milestone") { snapshot, claim in
      guard let place = snapshot.place(of: claim.former) else { return false }
      let identity = snapshot.milestones[place].identity
      if identity != claim.former { return identity != claim.id }
      return snapshot.place(of: claim.id).map { snapshot.milestones[$0].identity == claim.id } ?? false
    }
    look(chips, "chip") { snapshot, claim in
      guard let former = snapshot.chips.first(where: { $0.id == claim.former }) else { return false }
      if former.identity != claim.former { return former.identity != claim.id }
      return snapshot.chips.contains { $0.id == claim.id && $0.identity == claim.id }
    }
    look(risks, "risk") { snapshot, claim in
      guard
        let former = snapshot.risks.first(where: { $0.chip == claim.former.chip && $0.id == claim.former.risk })
      else { return false }
      if former.identity != claim.former { return former.identity != claim.id }
      return snapshot.risks.contains { $0.identity == claim.id && $0.chip == claim.id.chip && $0.id == claim.id.risk }
    }
    return found
  }
}
