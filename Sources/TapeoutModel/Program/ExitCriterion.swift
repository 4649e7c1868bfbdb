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
  public var waiver: Waiver?
  /// The item's first line, from its box on.
  public var range: SourceRange

  public init(state: State, text: String, group: String?, waiver: Waiver?, range: SourceRange) {
    self.state = state
    self.text = text
    self.group = group
    self.waiver = waiver
    self.range = range
  }

  public var hasWaiver: Bool {
    if case .some = waiver { true } else { false }
  }

  /// Whether it still stands between the milestone and its gate.
  public var isOpen: Bool { state == .open || state == .failing }
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
  /// On the heap: waivers are few, and every criterion has room for one.
  public indirect enum End: Hashable, Sendable {
    case date(PlanDate)
    case milestone(MilestoneReference)
  }
}
