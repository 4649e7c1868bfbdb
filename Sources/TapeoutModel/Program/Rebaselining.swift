/// A decision that replaced the plan of record of a milestone: a line below `rebaselined:`.
public struct Rebaselining: Hashable, Sendable {
  /// The day of the decision.
  public var decidedOn: Day
  /// The baseline that the decision replaced.
  public var replaced: StatedDate
  /// Why the baseline was replaced, and by whose decision; nil where nothing was written.
  public var reason: String?
  /// The date and the reason, as written.
  public var range: SourceRange

  public init(decidedOn: Day, replaced: StatedDate, reason: String?, range: SourceRange) {
    self.decidedOn = decidedOn
    self.replaced = replaced
    self.reason = reason
    self.range = range
  }
}
