import TapeoutModel
import TapeoutWording

/// Two partners have a role that only one can play, and milestones leave it to the role who owes or receives.
struct AmbiguousParty: Rule {
  let name: RuleName = "ambiguous-party"
  let group = RuleGroup.program
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        Two partners have the role `customer`, `osat`, `regulator` or `supplier`, and milestones name no party of their own \
        but leave it to their kind.
        """,
      why: "Of two customers the first by id counts, of other roles none does: handoffs change hands without a word.",
      wrong: Example(.init("partners/zenith.md", "---\ntitle: Zenith\nrole: customer\n---\n")),
      right: Example(.init("partners/zenith.md", "---\ntitle: Zenith\nrole: supplier\n---\n")))
  }

  private static let roles: [(role: PartnerRole, party: MilestoneKind.PartyRole)] = [
    (.customer, .customer), (.osat, .packaging), (.regulator, .regulator), (.supplier, .supplier),
  ]

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let plan = context.plan
    for (role, party) in AmbiguousParty.roles {
      let partners = plan.partners.filter { $0.role?.value == role }
      guard partners.count > 1, let place = partners[1].role?.range else { continue }
      let handoffs = plan.milestones.indices.count { leavesOpen($0, party, plan) }
      guard handoffs > 0 else { continue }
      let what = Wording.counted(handoffs, "milestone")
      findings.append(
        Finding(
          name, at: place,
          "\(Wording.counted(partners.count, "partner")) have the role \(role.rawValue), so "
            + (role == .customer
              ? "\(partners[0].displayTitle) is taken for the customer of \(what)"
              : "nobody is taken for the \(role.rawValue) of \(what)"),
          advice: role == .osat
            ? "Name the one that counts in each chip.md as `packaging:`, or in the milestones as `from:` and `to:`."
            : "Name the one that counts in the milestones as `from:` and `to:`, or give the other another role.",
          notes: [.init("the first one", at: partners[0].role?.range)]))
    }
  }

  /// Whether a milestone leaves it to its kind who plays a part, and its chip does not say either.
  private func leavesOpen(_ index: MilestoneIndex, _ party: MilestoneKind.PartyRole, _ plan: Plan) -> Bool {
    guard let kind = plan.milestones[index].kind else { return false }
    let chip = plan.milestones[index].chip < plan.chips.endIndex ? plan.chips[plan.milestones[index].chip] : nil
    if party == .packaging, chip?.packaging != nil { return false }
    func isParty(_ role: MilestoneKind.PartyRole?) -> Bool {
      // A chip of one's own design has its customer for a design partner.
      role == party
        || (party == .customer && role == .designPartner && chip?.kind?.value == .inHouse && chip?.designPartner == nil)
    }
    return (plan.milestones[index].from == nil && isParty(kind.giver))
      || (plan.milestones[index].to == nil && isParty(kind.receiver))
  }
}
