/// A party to the program: one file below `partners/`.
package struct Partner: Sendable {
  package var origin: Origin
  package var id: String
  package var title: Located<String>?
  package var role: Located<PartnerRole>?
  /// The party's own calendar; nil where the program's applies.
  package var calendar: CalendarRules?
  package var sources: [ExternalSource] = []
  package var body = Body()

  package init(origin: Origin, id: String) {
    self.origin = origin
    self.id = id
  }

  package var displayTitle: String { title?.value ?? id }
}

/// What a party does in the program.
package enum PartnerRole: String, CaseIterable, Sendable {
  case customer, foundry, osat, memory, substrate, supplier, regulator
  case designPartner = "design-partner"
}

/// A party named somewhere.
package struct PartnerReference: Hashable, Sendable {
  package var id: Located<String>
  /// Place in ``Plan/partners``; nil where there is no such party.
  package var index: Int?

  package init(id: Located<String>, index: Int? = nil) {
    self.id = id
    self.index = index
  }
}
