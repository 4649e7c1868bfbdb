/// One task item under a milestone's `Exit criteria` heading.
public struct ExitCriterion: Hashable, Sendable {
  /// What the item's box says.
  public enum State: UInt8, Sendable {
    /// `[ ]`
    case open
    /// `[x]`
    case met
    /// `[!]`: it fails now.
    case failing
    /// `[-]`: accepted unmet, by somebody, until something, for a reason.
    case waived
  }

  public var state: State
  /// The item's own text, without the box and the waiver.
  public var text: String
  /// The sub-heading it stands under.
  public var group: String?
  /// Kept on the heap: waivers are few, and criteria lie in their milestones' arrays by the ten thousand.
  public var waiver: Waiver? {
    get { if case .waiver(let waiver) = heldWaiver { waiver } else { nil } }
    set { heldWaiver = newValue.map { .waiver($0) } }
  }
  private var heldWaiver: HeldWaiver?
  /// The item's first line, from its box on.
  public var range: SourceRange

  public init(state: State, text: String, group: String?, waiver: Waiver?, range: SourceRange) {
    self.state = state
    self.text = text
    self.group = group
    self.range = range
    self.waiver = waiver
  }

  /// Whether it still stands between the milestone and its gate.
  public var isOpen: Bool { state == .open || state == .failing }

  private indirect enum HeldWaiver: Hashable, Sendable {
    case waiver(Waiver)
  }
}

/// `(waived by WHO until WHEN: WHY)`: each part nil where it was left out or could not be read.
public struct Waiver: Hashable, Sendable {
  public var by: String?
  public var until: End?
  public var reason: String?
  /// From the opening to the closing parenthesis; the whole item where there is none.
  public var range: SourceRange

  public init(by: String?, until: End?, reason: String?, range: SourceRange) {
    self.by = by
    self.until = until
    self.reason = reason
    self.range = range
  }

  /// When a waiver ends: a date, or the day another milestone is done.
  public enum End: Hashable, Sendable {
    case date(PlanDate)
    case milestone(MilestoneReference)
  }
}
