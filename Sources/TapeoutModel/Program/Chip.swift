/// A chip, or a purchase of chips: one folder below `chips/`.
public struct Chip: Sendable {
  public var origin: Origin
  public var id: String
  public var title: Located<String>?
  public var kind: Located<ChipKind>?
  public var workloads: [Located<String>] = []
  public var designPartner: PartnerReference?
  public var foundry: PartnerReference?
  public var packaging: PartnerReference?
  public var process: Located<String>?
  public var stepping: Located<String>?
  public var quantity: Located<Int>?
  /// The milestone that `launch:` names.
  public var statedLaunch: MilestoneReference?
  /// Place in ``Plan/milestones`` of the milestone that counts as the launch; nil where there is none.
  public var launch: MilestoneIndex?
  public var needBy: Located<PlanDate>?
  /// Anything worth showing, in the order written.
  public var facts: [Fact] = []
  /// Ids that the chip had before.
  public var formerIDs: [Located<String>] = []
  public var sources: [ExternalSource] = []
  public var body = Body()
  /// Its milestones in ``Plan/milestones``.
  public var milestones: Range<MilestoneIndex> = .empty
  /// Its risks in ``Plan/risks``.
  public var risks: Range<RiskIndex> = .empty

  public init(origin: Origin, id: String) {
    self.origin = origin
    self.id = id
  }

  /// Where the folder of a chip lies, from the root.
  public static func folder(of id: String) -> String { "Content/chips/\(id)" }

  public var displayTitle: String { title?.value ?? id }

  public struct Fact: Hashable, Sendable {
    public var name: String
    public var value: String
    /// The value.
    public var range: SourceRange

    public init(name: String, value: String, range: SourceRange) {
      self.name = name
      self.value = value
      self.range = range
    }
  }
}

/// How a chip comes to the program.
public enum ChipKind: String, CaseIterable, Sendable {
  /// Designed with a partner.
  case custom
  case inHouse = "in-house"
  /// Bought.
  case merchant

  /// The kind of milestone that counts as its launch where chip.md names none.
  public var launchKind: String { self == .merchant ? "delivery" : "launch" }
}
