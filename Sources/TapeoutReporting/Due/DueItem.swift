package import TapeoutModel

/// Something that must happen by a day.
package struct DueItem: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// A milestone that is expected, overdue or blocked.
    case milestone
    /// A risk that is to be looked at again.
    case riskReview = "risk-review"
    /// The end of a waiver: what was waived must be met by then.
    case waiver
    /// A decision that a report asks for and none has ticked.
    case decision
  }

  package var kind: Kind
  /// `chip/id`: of a waiver, its milestone's. Of a decision, the day of the newest report that asks for it.
  package var id: String
  /// Of a decision, what is to be decided.
  package var title: String
  /// Of a waiver, the criterion that is waived.
  package var criterion: String?
  /// Of a decision, the first chip that it links to, empty where it links to none.
  package var chip: String
  /// Of a decision that links to no chip, the program's title.
  package var chipTitle: String
  /// When, as precisely as it is known: of what is overdue the date that has passed. Nil for what is blocked and has none.
  package var date: PlanDate?
  /// How many days ago its date passed; 0 where it has not.
  package var overdueDays = 0
  /// Of a milestone.
  package var health: Health?
  package var isGate = false
  package var owner: String?
  /// Titles of the giving and the receiving party of a milestone.
  package var giver: String?
  package var receiver: String?
  /// Exit criteria of a milestone.
  package var criteria = CriteriaCounts()
  /// What a milestone says in fields of the program's own.
  package var ownValues: [OwnFact] = []
  /// What waits for it directly and is not done.
  package var holdsUp: [Follower] = []
  /// Why a decision is wanted.
  package var reason: String?
  /// How far a milestone may move before its chip's launch or a nearer `need_by` moves; nil where nothing does.
  package var float: Int?

  package struct OwnFact: Hashable, Sendable {
    package var field: OwnField
    package var text: String

    /// `Cost: 12.5`
    var words: String { "\(field.title): \(text)" }
  }

  /// Those that tables show.
  var shownFacts: [OwnFact] { ownValues.filter { $0.field.shown.contains(.table) } }

  package struct Follower: Hashable, Sendable {
    package var id: MilestoneID
    package var title: String
  }
}

/// What is asked about: all of these at once.
package struct DueFilter: Hashable, Sendable {
  /// The owner's name, in any case.
  package var owner: String?
  /// Who gives or receives it.
  package var partner: PartnerIndex?
  package var chip: ChipIndex?

  package init(owner: String? = nil, partner: PartnerIndex? = nil, chip: ChipIndex? = nil) {
    self.owner = owner
    self.partner = partner
    self.chip = chip
  }

  func admits(owner: String?) -> Bool {
    guard let name = self.owner else { return true }
    return owner.map { $0.lowercased().utf8.elementsEqual(name.lowercased().utf8) } ?? false
  }
}
