import TapeoutDisk
import TapeoutModel
import TapeoutSchedule
import TapeoutWorkspace

extension Plan {
  /// The milestone that a person names as `chip/id`, or as `id` where only one chip has it.
  ///
  /// - Throws: where there is none or more than one, with what was probably meant.
  func milestone(named name: String) throws(OperationalError) -> MilestoneIndex {
    if let id = MilestoneID(parsing: name, chip: ""), !id.chip.isEmpty {
      if let index = milestoneIndex(of: id) { return index }
    } else {
      let matches = milestones.indices.filter { milestones[$0].id.milestone == name }
      if matches.count == 1 { return matches[0] }
      if matches.count > 1 {
        let names = matches.map { milestones[$0].id.description }.joined(separator: ", ")
        throw OperationalError("More than one chip has a milestone \(name).", advice: "Name one of: \(names).")
      }
    }
    let meant = suggestion(for: name, among: milestones.map(\.id.description) + milestones.map(\.id.milestone))
    throw OperationalError(
      "There is no milestone \(name).", advice: meant.map { "Did you mean \($0)?" } ?? "Name it as chip/milestone.")
  }

  func chip(named name: String) throws(OperationalError) -> ChipIndex {
    if let index = chips.firstIndex(where: { $0.id == name }) { return index }
    let meant = suggestion(for: name, among: chips.map(\.id))
    throw OperationalError(
      "There is no chip \(name).",
      advice: meant.map { "Did you mean \($0)?" } ?? "There are: \(chips.map(\.id).joined(separator: ", ")).")
  }

  func partner(named name: String) throws(OperationalError) -> PartnerIndex {
    if let index = partners.firstIndex(where: { $0.id == name }) { return index }
    let meant = suggestion(for: name, among: partners.map(\.id))
    throw OperationalError(
      "There is no partner \(name).",
      advice: meant.map { "Did you mean \($0)?" } ?? "There are: \(partners.map(\.id).joined(separator: ", ")).")
  }

  /// `custom-1/netlist-handoff=+3w`, `custom-1/netlist-handoff=2026-07-10`
  func supposition(_ text: String) throws(OperationalError) -> Supposition {
    let parts = text.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let move = parts.count == 2 ? Supposition.Move(String(Substring(parts[1]))) : nil
    guard let move else {
      throw OperationalError(
        "\(text) is not a supposition.",
        advice: "Write it as milestone=+3w or milestone=-5d, in days, weeks or hours, or as milestone=2026-07-10.")
    }
    let milestone = try milestone(named: String(Substring(parts[0])))
    guard !milestones[milestone].isDone, !milestones[milestone].isDropped else {
      throw OperationalError(
        "\(milestones[milestone].id) is \(milestones[milestone].isDone ? "done" : "dropped"): it cannot move any more.",
        advice: "Suppose something of a milestone that is still to come.")
    }
    return Supposition(milestone: milestone, move: move)
  }
}
