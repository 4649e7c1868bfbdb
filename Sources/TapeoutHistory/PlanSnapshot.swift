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
      MilestoneSnapshot(plan.milestones[index], schedule.milestones[index])
    }
    risks = plan.risks.map { RiskSnapshot($0, chip: plan.chips[$0.chip].id) }
  }
}

package struct ChipSnapshot: Hashable, Sendable {
  package var id: String
  package var title: String
  package var launch: MilestoneID?

  package init(id: String, title: String, launch: MilestoneID?) {
    self.id = id
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
  package var owner: String?
  package var baseline: StatedDate?
  package var forecast: StatedDate?
  package var actual: PlanDate?
  package var accepted: PlanDate?
  package var status: MilestoneStatus?
  package var reason: String?
  /// As scheduled on that day; nil where it had no date.
  package var expected: Day?
  package var health: Health
  package var criteria: [CriterionSnapshot]

  package init(_ milestone: Milestone, _ scheduled: ScheduledMilestone) {
    id = milestone.id
    identity = milestone.id
    title = milestone.displayTitle
    isGate = milestone.isGate
    owner = milestone.owner?.value
    baseline = milestone.baseline?.value
    forecast = milestone.forecast?.value
    actual = milestone.actual?.value
    accepted = milestone.accepted?.value
    status = milestone.status?.value
    reason = milestone.reason?.value
    expected = scheduled.expected
    health = scheduled.health
    criteria = milestone.criteria.map { CriterionSnapshot(text: $0.text, group: $0.group, state: $0.state) }
  }
}

package struct CriterionSnapshot: Hashable, Sendable {
  package var text: String
  package var group: String?
  package var state: ExitCriterion.State

  package init(text: String, group: String?, state: ExitCriterion.State) {
    self.text = text
    self.group = group
    self.state = state
  }
}

package struct RiskSnapshot: Hashable, Sendable {
  package var chip: String
  package var id: String
  package var title: String
  package var status: RiskStatus
  package var probability: Double?

  package init(_ risk: Risk, chip: String) {
    self.chip = chip
    id = risk.id
    title = risk.displayTitle
    status = risk.status?.value ?? .open
    probability = risk.probability?.value
  }
}
