/// A milestone: one file below a chip's `milestones/`.
public struct Milestone: Sendable {
  public var origin: Origin
  public var id: MilestoneID
  /// Place of its chip in ``Plan/chips``.
  public var chip: ChipIndex
  public var title: Located<String>?
  public var kind: MilestoneKind?
  /// Where the kind was written, known or not.
  public var kindRange: SourceRange?
  /// Its own stepping, else the chip's.
  public var stepping: Located<String>?
  /// Who owes it, as stated.
  public var from: PartnerReference?
  /// Who receives it, as stated.
  public var to: PartnerReference?
  /// Place in ``Plan/partners`` of the giving party: as stated, else by kind; nil where neither tells.
  public var giver: PartnerIndex?
  /// Place in ``Plan/partners`` of the receiving party, likewise.
  public var receiver: PartnerIndex?
  public var owner: Located<String>?
  /// The plan of record.
  public var baseline: Located<StatedDate>?
  /// Today's estimate, as stated.
  public var forecast: Located<StatedDate>?
  /// Why the forecast differs from the baseline, or why it is blocked or dropped.
  public var reason: Located<String>?
  /// When it happened. Nothing else makes a milestone done.
  public var actual: Located<PlanDate>?
  /// When the receiver took it.
  public var accepted: Located<PlanDate>?
  public var notBefore: Located<PlanDate>?
  public var needBy: Located<PlanDate>?
  public var status: Located<MilestoneStatus>?
  /// Shown on the portfolio and the trend chart: as stated, else by kind.
  public var isGate = false
  public var dependencies: [Dependency] = []
  /// Estimates from before the file was under version control, oldest first.
  public var history: [Estimate] = []
  /// Decisions that replaced the baseline, oldest first.
  public var rebaselinings: [Rebaselining] = []
  /// Ids that the milestone had before, as written: bare within the same chip, `chip/milestone` from another one.
  public var formerIDs: [MilestoneReference] = []
  public var sources: [ExternalSource] = []
  public var tags: [Located<String>] = []
  /// What it says in fields of the program's own.
  public var ownValues: [OwnValue] = []
  /// The heading that the exit criteria stand under; nil where there is none.
  public var criteriaHeading: SourceRange?
  public var criteria: [ExitCriterion] = []
  /// Whether something was meant as criteria and is not read: a finding says so already.
  public var hasUnreadCriteria = false
  public var body = Body()

  public init(origin: Origin, id: MilestoneID, chip: ChipIndex) {
    self.origin = origin
    self.id = id
    self.chip = chip
  }

  public var displayTitle: String { title?.value ?? id.milestone }
  public var isDone: Bool { actual != nil }
  public var isDropped: Bool { status?.value == .dropped }
  public var isBlocked: Bool { status?.value == .blocked }
  /// Whether it passes something from one party to another.
  public var isHandoff: Bool {
    if let giver, let receiver { giver != receiver } else { false }
  }
}

/// What dates cannot say about a milestone.
public enum MilestoneStatus: String, CaseIterable, Sendable {
  case blocked, dropped
}

/// `chip/milestone`: the name of a milestone in the whole program.
public struct MilestoneID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let chip: String
  public let milestone: String

  public init(chip: String, milestone: String) {
    self.chip = chip
    self.milestone = milestone
  }

  public var description: String { "\(chip)/\(milestone)" }
  /// Where its file lies, from the root.
  public var path: String { "Content/chips/\(chip)/milestones/\(milestone).md" }

  /// By the bytes of the chip, then of the milestone.
  public static func < (lhs: MilestoneID, rhs: MilestoneID) -> Bool {
    lhs.chip == rhs.chip ? lhs.milestone.precedesInBytes(rhs.milestone) : lhs.chip.precedesInBytes(rhs.chip)
  }
}

/// A milestone named somewhere.
public struct MilestoneReference: Hashable, Sendable {
  public var id: MilestoneID
  public var range: SourceRange
  /// Place in ``Plan/milestones``; nil where there is no such milestone.
  public var index: MilestoneIndex?

  public init(id: MilestoneID, range: SourceRange, index: MilestoneIndex? = nil) {
    self.id = id
    self.range = range
    self.index = index
  }
}

/// What must happen before a milestone, and how long it takes from there to here.
public struct Dependency: Hashable, Sendable {
  public var predecessor: MilestoneReference
  /// Nil where nobody knows it (`TBD`), and where it was written but could not be read.
  public var duration: ThreePointDuration?
  public var durationRange: SourceRange
  /// Written as `TBD`: nobody knows how long it takes.
  public var isDurationUnknown: Bool

  public init(
    predecessor: MilestoneReference, duration: ThreePointDuration?, durationRange: SourceRange,
    isDurationUnknown: Bool = false
  ) {
    self.predecessor = predecessor
    self.duration = duration
    self.durationRange = durationRange
    self.isDurationUnknown = isDurationUnknown
  }
}

/// What the date of a milestone was thought to be on an earlier day.
public struct Estimate: Hashable, Sendable {
  public var madeOn: Day
  public var date: StatedDate
  public var reason: String?
  public var range: SourceRange

  public init(madeOn: Day, date: StatedDate, reason: String?, range: SourceRange) {
    self.madeOn = madeOn
    self.date = date
    self.reason = reason
    self.range = range
  }
}
