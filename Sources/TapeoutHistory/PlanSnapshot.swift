package import TapeoutModel
package import TapeoutSchedule

/// The plan as it stood on one day, reduced to what trends and changes look at: a value that two days can be compared
/// by, and that a cache can hold.
package struct PlanSnapshot: Hashable, Sendable {
  /// The status date it was scheduled with.
  package var day: Day
  /// In the order of their ids on that day.
  package var chips: [ChipSnapshot] = []
  /// In the order of their ids on that day.
  package var milestones: [MilestoneSnapshot] = []
  /// In the order of chip and id.
  package var risks: [RiskSnapshot] = []

  package init(day: Day) { self.day = day }

  /// - Parameter schedule: of the plan, with the day as its status date.
  package init(_ plan: Plan, _ schedule: Schedule) {
    day = schedule.statusDate
    chips = plan.chips.map { chip in
      ChipSnapshot(id: chip.id, title: chip.displayTitle, launch: chip.launch.map { plan.milestones[$0].id })
    }
    milestones = plan.milestones.indices.map { index in
      MilestoneSnapshot(plan, schedule, index)
    }
    risks = plan.risks.map { RiskSnapshot($0, chip: plan.chips[$0.chip].id) }
  }
}

package struct ChipSnapshot: Hashable, Sendable {
  package var id: String
  /// What it is called in the newest plan that has it, as for milestones.
  package var identity: String
  package var title: String
  package var launch: MilestoneID?

  package init(id: String, title: String, launch: MilestoneID?) {
    self.id = id
    identity = id
    self.title = title
    self.launch = launch
  }
}

/// One milestone on one day.
package struct MilestoneSnapshot: Hashable, Sendable {
  /// Its id on that day.
  package var id: MilestoneID
  /// What it is called in the newest plan that has it: the same for all snapshots of one milestone, whatever its file
  /// was called in between.
  package var identity: MilestoneID
  package var title: String
  package var isGate: Bool
  package var isTapeOut: Bool
  package var owner: String?
  package var baseline: StatedDate?
  /// What `rebaselined:` said on that day, oldest first.
  package var rebaselinings: [RebaseliningSnapshot] = []
  package var forecast: StatedDate?
  package var actual: PlanDate?
  package var accepted: PlanDate?
  package var status: MilestoneStatus?
  package var reason: String?
  /// As scheduled on that day; nil where it had no date.
  package var expected: Day?
  package var health: Health
  /// Its day had passed and nobody had stated another: ``expected`` is only the status date.
  package var isOverdue: Bool
  /// Of an overdue milestone, the date that has passed: the forecast, else the latest day that the plan computed for it.
  package var promised: PlanDate?
  /// The dependency that made its date or left it open; nil where something else did.
  package var driver: DriverSnapshot?
  package var criteria: [CriterionSnapshot]

  package init(_ plan: Plan, _ schedule: Schedule, _ index: MilestoneIndex) {
    let milestone = plan.milestones[index]
    let scheduled = schedule.milestones[index]
    id = milestone.id
    identity = milestone.id
    title = milestone.displayTitle
    isGate = milestone.isGate
    isTapeOut = milestone.kind?.name == "tape-out"
    owner = milestone.owner?.value
    baseline = milestone.baseline?.value
    rebaselinings = milestone.rebaselinings.map {
      RebaseliningSnapshot(decidedOn: $0.decidedOn, replaced: $0.replaced, reason: $0.reason)
    }
    forecast = milestone.forecast?.value
    actual = milestone.actual?.value
    accepted = milestone.accepted?.value
    status = milestone.status?.value
    reason = milestone.reason?.value
    expected = scheduled.expected
    health = scheduled.health
    isOverdue = scheduled.driver == .statusDate
    promised = isOverdue ? MilestoneSnapshot.promised(index, plan: plan, schedule: schedule) : nil
    driver = scheduled.driver.edge.map { place in
      let edge = schedule.graph.edges[place]
      return DriverSnapshot(
        predecessor: plan.milestones[edge.from].id, days: Int(edge.likely), countsWorkingDays: edge.calendar >= 0)
    }
    criteria = milestone.criteria.map(CriterionSnapshot.init)
  }

  /// The latest day that the plan asks of a milestone, were there no status date; the forecast where it is that day.
  static func promised(_ index: MilestoneIndex, plan: Plan, schedule: Schedule) -> PlanDate? {
    var latest = plan.milestones[index].notBefore?.value.last
    for place in schedule.graph.incoming(index) {
      let edge = schedule.graph.edges[place]
      guard let start = schedule.milestones[edge.from].expected else { continue }
      let day = schedule.arrival(edge, from: start)
      latest = latest.map { max($0, day) } ?? day
    }
    if let stated = plan.milestones[index].forecast?.value.date, latest.map({ $0 <= stated.last }) ?? true {
      return stated
    }
    return latest.map { .day($0) }
  }

  package var isDone: Bool { actual != nil }
  package var isDropped: Bool { status == .dropped && actual == nil }
  /// Its date as precisely as it was known: the actual, else what was stated where that is what was reckoned with,
  /// else the computed day. Of an overdue milestone the day of the plan, which nobody stated. Nil where it had none.
  package var date: PlanDate? { PlanDate.shown(actual: actual, forecast: forecast, expected: expected) }
  /// The date that others could rely on: as ``date``, but of an overdue milestone the one that has passed.
  package var standingDate: PlanDate? { isOverdue ? promised : date }
}

/// A decision that replaced a baseline, as a file told of it.
package struct RebaseliningSnapshot: Hashable, Sendable {
  package var decidedOn: Day
  package var replaced: StatedDate
  package var reason: String?

  package init(decidedOn: Day, replaced: StatedDate, reason: String?) {
    self.decidedOn = decidedOn
    self.replaced = replaced
    self.reason = reason
  }
}

/// What made the date of a milestone on one day: a predecessor and the way from there.
package struct DriverSnapshot: Hashable, Sendable {
  /// Its id on that day.
  package var predecessor: MilestoneID
  /// The likely length, in days of its calendar.
  package var days: Int
  package var countsWorkingDays: Bool

  package init(predecessor: MilestoneID, days: Int, countsWorkingDays: Bool) {
    self.predecessor = predecessor
    self.days = days
    self.countsWorkingDays = countsWorkingDays
  }
}

package struct CriterionSnapshot: Hashable, Sendable {
  package var text: String
  package var group: String?
  package var state: ExitCriterion.State
  /// As far as it was written: `by TSMC until b0-tape-out: pads unused on A0`.
  package var waiver: String?

  package init(text: String, group: String?, state: ExitCriterion.State, waiver: String? = nil) {
    self.text = text
    self.group = group
    self.state = state
    self.waiver = waiver
  }

  package init(_ criterion: ExitCriterion) {
    self.init(text: criterion.text, group: criterion.group, state: criterion.state, waiver: criterion.waiver?.words)
  }
}

package struct RiskSnapshot: Hashable, Sendable {
  /// Chip and id on that day.
  package var chip: String
  package var id: String
  /// What it is called in the newest plan that has it, as for milestones.
  package var identity: RiskID
  package var title: String
  package var status: RiskStatus
  package var probability: Double?

  package init(_ risk: Risk, chip: String) {
    self.chip = chip
    id = risk.id
    identity = RiskID(chip: chip, risk: risk.id)
    title = risk.displayTitle
    status = risk.status?.value ?? .open
    probability = risk.probability?.value
  }
}

extension Waiver {
  /// As far as it was written, in one line; nil where nothing was.
  fileprivate var words: String? {
    var words: [String] = []
    if let by { words.append("by \(by)") }
    switch until {
    case .date(let date): words.append("until \(date)")
    case .milestone(let reference): words.append("until \(reference.id.milestone)")
    case nil: break
    }
    let head = words.joined(separator: " ")
    guard let reason else { return head.isEmpty ? nil : head }
    return head.isEmpty ? reason : "\(head): \(reason)"
  }
}
