package import TapeoutModel

extension Trend {
  /// The milestone whose move a computed move only follows: the first of the chain of drivers, as changes between plans
  /// name it. Nil where the date did not move, was stated, or moved for a cause of its own.
  ///
  /// - Parameters:
  ///   - milestone: an index of ``series``.
  ///   - place: of the point after the move; not the first.
  package func cause(of milestone: MilestoneIndex, at place: Int) -> MilestoneIndex? {
    let points = series[milestone]
    guard points[place].standingDate != points[place - 1].standingDate, !points[place].isOverdue,
      var cause = driver(of: milestone, at: points[place], after: points[place - 1].day)
    else { return nil }
    for _ in series.indices {
      guard let now = series[cause].last(where: { $0.day <= points[place].day }),
        let next = driver(of: cause, at: now, after: points[place - 1].day)
      else { break }
      cause = next
    }
    return cause
  }

  /// The predecessor that a computed date only follows since a day: it moved later or earlier as well, lost its date or
  /// is overdue.
  private func driver(of milestone: MilestoneIndex, at point: TrendPoint, after before: Day) -> MilestoneIndex? {
    guard !point.isStated, let driver = point.driver, series.indices.contains(driver) else { return nil }
    // A line that ended is done: what it says on its last day it says from then on.
    guard let then = series[driver].last(where: { $0.day <= before }),
      let now = series[driver].last(where: { $0.day <= point.day })
    else { return nil }
    if now.isOverdue || now.expected == nil { return driver }
    guard let from = then.expected, let to = now.expected, from != to else { return nil }
    // What came earlier puts nothing off.
    let old = series[milestone].last { $0.day <= before }?.expected
    if let old, let new = point.expected, (new > old) != (to > from) { return nil }
    return driver
  }
}
