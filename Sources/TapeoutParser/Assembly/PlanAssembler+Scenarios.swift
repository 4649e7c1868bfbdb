import TapeoutModel

extension PlanAssembler {
  /// Finds the milestones and risks that scenarios name.
  mutating func resolveScenarios() {
    guard !plan.scenarios.isEmpty else { return }
    var risks: [RiskID: RiskIndex] = [:]
    for index in plan.risks.indices {
      risks[RiskID(chip: plan.chips[plan.risks[index].chip].id, risk: plan.risks[index].id)] = index
    }
    for scenario in plan.scenarios.indices {
      for change in plan.scenarios[scenario].changes.indices {
        switch plan.scenarios[scenario].changes[change] {
        case .move(var reference, let move, let value):
          reference.index = plan.milestoneIndex(of: reference.id)
          plan.scenarios[scenario].changes[change] = .move(reference, move, value: value)
        case .risk(var reference, let occurs):
          reference.index = risks[reference.id]
          plan.scenarios[scenario].changes[change] = .risk(reference, occurs: occurs)
        }
      }
    }
  }
}
