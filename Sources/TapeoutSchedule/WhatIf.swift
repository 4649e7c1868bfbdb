package import TapeoutModel

/// A supposition: one milestone comes some days later (or, negative, earlier) than it would.
package struct WhatIf: Hashable, Sendable {
  package var milestone: MilestoneIndex
  /// Calendar days.
  package var days: Int

  package init(milestone: MilestoneIndex, days: Int) {
    self.milestone = milestone
    self.days = days
  }
}

/// Everything that is supposed at once.
package struct Suppositions: Hashable, Sendable {
  /// Given to the schedule and to the forecast.
  package var moves: [WhatIf] = []
  package var risks: [RiskSupposition] = []

  package init() {}

  package var isEmpty: Bool { moves.isEmpty && risks.isEmpty }

  /// The plan with what is supposed of its risks. Each draw keeps its random numbers, so nothing else differs.
  package func applied(to plan: Plan) -> Plan {
    var plan = plan
    for own in risks {
      let range = plan.risks[own.risk].origin.start
      if own.occurs {
        plan.risks[own.risk].probability = Located(1, at: range)
      } else {
        plan.risks[own.risk].status = Located(.closed, at: range)
      }
    }
    return plan
  }
}

/// A supposition about an open risk: it happens for certain, or it does not.
package struct RiskSupposition: Hashable, Sendable {
  package var risk: RiskIndex
  package var occurs: Bool

  package init(risk: RiskIndex, occurs: Bool) {
    self.risk = risk
    self.occurs = occurs
  }
}
