/// Everybody whom the plan names as an owner: a person, a role or a team, each name once, in the order of its bytes.
///
/// Two names are one owner only if they have the same bytes; the rule `owner-spelling` points at names that are nearly
/// the same.
///
/// - Complexity: linear in the plan, but for sorting the names.
public struct Owners: Sendable {
  public let all: IndexedArray<OwnerIndex, Owner>
  private let indices: [ExactString: OwnerIndex]

  /// One owner, and what the plan says is theirs.
  public struct Owner: Sendable {
    public let name: String
    /// What files and addresses call the owner, without a folder or an ending: see ``OwnerSlugs``.
    public let slug: String
    public internal(set) var milestones: [MilestoneIndex] = []
    public internal(set) var risks: [RiskIndex] = []
    /// Those that are wanted.
    public internal(set) var decisions: [DecisionIndex] = []
  }

  public init(_ plan: Plan) {
    var names: Set<ExactString> = []
    for index in plan.milestones.indices {
      if let owner = plan.milestones[index].owner { names.insert(ExactString(owner.value)) }
    }
    for index in plan.risks.indices {
      if let owner = plan.risks[index].owner { names.insert(ExactString(owner.value)) }
    }
    for decision in plan.decisions where decision.isWanted {
      if let owner = decision.owner { names.insert(ExactString(owner)) }
    }
    let sorted = names.map(\.text).sorted { $0.precedesInBytes($1) }
    var all = IndexedArray<OwnerIndex, Owner>(
      zip(sorted, OwnerSlugs.slugs(of: sorted)).map { Owner(name: $0, slug: $1) })
    var indices: [ExactString: OwnerIndex] = [:]
    for index in all.indices { indices[ExactString(all[index].name)] = index }
    for index in plan.milestones.indices {
      guard let owner = plan.milestones[index].owner, let known = indices[ExactString(owner.value)] else { continue }
      all[known].milestones.append(index)
    }
    for index in plan.risks.indices {
      guard let owner = plan.risks[index].owner, let known = indices[ExactString(owner.value)] else { continue }
      all[known].risks.append(index)
    }
    for index in plan.decisions.indices where plan.decisions[index].isWanted {
      guard let owner = plan.decisions[index].owner, let known = indices[ExactString(owner)] else { continue }
      all[known].decisions.append(index)
    }
    self.all = all
    self.indices = indices
  }

  /// The owner of exactly that name; nil where the plan names none.
  public func index(of name: String) -> OwnerIndex? { indices[ExactString(name)] }
}
