package import TapeoutModel

/// Something gets another id, or goes to another chip.
package enum NameChange: Hashable, Sendable {
  case milestone(MilestoneID, to: MilestoneID)
  case risk(RiskID, to: RiskID)
  case chip(String, to: String)
  case partner(String, to: String)

  /// What it is, as it is called in messages.
  package var noun: String {
    switch self {
    case .milestone: "milestone"
    case .risk: "risk"
    case .chip: "chip"
    case .partner: "partner"
    }
  }

  /// Its name in the whole program until now.
  package var oldName: String {
    switch self {
    case .milestone(let old, _): old.description
    case .risk(let old, _): old.description
    case .chip(let old, _), .partner(let old, _): old
    }
  }

  /// Its name in the whole program from now on.
  package var newName: String {
    switch self {
    case .milestone(_, let new): new.description
    case .risk(_, let new): new.description
    case .chip(_, let new), .partner(_, let new): new
    }
  }

  /// The part of its old name that is its file's or folder's.
  var oldID: String {
    switch self {
    case .milestone(let old, _): old.milestone
    case .risk(let old, _): old.risk
    case .chip(let old, _), .partner(let old, _): old
    }
  }

  /// The file or folder, and where it goes.
  package var move: PathMove {
    switch self {
    case .milestone(let old, let new): PathMove(from: old.path, to: new.path)
    case .risk(let old, let new): PathMove(from: old.path, to: new.path)
    case .chip(let old, let new): PathMove(from: Chip.folder(of: old), to: Chip.folder(of: new))
    case .partner(let old, let new): PathMove(from: Partner.path(of: old), to: Partner.path(of: new))
    }
  }

  /// The file whose `renamed:` tells of it, by its old path.
  var path: String {
    if case .chip(let old, _) = self { Chip.folder(of: old) + "/chip.md" } else { move.from }
  }

  // MARK: Names in files

  /// What a milestone is called from now on.
  package func name(of milestone: MilestoneID) -> MilestoneID {
    switch self {
    case .milestone(let old, let new): milestone == old ? new : milestone
    case .chip(let old, let new):
      milestone.chip == old ? MilestoneID(chip: new, milestone: milestone.milestone) : milestone
    case .risk, .partner: milestone
    }
  }

  /// What a risk is called from now on.
  package func name(of risk: RiskID) -> RiskID {
    switch self {
    case .risk(let old, let new): risk == old ? new : risk
    case .chip(let old, let new): risk.chip == old ? RiskID(chip: new, risk: risk.risk) : risk
    case .milestone, .partner: risk
    }
  }

  /// What a chip is called from now on.
  package func name(ofChip chip: String) -> String {
    if case .chip(chip, let new) = self { new } else { chip }
  }

  /// The chip of a file afterwards, given its path and its chip until now.
  func chip(ofFile path: String, in chip: String) -> String {
    switch self {
    case .milestone(_, let new): move.concerns(path) ? new.chip : chip
    case .risk(_, let new): move.concerns(path) ? new.chip : chip
    case .chip(let old, let new): chip == old ? new : chip
    case .partner: chip
    }
  }

  /// How a name is written in a file from now on: without its chip where that is the file's own; nil where as before.
  ///
  /// - Parameters:
  ///   - written: as it is written until now.
  ///   - id: what that means.
  ///   - new: what is meant from now on.
  ///   - chips: the chip of the file before and after.
  static func spelling(
    of written: String, meaning id: MilestoneID, to new: MilestoneID, in chips: (old: String, new: String)
  ) -> String? {
    // Who has written out the own chip's name goes on to do so.
    let isSpelledOut = written.utf8.contains(UInt8(ascii: "/")) && id.chip == chips.old
    let spelling = new.chip == chips.new && !isSpelledOut ? new.milestone : new.description
    return spelling == written ? nil : spelling
  }
}

// MARK: - What cannot be done

extension NameChange {
  /// Refuses what cannot get that name.
  ///
  /// - Parameter sources: all files of the plan, whether it could read them or not.
  func check(_ plan: Plan, _ sources: SourceSet) throws(EditRefusal) {
    guard oldName != newName else {
      throw EditRefusal("The \(noun) is called \(oldName) already.", advice: "Name another id.")
    }
    try checkID()
    guard exists(oldName, plan) else { throw EditRefusal("There is no \(noun) \(oldName).") }
    if exists(newName, plan) {
      throw EditRefusal(
        "There is a \(noun) \(newName) already.", advice: "Choose another id, or rename that \(noun) first.")
    }
    if let holder = holder(plan) {
      throw EditRefusal(
        "\(newName) is a former id of the \(noun) \(holder), and what was written under it leads there.",
        advice: "Choose another id, or take it out of `renamed:` there.")
    }
    let target = PathMove(from: move.to, to: "")
    if let file = sources.files.first(where: { target.concerns($0.path) })?.path
      ?? plan.attachments.first(where: { target.concerns($0) })
    {
      throw EditRefusal("\(file) is in the way.", advice: "Move it elsewhere, or choose another id.")
    }
  }

  private func checkID() throws(EditRefusal) {
    do throws(RefusedID) {
      switch self {
      case .milestone(let old, let new):
        if old.milestone != new.milestone { try NewID.check(new.milestone, of: noun) }
      case .risk(let old, let new):
        if old.risk != new.risk { try NewID.check(new.risk, of: noun) }
      case .chip(_, let new), .partner(_, let new): try NewID.check(new, of: noun)
      }
    } catch {
      throw EditRefusal(error.summary, advice: error.advice)
    }
  }

  private func exists(_ name: String, _ plan: Plan) -> Bool {
    switch self {
    case .milestone: plan.milestones.contains { $0.id.description == name }
    case .risk: plan.risks.contains { "\(plan.chips[$0.chip].id)/\($0.id)" == name }
    case .chip: plan.chips.contains { $0.id == name }
    case .partner: plan.partners.contains { $0.id == name }
    }
  }

  /// What else had the new name before.
  private func holder(_ plan: Plan) -> String? {
    switch self {
    case .milestone(let old, let new):
      let index = plan.milestones.indices.first { index in
        plan.milestones[index].id != old && plan.milestones[index].formerIDs.contains { $0.id == new }
      }
      return index.map { plan.milestones[$0].id.description }
    case .risk(let old, let new):
      return plan.risks.lazy.map { risk in (RiskID(chip: plan.chips[risk.chip].id, risk: risk.id), risk.formerIDs) }
        .first { id, former in
          id != old && former.contains { RiskID(chip: $0.chip, risk: $0.risk) == new }
        }?.0.description
    case .chip(let old, let new):
      return plan.chips.first { $0.id != old && $0.formerIDs.contains { $0.value == new } }?.id
    case .partner(let old, let new):
      return plan.partners.first { $0.id != old && $0.formerIDs.contains { $0.value == new } }?.id
    }
  }
}
