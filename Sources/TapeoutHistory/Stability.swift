package import TapeoutModel

/// How far the dates of a plan can be believed: how often they slipped, how soon that was said, and how often the plan of
/// record was replaced.
package struct Stability: Sendable {
  /// Of all chips together.
  package var program: Figures
  /// Parallel to ``Plan/chips``.
  package var chips: IndexedArray<ChipIndex, Figures>

  /// The figures, with the slips and re-baselinings that they count, so that each can be shown.
  package struct Figures: Hashable, Sendable {
    /// Oldest announcement first.
    package var slips: [Slip] = []
    /// Oldest first.
    package var rebaselines: [Rebaseline] = []

    /// Announced on a day after the last day of the old date.
    package var late: Int { slips.count(where: \.isLate) }
    /// Announced on the last day of the old date or at most ``closeDays`` before it.
    package var close: Int { slips.count(where: \.isClose) }
    /// The median length of the slips that end in a date, in days (of an even number the mean of the middle two, halves
    /// rounded up); nil where there is none.
    package var medianDays: Int? {
      let lengths = slips.compactMap(\.days).sorted()
      guard let last = lengths.last else { return nil }
      let middle = lengths.count / 2
      if lengths.count % 2 == 1 || lengths.count < 2 { return lengths.count == 1 ? last : lengths[middle] }
      // Slips are longer than no days: halves round up.
      return (lengths[middle - 1] + lengths[middle] + 1) / 2
    }
    /// Re-baselinings for which nobody gave a reason.
    package var rebaselinesWithoutReason: Int { rebaselines.count { $0.reason == nil } }

    package init() {}
  }

  /// Four weeks: an announcement that near to the old date leaves no time to act on it.
  package static let closeDays = 28

  /// A milestone's date was put off: the last day of the new date is after the last day of the date known before it, or
  /// the date was withdrawn (TBD). The new date was stated (a `history:` line, a `forecast`, an `actual`), or it was
  /// computed and no predecessor's slip accounts for it. What is only computed from another milestone's slip is none: one
  /// cause, one slip. Nor is a day on which a date has passed and nobody states another: the slip comes when somebody
  /// does.
  package struct Slip: Hashable, Sendable {
    package var milestone: MilestoneIndex
    /// The first known day on which the new date stood; of an actual, that day.
    package var announced: Day
    /// The first day on which it may have been written: ``announced`` where that is known to the day, else the day after
    /// the last one on which the old date stood. Who may have spoken in time is not called late.
    package var earliest: Day
    package var old: PlanDate
    /// Nil where the date was withdrawn.
    package var new: PlanDate?
    package var reason: String?

    package init(
      milestone: MilestoneIndex, announced: Day, earliest: Day, old: PlanDate, new: PlanDate?, reason: String?
    ) {
      self.milestone = milestone
      self.announced = announced
      self.earliest = earliest
      self.old = old
      self.new = new
      self.reason = reason
    }

    /// The last day of ``new`` less the last day of ``old``.
    package var days: Int? { new.map { $0.last - old.last } }
    package var isLate: Bool { earliest > old.last }
    package var isClose: Bool { !isLate && old.last - earliest <= Stability.closeDays }
  }

  /// The plan of record of a milestone was replaced.
  package struct Rebaseline: Hashable, Sendable {
    package var milestone: MilestoneIndex
    /// The day of the first known plan that has it.
    package var day: Day
    package var old: StatedDate
    /// Nil where it was taken out.
    package var new: StatedDate?
    /// What `reason` said from then on, where it said something new.
    package var reason: String?

    package init(milestone: MilestoneIndex, day: Day, old: StatedDate, new: StatedDate?, reason: String?) {
      self.milestone = milestone
      self.day = day
      self.old = old
      self.new = new
      self.reason = reason
    }
  }
}
