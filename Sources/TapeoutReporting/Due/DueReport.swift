package import TapeoutModel
package import TapeoutSchedule

/// What must happen until a day, what should have happened, and what is blocked, by day.
package struct DueReport: Sendable {
  /// The status date.
  package let from: Day
  package let to: Day
  /// By day; on one day milestones in the order of the plan, then reviews of risks, then waivers, then decisions. What has no
  /// date comes
  /// last.
  package private(set) var items: [DueItem] = []

  private let plan: Plan
  private let schedule: Schedule
  private let filter: DueFilter

  /// - Parameter days: how far ahead.
  package init(_ plan: Plan, _ schedule: Schedule, within days: Int, _ filter: DueFilter = DueFilter()) {
    self.plan = plan
    self.schedule = schedule
    self.filter = filter
    from = schedule.statusDate
    to = min(schedule.statusDate + days, Day.supported.upperBound)
    addMilestones()
    addReviews()
    addWaivers()
    addDecisions()
    let ordered = items.enumerated().sorted { left, right in
      let (a, b) = (
        left.element.date?.last ?? Day.supported.upperBound, right.element.date?.last ?? Day.supported.upperBound
      )
      return (a, left.element.date == nil ? 1 : 0, left.offset) < (b, right.element.date == nil ? 1 : 0, right.offset)
    }
    items = ordered.map(\.element)
  }

  /// Whether a milestone is due within some days, overdue or blocked.
  static func isDue(_ index: MilestoneIndex, _ schedule: Schedule, within days: Int) -> Bool {
    switch schedule.milestones[index].health {
    case .done, .dropped: false
    case .blocked: true
    default: schedule.milestones[index].expected.map { $0 - schedule.statusDate <= days } ?? false
    }
  }

  private var days: Int { to - from }

  private func admits(_ chip: ChipIndex) -> Bool { filter.chip.map { $0 == chip } ?? true }

  /// A milestone's owner and parties.
  private func admits(_ index: MilestoneIndex) -> Bool {
    var milestone: Milestone { _read { yield plan.milestones[index] } }
    guard filter.admits(owner: milestone.owner?.value) else { return false }
    return filter.partner.map { milestone.giver == $0 || milestone.receiver == $0 } ?? true
  }

  // MARK: Milestones

  private mutating func addMilestones() {
    for chip in plan.chips.indices where admits(chip) {
      for index in schedule.readingOrder(of: plan.chips[chip].milestones, in: plan)
      where DueReport.isDue(index, schedule, within: days) && admits(index) {
        items.append(item(index))
      }
    }
  }

  private func item(_ index: MilestoneIndex) -> DueItem {
    var milestone: Milestone { _read { yield plan.milestones[index] } }
    let scheduled = schedule.milestones[index]
    var item = DueItem(
      kind: .milestone, id: milestone.id.description, title: milestone.displayTitle, chip: milestone.id.chip,
      chipTitle: plan.chips[milestone.chip].displayTitle)
    item.date = schedule.passedDate(of: index, in: plan) ?? schedule.date(of: index, in: plan)
    item.overdueDays = scheduled.passedDate.map { from - $0 } ?? 0
    item.health = scheduled.health
    item.isGate = milestone.isGate
    item.owner = milestone.owner?.value
    item.giver = milestone.giver.map { plan.partners[$0].displayTitle }
    item.receiver = milestone.receiver.map { plan.partners[$0].displayTitle }
    item.criteria = CriteriaCounts(milestone.criteria)
    item.ownValues = plan.ownValues(of: index).map { DueItem.OwnFact(field: $0.field, text: $0.text) }
    item.holdsUp = followers(of: index)
    item.float = scheduled.totalFloat
    return item
  }

  /// Each once, in the order of the plan.
  private func followers(of index: MilestoneIndex) -> [DueItem.Follower] {
    let waiting = Set(schedule.graph.outgoing(index).map { schedule.graph.edges[Int($0)].to })
    return waiting.sorted().filter { !plan.milestones[$0].isDone && !plan.milestones[$0].isDropped }.map(follower)
  }

  private func follower(_ index: MilestoneIndex) -> DueItem.Follower {
    DueItem.Follower(id: plan.milestones[index].id, title: plan.milestones[index].displayTitle)
  }

  // MARK: Reviews and waivers

  /// Of open risks. No party owes a review.
  private mutating func addReviews() {
    guard filter.partner == nil else { return }
    for risk in plan.risks where risk.isOpen && admits(risk.chip) && filter.admits(owner: risk.owner?.value) {
      guard let review = risk.reviewBy?.value, review.last <= to else { continue }
      let chip = plan.chips[risk.chip]
      var item = DueItem(
        kind: .riskReview, id: "\(chip.id)/\(risk.id)", title: risk.displayTitle, chip: chip.id,
        chipTitle: chip.displayTitle)
      item.date = review
      item.overdueDays = max(from - review.last, 0)
      item.owner = risk.owner?.value
      item.holdsUp = risk.delays.compactMap(\.milestone.index).map(follower)
      items.append(item)
    }
  }

  private mutating func addWaivers() {
    for index in plan.milestones.indices where !plan.milestones[index].criteria.isEmpty {
      var milestone: Milestone { _read { yield plan.milestones[index] } }
      for place in milestone.criteria.indices where milestone.criteria[place].state == .waived {
        guard case .date(let end)? = milestone.criteria[place].waiver?.until, end.last <= to,
          admits(milestone.chip), admits(index), !milestone.isDropped
        else { continue }
        var item = DueItem(
          kind: .waiver, id: milestone.id.description, title: milestone.displayTitle,
          criterion: milestone.criteria[place].text, chip: milestone.id.chip,
          chipTitle: plan.chips[milestone.chip].displayTitle)
        item.date = end
        item.overdueDays = max(from - end.last, 0)
        item.owner = milestone.owner?.value
        items.append(item)
      }
    }
  }

  // MARK: Decisions

  /// Those that are wanted until then, overdue, or without a day. No party owes one.
  private mutating func addDecisions() {
    guard filter.partner == nil else { return }
    for decision in plan.decisions where decision.isWanted && filter.admits(owner: decision.owner) {
      if let chip = filter.chip, !decision.chips.contains(chip) { continue }
      if let due = decision.due, due.last > to { continue }
      let chip = filter.chip ?? decision.chips.first
      var item = DueItem(
        kind: .decision, id: plan.reports[decision.stated].day.description, title: decision.text,
        chip: chip.map { plan.chips[$0].id } ?? "",
        chipTitle: chip.map { plan.chips[$0].displayTitle } ?? plan.program.title?.value ?? "Program")
      item.date = decision.due
      item.overdueDays = decision.due.map { max(from - $0.last, 0) } ?? 0
      item.owner = decision.owner
      item.reason = decision.reason
      item.holdsUp = decision.milestones
        .filter { !plan.milestones[$0].isDone && !plan.milestones[$0].isDropped }.map(follower)
      items.append(item)
    }
  }
}
