import TapeoutDisk
import TapeoutModel

/// Something in the plan that a person names: what its file is, and where it lies.
enum ContentTarget: Hashable {
  case program
  case partner(PartnerIndex)
  case chip(ChipIndex)
  case milestone(MilestoneIndex)
  case risk(RiskIndex)

  func origin(in plan: Plan) -> Origin {
    switch self {
    case .program: plan.program.origin
    case .partner(let index): plan.partners[index].origin
    case .chip(let index): plan.chips[index].origin
    case .milestone(let index): plan.milestones[index].origin
    case .risk(let index): plan.risks[index].origin
    }
  }

  /// Its name in the whole program.
  func name(in plan: Plan) -> String {
    switch self {
    case .program: "program"
    case .partner(let index): plan.partners[index].id
    case .chip(let index): plan.chips[index].id
    case .milestone(let index): plan.milestones[index].id.description
    case .risk(let index): "\(plan.chips[plan.risks[index].chip].id)/\(plan.risks[index].id)"
    }
  }

  /// What it is, as it is called in messages.
  var noun: String {
    switch self {
    case .program: "program"
    case .partner: "partner"
    case .chip: "chip"
    case .milestone: "milestone"
    case .risk: "risk"
    }
  }
}

extension Plan {
  /// What a person names as `program`, a chip's or partner's id, `chip/id` of a milestone or risk, the id alone where only
  /// one thing has it, or a path such as `partners/tsmc` or `Content/chips/custom-1/risks/respin.md`.
  ///
  /// - Throws: where there is none or more than one, with what was probably meant.
  func target(named name: String) throws(OperationalError) -> ContentTarget {
    let text = name.withoutContentPath
    let parts = text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    var found: [ContentTarget] = []
    switch parts.count {
    case 1:
      if text == "program" { found.append(.program) }
      found += partners.indices.filter { partners[$0].id == text }.map { .partner($0) }
      found += chips.indices.filter { chips[$0].id == text }.map { .chip($0) }
      if found.isEmpty {
        found += milestones.indices.filter { milestones[$0].id.milestone == text }.map { .milestone($0) }
        found += risks.indices.filter { risks[$0].id == text }.map { .risk($0) }
      }
    case 2 where parts[0] == "partners":
      found += partners.indices.filter { partners[$0].id == parts[1] }.map { .partner($0) }
    case 2 where parts[0] == "chips" && !chips.contains { $0.id == "chips" }:
      found += chips.indices.filter { chips[$0].id == parts[1] }.map { .chip($0) }
    default:
      let ids = parts.count > 2 && parts[0] == "chips" ? Array(parts.dropFirst()) : parts
      guard let chip = ids.first, let id = ids.last else { break }
      let folder = ids.count == 3 ? ids[1] : nil
      if ids.count == 2, id == "chip" { found += chips.indices.filter { chips[$0].id == chip }.map { .chip($0) } }
      if folder == nil || folder == "milestones",
        let index = milestoneIndex(of: MilestoneID(chip: chip, milestone: id))
      {
        found.append(.milestone(index))
      }
      if folder == nil || folder == "risks" {
        found += risks.indices.filter { risks[$0].id == id && chips[risks[$0].chip].id == chip }.map { .risk($0) }
      }
    }
    if found.count == 1 { return found[0] }
    if found.isEmpty { throw unknown(name) }
    throw OperationalError(
      "\(name) names more than one thing.",
      advice: "Name one of: \(found.map(unambiguousName).joined(separator: ", ")).")
  }

  private func unambiguousName(_ target: ContentTarget) -> String {
    switch target {
    case .program: "program"
    case .partner(let index): "partners/\(partners[index].id)"
    case .chip(let index): "chips/\(chips[index].id)"
    case .milestone(let index): "\(milestones[index].id.chip)/milestones/\(milestones[index].id.milestone)"
    case .risk(let index): "\(chips[risks[index].chip].id)/risks/\(risks[index].id)"
    }
  }

  private func unknown(_ name: String) -> OperationalError {
    let risks = risks.map { "\(chips[$0.chip].id)/\($0.id)" }
    let all = milestones.map(\.id.description) + chips.map(\.id) + partners.map(\.id) + risks + ["program"]
    let meant = suggestion(for: name, among: all) ?? suggestion(for: name, among: milestones.map(\.id.milestone))
    return OperationalError(
      "There is no milestone, chip, partner or risk \(name).",
      advice: meant.map { "Did you mean \($0)?" } ?? "Name it as chip/id, chip or partner.")
  }
}

extension String {
  /// Without `Content/` before it and `.md` behind it.
  fileprivate var withoutContentPath: String {
    var text = utf8[...]
    if text.starts(with: "./".utf8) { text = text.dropFirst(2) }
    if text.starts(with: "Content/".utf8) { text = text.dropFirst(8) }
    if text.suffix(3).elementsEqual(".md".utf8) { text = text.dropLast(3) }
    return String(Substring(text))
  }
}
