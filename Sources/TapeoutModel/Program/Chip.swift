/// A chip, or a purchase of chips: one folder below `chips/`.
package struct Chip: Sendable {
  package var origin: Origin
  package var id: String
  package var title: Located<String>?
  package var kind: Located<ChipKind>?
  package var workloads: [Located<String>] = []
  package var designPartner: PartnerReference?
  package var foundry: PartnerReference?
  package var packaging: PartnerReference?
  package var process: Located<String>?
  package var stepping: Located<String>?
  package var quantity: Located<Int>?
  /// The milestone that `launch:` names.
  package var statedLaunch: MilestoneReference?
  /// Place in ``Plan/milestones`` of the milestone that counts as the launch; nil where there is none.
  package var launch: Int?
  package var needBy: Located<PlanDate>?
  /// Anything worth showing, in the order written.
  package var facts: [Fact] = []
  package var sources: [ExternalSource] = []
  package var body = Body()
  /// Its milestones in ``Plan/milestones``.
  package var milestones: Range<Int> = 0..<0
  /// Its risks in ``Plan/risks``.
  package var risks: Range<Int> = 0..<0

  package init(origin: Origin, id: String) {
    self.origin = origin
    self.id = id
  }

  package var displayTitle: String { title?.value ?? id }

  package struct Fact: Hashable, Sendable {
    package var name: String
    package var value: String
    /// The value.
    package var range: SourceRange

    package init(name: String, value: String, range: SourceRange) {
      self.name = name
      self.value = value
      self.range = range
    }
  }
}

/// How a chip comes to the program.
package enum ChipKind: String, CaseIterable, Sendable {
  /// Designed with a partner.
  case custom
  case inHouse = "in-house"
  /// Bought.
  case merchant
}
