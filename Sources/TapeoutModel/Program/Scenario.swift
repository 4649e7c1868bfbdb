/// A titled what-if: one file below `scenarios/`, each against the plan as it is.
public struct Scenario: Sendable {
  public var origin: Origin
  /// The file's name.
  public var id: String
  public var title: Located<String>?
  /// As written, in order.
  public var changes: [Change] = []
  public var body = Body()

  public init(origin: Origin, id: String) {
    self.origin = origin
    self.id = id
  }

  public var displayTitle: String { title?.value ?? id }

  /// Where the file of a scenario lies, from the root.
  public static func path(of id: String) -> String { "Content/scenarios/\(id).md" }

  /// One line below `changes:`.
  public enum Change: Hashable, Sendable {
    /// `custom-1/bring-up: +3w`
    case move(MilestoneReference, SupposedMove, value: SourceRange)
    /// `risk custom-1/respin: occurs`
    case risk(RiskReference, occurs: Bool)
  }
}

/// Where a milestone is supposed to come to lie.
public enum SupposedMove: Hashable, Sendable {
  /// So many calendar days later, or negative, earlier.
  case days(Int)
  case to(PlanDate)

  /// `+3w`, `-5d`, `2026-07-10`; nil where it is none of them.
  public init?(_ text: String) {
    if let date = try? PlanDate(parsing: text) {
      self = .to(date)
      return
    }
    guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let length = try? PlanDuration(parsing: String(Substring(text.utf8.dropFirst()))), length.unit != .workingDays
    else { return nil }
    self = .days(sign == UInt8(ascii: "+") ? length.days : -length.days)
  }
}

/// A risk named somewhere.
public struct RiskReference: Hashable, Sendable {
  public var id: RiskID
  /// Of the name, without the word `risk` before it.
  public var range: SourceRange
  /// Place in ``Plan/risks``; nil where there is no such risk.
  public var index: RiskIndex?

  public init(id: RiskID, range: SourceRange, index: RiskIndex? = nil) {
    self.id = id
    self.range = range
    self.index = index
  }
}
