package import TapeoutModel
package import TapeoutSchedule

/// How far the dates of a plan can be believed: how often they slipped, how soon that was said, and how often the plan of
/// record was replaced.
package struct Stability: Sendable {
  /// Of all chips together.
  package var program: Figures
  /// Beside ``Plan/chips``.
  package var chips: [Figures]

  /// - Parameter trend: of the same plan, schedule and history.
  package init(_ plan: Plan, _ schedule: Schedule, _ history: PlanHistory, _ trend: Trend) {
    program = Figures()
    chips = plan.chips.map { _ in Figures() }
  }

  /// The figures, with the slips and re-baselinings that they count, so that each can be shown.
  package struct Figures: Hashable, Sendable {
    /// Oldest announcement first.
    package var slips: [Slip] = []
    /// Oldest first.
    package var rebaselines: [Rebaseline] = []

    /// Announced on a day after the last day of the old date.
    package var late: Int { 0 }
    /// Announced on the last day of the old date or at most ``closeDays`` before it.
    package var close: Int { 0 }
    /// The median length of the slips that end in a date, in days (of an even number the mean of the middle two, halves
    /// rounded up); nil where there is none.
    package var medianDays: Int? { nil }
    /// Re-baselinings for which nobody gave a reason.
    package var rebaselinesWithoutReason: Int { 0 }

    package init() {}
  }

  /// Four weeks: an announcement that near to the old date leaves no time to act on it.
  package static let closeDays = 28

  /// A milestone's date was put off: a date was stated (a `history:` line, a `forecast`, an `actual`) whose last day is
  /// after the last day of the date known before it, or the date was withdrawn (TBD). What only follows from another
  /// milestone's slip is none: one cause, one slip.
  package struct Slip: Hashable, Sendable {
    /// Place in ``Plan/milestones``.
    package var milestone: Int
    /// The first known day on which the new date stood; of an actual, that day.
    package var announced: Day
    package var old: PlanDate
    /// Nil where the date was withdrawn.
    package var new: PlanDate?
    package var reason: String?

    package init(milestone: Int, announced: Day, old: PlanDate, new: PlanDate?, reason: String?) {
      self.milestone = milestone
      self.announced = announced
      self.old = old
      self.new = new
      self.reason = reason
    }

    /// The last day of ``new`` less the last day of ``old``.
    package var days: Int? { new.map { $0.last - old.last } }
    package var isLate: Bool { announced > old.last }
    package var isClose: Bool { !isLate && old.last - announced <= Stability.closeDays }
  }

  /// The plan of record of a milestone was replaced.
  package struct Rebaseline: Hashable, Sendable {
    /// Place in ``Plan/milestones``.
    package var milestone: Int
    /// The day of the first known plan that has it.
    package var day: Day
    package var old: StatedDate
    /// Nil where it was taken out.
    package var new: StatedDate?
    /// What `reason` said from then on, where it said something new.
    package var reason: String?

    package init(milestone: Int, day: Day, old: StatedDate, new: StatedDate?, reason: String?) {
      self.milestone = milestone
      self.day = day
      self.old = old
      self.new = new
      self.reason = reason
    }
  }
}
