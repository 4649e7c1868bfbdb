package import TapeoutModel

/// What milestones, risks and chips are called now, by what they were called.
package struct NewNames: Hashable, Sendable {
  package var milestones: [MilestoneID: MilestoneID] = [:]
  package var risks: [RiskID: RiskID] = [:]
  package var chips: [String: String] = [:]

  package init() {}

  package var isEmpty: Bool { milestones.isEmpty && risks.isEmpty && chips.isEmpty }
}

extension PlanSnapshot {
  /// Gives milestones, risks and chips other identities, by those they have.
  package mutating func rename(_ names: NewNames) {
    if !names.milestones.isEmpty {
      for index in milestones.indices {
        if let name = names.milestones[milestones[index].identity] { milestones[index].identity = name }
      }
    }
    if !names.risks.isEmpty {
      for index in risks.indices {
        if let name = names.risks[risks[index].identity] { risks[index].identity = name }
      }
    }
    if !names.chips.isEmpty {
      for index in chips.indices {
        if let name = names.chips[chips[index].identity] { chips[index].identity = name }
      }
    }
  }
}

extension PlanHistory {
  /// Gives milestones, risks and chips the names that they have now. All at once: a name may be given up and taken in
  /// the same breath.
  ///
  /// - Parameter isJoining: whether what has a new name in these plans already is the same. Otherwise it is gone, and
  ///   must not be taken for what has the name now.
  package mutating func rename(_ names: NewNames, isJoining: Bool = false) {
    guard !names.isEmpty else { return }
    var names = names
    if !isJoining { PlanHistory.displace(&names) }
    for index in snapshots.indices { snapshots[index].rename(names) }
    changeDays = PlanHistory.renamed(changeDays, names)
    versions = PlanHistory.renamed(versions, names)
  }

  /// Gives what had a new name before another one that no file can have.
  private static func displace(_ names: inout NewNames) {
    for new in names.milestones.values where names.milestones[new] == nil {
      names.milestones[new] = MilestoneID(chip: new.chip, milestone: new.milestone + " (former)")
    }
    for new in names.risks.values where names.risks[new] == nil {
      names.risks[new] = RiskID(chip: new.chip, risk: new.risk + " (former)")
    }
    for new in names.chips.values where names.chips[new] == nil { names.chips[new] = new + " (former)" }
  }

  private static func renamed<Value>(_ values: [MilestoneID: Value], _ names: NewNames) -> [MilestoneID: Value] {
    var values = values
    let taken = names.milestones.keys.compactMap { old in values.removeValue(forKey: old).map { (old, $0) } }
    for (old, value) in taken {
      if let new = names.milestones[old], values[new] == nil { values[new] = value }
    }
    return values
  }
}
