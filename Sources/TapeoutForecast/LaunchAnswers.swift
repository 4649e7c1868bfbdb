package import TapeoutModel
package import TapeoutSchedule

/// The answers to "when will it launch?" of all chips, in the order of ``Plan/chips``.
package enum LaunchAnswers {
  /// - Parameter firstBaseline: the first baseline of a milestone, where today's is another one; nil elsewhere.
  /// - Complexity: O(milestones + dependencies + risks).
  package static func all(
    of plan: Plan, schedule: Schedule, forecast: Forecast, firstBaseline: (MilestoneIndex) -> PlanDate?
  ) -> IndexedArray<ChipIndex, LaunchAnswer> {
    let basis = UncertaintyPass(plan, schedule)
    let answers = plan.chips.indices.map { chip -> LaunchAnswer in
      var answer = LaunchAnswer(chip: chip, chipTitle: plan.chips[chip].displayTitle, outlook: .noLaunch)
      answer.isBought = plan.chips[chip].kind?.value == .merchant
      answer.window = plan.program.launchWindow?.value
      answer.needBy = plan.chips[chip].needBy?.value
      guard let launch = plan.chips[chip].launch else { return answer }
      answer.basis = basis.basis(launch)
      answer.take(launch, plan: plan, schedule: schedule, firstBaseline: firstBaseline(launch))
      if answer.planned != nil { answer.take(forecast, launch: launch) }
      return answer
    }
    return IndexedArray(answers)
  }
}

extension LaunchAnswer {
  /// Takes what the schedule knows of the launch.
  fileprivate mutating func take(_ index: MilestoneIndex, plan: Plan, schedule: Schedule, firstBaseline: PlanDate?) {
    func step(_ index: MilestoneIndex) -> Step { Step(milestone: index, title: plan.milestones[index].displayTitle) }
    var milestone: Milestone { _read { yield plan.milestones[index] } }
    let scheduled = schedule.milestones[index]
    launch = step(index)
    baseline = milestone.baseline?.value
    slip = scheduled.slipDays
    outlook = LaunchAnswer.outlook(of: index, plan: plan, schedule: schedule)
    if let firstBaseline, let day = scheduled.expected {
      self.firstBaseline = firstBaseline
      slipFromFirst = firstBaseline.slip(to: milestone.actual?.value ?? .day(day))
    }
    guard isOpen else { return }
    let path = schedule.drivers(of: index).filter { !plan.milestones[$0].isDone }
    if planned != nil, let first = path.first, first != index { decidingStep = step(first) }
    if case .undated = outlook, let first = path.first(where: { schedule.milestones[$0].expected == nil }) {
      undatedStep = step(first)
    }
    isPlanBound = path.first.map { schedule.milestones[$0].isOverdue } ?? false
    if let overdue = schedule.chips[chip].overdue, let passed = schedule.passedDate(of: overdue.worst, in: plan) {
      bound = Bound(step: step(overdue.worst), passed: passed, count: overdue.count)
    }
  }

  private static func outlook(of index: MilestoneIndex, plan: Plan, schedule: Schedule) -> Outlook {
    if let actual = plan.milestones[index].actual?.value { return .launched(actual) }
    if plan.milestones[index].isDropped { return .dropped }
    if let passed = schedule.passedDate(of: index, in: plan) { return .overdue(passed) }
    guard let date = schedule.date(of: index, in: plan) else {
      // That it can't lie in the past goes without saying.
      let earliest = schedule.milestones[index].earliest.flatMap { $0 > schedule.statusDate ? $0 : nil }
      return .undated(earliest: earliest, stated: plan.milestones[index].forecast?.value.date)
    }
    return .planned(date)
  }

  /// Takes what the simulation knows of the launch.
  fileprivate mutating func take(_ forecast: Forecast, launch: MilestoneIndex) {
    guard let outcome = forecast.milestones[launch] else { return }
    p50 = outcome.p50
    p80 = outcome.p80
    // That a chance is at most almost certain says nothing.
    chance = forecast.chanceInWindow[chip].flatMap { bound != nil && $0 > 0.99 ? nil : $0 }
  }
}

/// One pass over the network: which milestones wait, however far back, for an open risk or for an uncertain length.
private struct UncertaintyPass {
  private var waitsForRisk: IndexedArray<MilestoneIndex, Bool>
  private var waitsForRange: IndexedArray<MilestoneIndex, Bool>

  init(_ plan: Plan, _ schedule: Schedule) {
    waitsForRisk = IndexedArray(repeating: false, count: plan.milestones.count)
    waitsForRange = waitsForRisk
    for risk in plan.risks where risk.isOpen && (risk.probability?.value ?? 0) > 0 {
      for delay in risk.delays {
        if let index = delay.milestone.index, (delay.duration?.pessimistic.days ?? 0) > 0 { waitsForRisk[index] = true }
      }
    }
    for index in schedule.graph.order {
      guard !plan.milestones[index].isDone else {
        waitsForRisk[index] = false
        continue
      }
      for incoming in schedule.graph.incoming(index) {
        let edge = schedule.graph.edges[incoming]
        let from = edge.from
        if waitsForRisk[from] { waitsForRisk[index] = true }
        if waitsForRange[from] { waitsForRange[index] = true }
        if let duration = plan.milestones[index].dependencies[Int(edge.dependency)].duration, !duration.isCertain {
          waitsForRange[index] = true
        }
      }
    }
  }

  func basis(_ milestone: MilestoneIndex) -> LaunchAnswer.Basis {
    waitsForRisk[milestone] ? .risks : waitsForRange[milestone] ? .ranges : .certain
  }
}
