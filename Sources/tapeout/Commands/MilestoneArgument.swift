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

  /// `custom-1/netlist-handoff=+3w`
  func whatIf(_ text: String) throws(OperationalError) -> WhatIf {
    let parts = text.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let sign = parts[1].first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let length = try? PlanDuration(parsing: String(Substring(parts[1].dropFirst()))), length.unit != .workingDays
    else {
      throw OperationalError(
        "\(text) is not a supposition.", advice: "Write it as milestone=+3w or milestone=-5d, in days, weeks or hours.")
    }
    let milestone = try milestone(named: String(Substring(parts[0])))
    guard !milestones[milestone].isDone, !milestones[milestone].isDropped else {
      throw OperationalError(
        "\(milestones[milestone].id) is \(milestones[milestone].isDone ? "done" : "dropped"): it cannot move any more.",
        advice: "Suppose something of a milestone that is still to come.")
    }
    return WhatIf(milestone: milestone, days: sign == UInt8(ascii: "+") ? length.days : -length.days)
  }
}
