package import TapeoutModel

extension NameChange {
  /// What can get another id.
  package enum Subject: Hashable, Sendable {
    case milestone(MilestoneID)
    case risk(RiskID)
    case chip(String)
    case partner(String)

    /// Its id, without the chip that it is in.
    package var id: String {
      switch self {
      case .milestone(let id): id.milestone
      case .risk(let id): id.risk
      case .chip(let id), .partner(let id): id
      }
    }
  }

  /// Reads the new name of something as somebody types it.
  ///
  /// - Parameter name: an id; that of a milestone or a risk may have its chip before it.
  /// - Throws: where the name lies in another chip.
  package init(_ subject: Subject, to name: String, in plan: Plan) throws(EditRefusal) {
    switch subject {
    case .partner(let id): self = .partner(id, to: name)
    case .chip(let id): self = .chip(id, to: name)
    case .milestone(let id):
      let new = try NameChange.id(name, in: id.chip, instead: id.description, plan)
      self = .milestone(id, to: MilestoneID(chip: id.chip, milestone: new))
    case .risk(let id):
      let new = try NameChange.id(name, in: id.chip, instead: id.description, plan)
      self = .risk(id, to: RiskID(chip: id.chip, risk: new))
    }
  }

  /// The new id without the chip, which may stand before it.
  private static func id(
    _ name: String, in chip: String, instead old: String, _ plan: Plan
  ) throws(EditRefusal) -> String {
    guard let id = MilestoneID(parsing: name, chip: chip), name.utf8.contains(UInt8(ascii: "/")) else { return name }
    guard id.chip != chip else { return id.milestone }
    throw EditRefusal(
      "\(name) is in another chip than \(old).",
      advice: plan.chips.contains { $0.id == id.chip }
        ? "Rename it in its chip first, then: tapeout move \(chip)/\(id.milestone) \(id.chip)."
        : "Write the new id alone: \(id.milestone).")
  }
}
