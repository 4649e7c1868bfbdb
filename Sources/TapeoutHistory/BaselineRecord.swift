package import TapeoutModel

/// What the plan of record of one milestone was, from the first baseline that is known to today's.
///
/// `rebaselined:` tells of the days before Git knows the file, and Git of the days from then on.
package struct BaselineRecord: Hashable, Sendable {
  /// Decisions that replaced a baseline, oldest first.
  package var replacements: [Replacement] = []
  /// Today's baseline; nil where none is stated.
  package var current: StatedDate?

  /// One baseline replaced by another.
  package struct Replacement: Hashable, Sendable {
    /// The day of the decision, or of the commit where only Git knows of it.
    package var day: Day
    package var old: StatedDate
    /// Nil where the baseline was taken out.
    package var new: StatedDate?
    /// Nil where nobody said why.
    package var reason: String?

    package init(day: Day, old: StatedDate, new: StatedDate?, reason: String?) {
      self.day = day
      self.old = old
      self.new = new
      self.reason = reason
    }
  }

  package init(replacements: [Replacement] = [], current: StatedDate? = nil) {
    self.replacements = replacements
    self.current = current
  }

  /// The oldest baseline that is known and names a date; nil where none does.
  package var first: PlanDate? {
    for replacement in replacements {
      if let date = replacement.old.date { return date }
    }
    return current?.date
  }

  /// The first baseline where today's is another one; nil where nothing has to stand beside the slip.
  package var firstIfReplaced: PlanDate? {
    guard let first, first != current?.date else { return nil }
    return first
  }

  /// How far a date lies behind the first baseline, in days: positive is later, 0 within an imprecise baseline. Nil
  /// without a baseline.
  package func slip(to date: Day) -> Int? {
    guard let first else { return nil }
    if first.contains(date) { return 0 }
    return date - (date > first.last ? first.last : first.first)
  }
}
