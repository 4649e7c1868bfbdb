package import TapeoutDisk
package import TapeoutModel

extension Plan {
  /// The milestone that a person names as `chip/id`, or as `id` where only one chip has it.
  ///
  /// - Throws: where there is none or more than one, with what was probably meant.
  package func milestone(named name: String) throws(OperationalError) -> MilestoneIndex {
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

  package func chip(named name: String) throws(OperationalError) -> ChipIndex {
    if let index = chips.firstIndex(where: { $0.id == name }) { return index }
    let meant = suggestion(for: name, among: chips.map(\.id))
    throw OperationalError(
      "There is no chip \(name).",
      advice: meant.map { "Did you mean \($0)?" } ?? "There are: \(chips.map(\.id).joined(separator: ", ")).")
  }

  package func partner(named name: String) throws(OperationalError) -> PartnerIndex {
    if let index = partners.firstIndex(where: { $0.id == name }) { return index }
    let meant = suggestion(for: name, among: partners.map(\.id))
    throw OperationalError(
      "There is no partner \(name).",
      advice: meant.map { "Did you mean \($0)?" } ?? "There are: \(partners.map(\.id).joined(separator: ", ")).")
  }

  package func scenario(named name: String) throws(OperationalError) -> ScenarioIndex {
    if let index = scenarios.indices.first(where: { scenarios[$0].id == name }) { return index }
    let meant = suggestion(for: name, among: scenarios.map(\.id))
    throw OperationalError(
      "There is no scenario \(name).",
      advice: meant.map { "Did you mean \($0)?" }
        ?? (scenarios.isEmpty
          ? "Write it in Content/scenarios/\(name).md." : "There are: \(scenarios.map(\.id).joined(separator: ", "))."))
  }

  /// The risk that a person names as `chip/id`, or as `id` where only one chip has it.
  package func risk(named name: String) throws(OperationalError) -> RiskIndex {
    func fullName(_ index: RiskIndex) -> String { "\(chips[risks[index].chip].id)/\(risks[index].id)" }
    let isFull = name.utf8.contains(UInt8(ascii: "/"))
    let matches = risks.indices.filter { (isFull ? fullName($0) : risks[$0].id) == name }
    if matches.count == 1 { return matches[0] }
    if matches.count > 1 {
      throw OperationalError(
        "More than one chip has a risk \(name).",
        advice: "Name one of: \(matches.map(fullName).joined(separator: ", ")).")
    }
    let meant = suggestion(for: name, among: risks.indices.map(fullName) + risks.map(\.id))
    throw OperationalError(
      "There is no risk \(name).", advice: meant.map { "Did you mean \($0)?" } ?? "Name it as chip/risk.")
  }
}
