/// A party to the program: one file below `partners/`.
public struct Partner: Sendable {
  public var origin: Origin
  public var id: String
  public var title: Located<String>?
  public var role: Located<PartnerRole>?
  /// The party's own calendar; nil where the program's applies.
  public var calendar: CalendarRules?
  /// Ids that the party had before.
  public var formerIDs: [Located<String>] = []
  public var sources: [ExternalSource] = []
  public var body = Body()

  public init(origin: Origin, id: String) {
    self.origin = origin
    self.id = id
  }

  /// Where the file of a partner lies, from the root.
  public static func path(of id: String) -> String { "Content/partners/\(id).md" }

  public var displayTitle: String { title?.value ?? id }
}

/// What a party does in the program.
public enum PartnerRole: String, CaseIterable, Sendable {
  case customer, foundry, osat, memory, substrate, supplier, regulator
  case designPartner = "design-partner"
}

/// A party named somewhere.
public struct PartnerReference: Hashable, Sendable {
  public var id: Located<String>
  /// Place in ``Plan/partners``; nil where there is no such party.
  public var index: PartnerIndex?

  public init(id: Located<String>, index: PartnerIndex? = nil) {
    self.id = id
    self.index = index
  }
}
