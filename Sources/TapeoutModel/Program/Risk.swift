/// A risk: an event with a chance and a delay. One file below a chip's `risks/`.
public struct Risk: Sendable {
  public var origin: Origin
  /// The file's name; unique within its chip.
  public var id: String
  /// Place of its chip in ``Plan/chips``.
  public var chip: ChipIndex
  public var title: Located<String>?
  public var owner: Located<String>?
  /// Between 0 and 1.
  public var probability: Located<Double>?
  public var delays: [Delay] = []
  public var status: Located<RiskStatus>?
  public var reviewBy: Located<PlanDate>?
  /// Ids that the risk had before, each with the chip that it belonged to then.
  public var formerIDs: [FormerID] = []
  public var sources: [ExternalSource] = []
  public var body = Body()

  public init(origin: Origin, id: String, chip: ChipIndex) {
    self.origin = origin
    self.id = id
    self.chip = chip
  }

  public var displayTitle: String { title?.value ?? id }
  /// A risk without a stated status is open.
  public var isOpen: Bool { (status?.value ?? .open) == .open }

  /// A name that a risk had before.
  public struct FormerID: Hashable, Sendable {
    public var chip: String
    public var risk: String
    /// Where it is written.
    public var range: SourceRange

    public init(chip: String, risk: String, range: SourceRange) {
      self.chip = chip
      self.risk = risk
      self.range = range
    }
  }

  /// What the event would add to one milestone.
  public struct Delay: Hashable, Sendable {
    public var milestone: MilestoneReference
    /// Nil where it was written but could not be read.
    public var duration: ThreePointDuration?
    public var durationRange: SourceRange

    public init(milestone: MilestoneReference, duration: ThreePointDuration?, durationRange: SourceRange) {
      self.milestone = milestone
      self.duration = duration
      self.durationRange = durationRange
    }
  }
}

public enum RiskStatus: String, CaseIterable, Sendable {
  case open, mitigated, occurred, closed
}

/// The name of a risk in the whole program.
public struct RiskID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var chip: String
  public var risk: String

  public init(chip: String, risk: String) {
    self.chip = chip
    self.risk = risk
  }

  public var description: String { "\(chip)/\(risk)" }
  /// Where its file lies, from the root.
  public var path: String { "Content/chips/\(chip)/risks/\(risk).md" }

  /// By the bytes of the chip, then of the risk.
  public static func < (lhs: RiskID, rhs: RiskID) -> Bool {
    lhs.chip == rhs.chip ? lhs.risk.precedesInBytes(rhs.risk) : lhs.chip.precedesInBytes(rhs.chip)
  }
}
