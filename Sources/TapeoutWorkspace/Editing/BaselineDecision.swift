package import TapeoutEditing
package import TapeoutModel
package import TapeoutSchedule

/// A decision that replaces the plan of record: which baselines, by which dates, and what it leaves alone.
package struct BaselineDecision: Sendable {
  /// Which dates become the plan of record.
  package enum Source: String, CaseIterable, Sendable {
    /// The one that stands below `forecast`.
    case forecast
    /// The one that the plan comes to: the stated forecast while nothing moves it, else the computed day.
    case expected
  }

  package struct Row: Hashable, Sendable {
    package let milestone: MilestoneIndex
    /// Nil where it had none.
    package let old: StatedDate?
    package let new: PlanDate
  }

  /// Why a baseline is left as it is.
  package enum Omission: Hashable, Sendable {
    case done, dropped
    /// The new date is the baseline already.
    case same
    /// Nothing dates it.
    case undated
    /// Its date has passed, and nobody has stated another.
    case overdue
    /// No forecast is stated.
    case unstated
  }

  package let source: Source
  package private(set) var rows: [Row] = []
  package private(set) var omissions: [(milestone: MilestoneIndex, why: Omission)] = []

  /// - Parameter milestones: in the order in which they are told, each once.
  package init(_ milestones: [MilestoneIndex], to source: Source, _ plan: Plan, _ schedule: Schedule) {
    self.source = source
    for index in milestones {
      switch BaselineDecision.date(of: index, source, plan, schedule) {
      case .failure(let omission): omissions.append((index, omission.why))
      case .success(let new):
        let old = plan.milestones[index].baseline?.value
        if old == .date(new) {
          omissions.append((index, .same))
        } else {
          rows.append(Row(milestone: index, old: old, new: new))
        }
      }
    }
  }

  private struct Omitted: Error {
    let why: Omission
  }

  private static func date(
    of index: MilestoneIndex, _ source: Source, _ plan: Plan, _ schedule: Schedule
  ) -> Result<PlanDate, Omitted> {
    if plan.milestones[index].isDone { return .failure(Omitted(why: .done)) }
    if plan.milestones[index].isDropped { return .failure(Omitted(why: .dropped)) }
    switch source {
    case .forecast:
      guard let stated = plan.milestones[index].forecast?.value else { return .failure(Omitted(why: .unstated)) }
      guard let date = stated.date else { return .failure(Omitted(why: .undated)) }
      return date.last < schedule.statusDate ? .failure(Omitted(why: .overdue)) : .success(date)
    case .expected:
      if schedule.milestones[index].isOverdue { return .failure(Omitted(why: .overdue)) }
      return schedule.date(of: index, in: plan).map { .success($0) } ?? .failure(Omitted(why: .undated))
    }
  }
}

extension ProjectEdit {
  /// Writes a decision into the files of all its milestones.
  ///
  /// - Parameters:
  ///   - day: of the decision.
  ///   - reason: one line.
  package mutating func apply(
    _ decision: BaselineDecision, on day: Day, because reason: String
  ) throws(EditRefusal) {
    for row in decision.rows {
      let milestone = before.plan.milestones[row.milestone]
      let line = milestone.rebaselinings.first { $0.decidedOn == day }
      try change(before.sources[milestone.origin.file].path) { document throws(EditRefusal) in
        try document.rebaseline(from: row.old, to: row.new, on: day, because: reason, after: line)
      }
    }
  }
}
