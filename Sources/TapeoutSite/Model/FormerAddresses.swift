package import TapeoutModel

/// Addresses below the site's root that chips, milestones and partners had under former ids, and where they lead now.
///
/// An address that something else has by now is not among them.
package struct FormerAddresses: Sendable {
  /// A page that leads on.
  struct Page: Hashable, Sendable {
    var path: String
    var target: String
    var title: String
  }

  /// In the order of the plan: chips, milestones, partners.
  let pages: [Page]
  /// Former ids of each chip under which nothing else stands.
  package let chips: [(id: String, chip: ChipIndex)]
  /// Former ids of each partner under which nothing else stands.
  package let partners: [(id: String, partner: PartnerIndex)]
  /// Former ids of each milestone under which nothing else stands.
  let milestones: [(id: MilestoneID, milestone: MilestoneIndex)]

  package init(_ plan: Plan) {
    var pages: [Page] = []
    var chips: [(id: String, chip: ChipIndex)] = []
    var taken = Set(plan.chips.map(\.id))
    for index in plan.chips.indices {
      for former in plan.chips[index].formerIDs where taken.insert(former.value).inserted {
        chips.append((former.value, index))
        pages.append(
          Page(
            path: "chips/\(former.value).html", target: plan.path(chip: index), title: plan.chips[index].displayTitle))
      }
    }
    var milestones: [(id: MilestoneID, milestone: MilestoneIndex)] = []
    var known: Set<MilestoneID> = []
    for index in plan.milestones.indices {
      let former = FormerAddresses.formerIDs(of: index, in: plan)
      // What exists has its address; of two that claim one, the first in order has it.
      for id in former where plan.milestoneIndex(of: id) == nil && known.insert(id).inserted {
        milestones.append((id, index))
        pages.append(
          Page(
            path: "chips/\(id.chip)/\(id.milestone).html", target: plan.path(milestone: index),
            title: plan.milestones[index].displayTitle))
      }
    }
    var partners: [(id: String, partner: PartnerIndex)] = []
    taken = Set(plan.partners.map(\.id))
    for index in plan.partners.indices {
      for former in plan.partners[index].formerIDs where taken.insert(former.value).inserted {
        partners.append((former.value, index))
        pages.append(
          Page(
            path: "partners/\(former.value).html", target: plan.path(partner: index),
            title: plan.partners[index].displayTitle))
      }
    }
    self.pages = pages
    self.chips = chips
    self.milestones = milestones
    self.partners = partners
  }

  /// So many former ids of a chip count for the addresses of what lies in it, the last ones: a file with thousands of
  /// them would make a site of millions of pages.
  private static let mostChipIDs = 8

  /// What a milestone was called: by its own former ids, in today's chip and under the chip's former ids.
  private static func formerIDs(of index: MilestoneIndex, in plan: Plan) -> [MilestoneID] {
    let id = plan.milestones[index].id
    let former = plan.milestones[index].formerIDs
    let chip = plan.milestones[index].chip
    guard chip < plan.chips.endIndex, plan.chips[chip].id == id.chip, !plan.chips[chip].formerIDs.isEmpty else {
      return former.map(\.id)
    }
    let own = [id.milestone] + former.filter { $0.id.chip == id.chip }.map(\.id.milestone)
    return former.map(\.id)
      + plan.chips[chip].formerIDs.suffix(mostChipIDs).flatMap { chip in
        own.map { MilestoneID(chip: chip.value, milestone: $0) }
      }
  }
}
