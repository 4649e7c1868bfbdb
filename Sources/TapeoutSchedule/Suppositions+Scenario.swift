package import TapeoutModel

/// Why something that is supposed of a milestone comes to nothing.
package enum SuppositionRefusal: Error, Hashable, Sendable {
  /// The date lies before the status date.
  case past(MilestoneIndex, PlanDate)
  /// The milestone has no date that could move.
  case undated(MilestoneIndex, PlanDate)
}

extension Suppositions {
  /// The moves that suppositions come to. A date is where the milestone is then expected, whatever else is supposed: so
  /// what leads to a milestone is worked out before it.
  ///
  /// - Parameter supposed: of milestones that are still to come.
  package static func moves(
    _ supposed: [(milestone: MilestoneIndex, move: SupposedMove)], _ plan: Plan, statusDate: Day
  ) -> (moves: [WhatIf], refused: [SuppositionRefusal]) {
    var moves: [WhatIf] = []
    var refused: [SuppositionRefusal] = []
    var dates: [(milestone: MilestoneIndex, date: PlanDate)] = []
    for (milestone, move) in supposed {
      switch move {
      case .days(let days): moves.append(WhatIf(milestone: milestone, days: days))
      case .to(let date): dates.append((milestone, date))
      }
    }
    guard !dates.isEmpty else { return (moves, refused) }
    let graph = Schedule(plan, statusDate: statusDate).graph
    var places = IndexedArray<MilestoneIndex, Int>(repeating: 0, count: plan.milestones.count)
    for (place, index) in graph.order.enumerated() { places[index] = place }
    for (index, date) in dates.sorted(by: { places[$0.milestone] < places[$1.milestone] }) {
      guard date.last >= statusDate else {
        refused.append(.past(index, date))
        continue
      }
      let schedule = Schedule(plan, statusDate: statusDate, whatIfs: moves)
      guard let expected = schedule.milestones[index].expected else {
        refused.append(.undated(index, date))
        continue
      }
      moves.append(WhatIf(milestone: index, days: date.last - expected))
    }
    return (moves, refused)
  }

  /// What a scenario comes to today, and what of it comes to nothing: its rule says why.
  package static func of(
    _ scenario: Scenario, in plan: Plan, statusDate: Day
  ) -> (suppositions: Suppositions, refused: [SuppositionRefusal]) {
    var result = Suppositions()
    let supposed: [(milestone: MilestoneIndex, move: SupposedMove)]
    (supposed, result.risks) = stated(by: scenario, in: plan)
    let (moves, refused) = moves(supposed, plan, statusDate: statusDate)
    result.moves = moves
    return (result, refused)
  }

  /// What a scenario supposes of milestones that are still to come, and of open risks.
  package static func stated(
    by scenario: Scenario, in plan: Plan
  ) -> (moves: [(milestone: MilestoneIndex, move: SupposedMove)], risks: [RiskSupposition]) {
    var supposed: [(milestone: MilestoneIndex, move: SupposedMove)] = []
    var risks: [RiskSupposition] = []
    for change in scenario.changes {
      switch change {
      case .move(let reference, let move, _):
        guard let index = reference.index, !plan.milestones[index].isDone, !plan.milestones[index].isDropped else {
          continue
        }
        supposed.append((index, move))
      case .risk(let reference, let occurs):
        guard let index = reference.index, plan.risks[index].isOpen else { continue }
        risks.append(RiskSupposition(risk: index, occurs: occurs))
      }
    }
    return (supposed, risks)
  }
}
