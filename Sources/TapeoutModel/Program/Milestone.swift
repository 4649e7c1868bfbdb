/// A milestone: one file below a chip's `milestones/`.
package struct Milestone: Sendable {
  package var origin: Origin
  package var id: MilestoneID
  /// Place of its chip in ``Plan/chips``.
  package var chip: Int
  package var title: Located<String>?
  package var kind: MilestoneKind?
  /// Where the kind was written, known or not.
  package var kindRange: SourceRange?
  /// Its own stepping, else the chip's.
  package var stepping: Located<String>?
  /// Who owes it, as stated.
  package var from: PartnerReference?
  /// Who receives it, as stated.
  package var to: PartnerReference?
  /// Place in ``Plan/partners`` of the giving party: as stated, else by kind; nil where neither tells.
  package var giver: Int?
  /// Place in ``Plan/partners`` of the receiving party, likewise.
  package var receiver: Int?
  package var owner: Located<String>?
  /// The plan of record.
  package var baseline: Located<StatedDate>?
  /// Today's estimate, as stated.
  package var forecast: Located<StatedDate>?
  /// Why the forecast differs from the baseline, or why it is blocked or dropped.
  package var reason: Located<String>?
  /// When it happened. Nothing else makes a milestone done.
  package var actual: Located<PlanDate>?
  /// When the receiver took it.
  package var accepted: Located<PlanDate>?
  package var notBefore: Located<PlanDate>?
  package var needBy: Located<PlanDate>?
  package var status: Located<MilestoneStatus>?
  /// Shown on the portfolio and the trend chart: as stated, else by kind.
  package var isGate = false
  package var dependencies: [Dependency] = []
  /// Estimates from before the file was under version control, oldest first.
  package var history: [Estimate] = []
  package var sources: [ExternalSource] = []
  package var tags: [Located<String>] = []
  /// The heading that the exit criteria stand under; nil where there is none.
  package var criteriaHeading: SourceRange?
  package var criteria: [ExitCriterion] = []
  package var body = Body()

  package init(origin: Origin, id: MilestoneID, chip: Int) {
    self.origin = origin
    self.id = id
    self.chip = chip
  }

  package var displayTitle: String { title?.value ?? id.milestone }
  package var isDone: Bool { actual != nil }
  package var isDropped: Bool { status?.value == .dropped }
  package var isBlocked: Bool { status?.value == .blocked }
  /// Whether it passes something from one party to another.
  package var isHandoff: Bool {
    if let giver, let receiver { giver != receiver } else { false }
  }
}

/// What dates cannot say about a milestone.
package enum MilestoneStatus: String, CaseIterable, Sendable {
  case blocked, dropped
}

/// `chip/milestone`: the name of a milestone in the whole program.
package struct MilestoneID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let chip: String
  package let milestone: String

  package init(chip: String, milestone: String) {
    self.chip = chip
    self.milestone = milestone
  }

  package var description: String { "\(chip)/\(milestone)" }

  /// By the bytes of the chip, then of the milestone.
  package static func < (lhs: MilestoneID, rhs: MilestoneID) -> Bool {
    lhs.chip == rhs.chip ? lhs.milestone.precedesInBytes(rhs.milestone) : lhs.chip.precedesInBytes(rhs.chip)
  }
}

/// A milestone named somewhere.
package struct MilestoneReference: Hashable, Sendable {
  package var id: MilestoneID
  package var range: SourceRange
  /// Place in ``Plan/milestones``; nil where there is no such milestone.
  package var index: Int?

  package init(id: MilestoneID, range: SourceRange, index: Int? = nil) {
    self.id = id
    self.range = range
    self.index = index
  }
}

/// What must happen before a milestone, and how long it takes from there to here.
package struct Dependency: Hashable, Sendable {
  package var predecessor: MilestoneReference
  /// Nil where it was written but could not be read.
  package var duration: ThreePointDuration?
  package var durationRange: SourceRange

  package init(predecessor: MilestoneReference, duration: ThreePointDuration?, durationRange: SourceRange) {
    self.predecessor = predecessor
    self.duration = duration
    self.durationRange = durationRange
  }
}

/// What the date of a milestone was thought to be on an earlier day.
package struct Estimate: Hashable, Sendable {
  package var madeOn: Day
  package var date: StatedDate
  package var reason: String?
  package var range: SourceRange

  package init(madeOn: Day, date: StatedDate, reason: String?, range: SourceRange) {
    self.madeOn = madeOn
    self.date = date
    self.reason = reason
    self.range = range
  }
}
