package import TapeoutModel
package import TapeoutSchedule

/// The plan and all that is worked out from it, as `tapeout.plan/1`: see Docs/plan-json.md for every field.
package struct PlanExport {
  private let plan: Plan
  private let schedule: Schedule
  private let forecast: Forecast

  package init(_ plan: Plan, _ schedule: Schedule, _ forecast: Forecast) {
    self.plan = plan
    self.schedule = schedule
    self.forecast = forecast
  }

  /// - Parameters: how many findings of each severity the check of the same content has.
  package func json(errors: Int, warnings: Int, hints: Int) -> JSONValue {
    .object([
      "format": "tapeout.plan/1",
      "program": program,
      "forecast": .object([
        "samples": .integer(forecast.samples), "seed": .integer(Int(truncatingIfNeeded: forecast.seed)),
      ]),
      "chips": .array(plan.chips.indices.map(chip)),
      "milestones": .array(plan.milestones.indices.map(milestone)),
      "risks": .array(plan.risks.map(risk)),
      "partners": .array(plan.partners.map(partner)),
      "findings": .object(["errors": .integer(errors), "warnings": .integer(warnings), "hints": .integer(hints)]),
    ])
  }

  private var program: JSONValue {
    let window = plan.program.launchWindow?.value.days
    return .object([
      "title": .string(plan.program.title?.value ?? ""),
      "status_date": day(schedule.statusDate),
      "launch_window": window.map { .object(["first": day($0.lowerBound), "last": day($0.upperBound)]) } ?? .null,
      "health": .string(schedule.health.name),
      "chance_all_in_window": JSONValue(forecast.chanceAllInWindow),
    ])
  }

  private func chip(_ index: Int) -> JSONValue {
    let chip = plan.chips[index]
    return .object([
      "id": .string(chip.id),
      "title": .string(chip.displayTitle),
      "kind": JSONValue(chip.kind?.value.rawValue),
      "health": .string(schedule.chips[index].health.name),
      "launch": chip.launch.map { launch($0, chip: index) } ?? .null,
      "driving_path": .array(schedule.chips[index].drivingPath.map(id)),
    ])
  }

  private func launch(_ milestone: Int, chip: Int) -> JSONValue {
    .object([
      "milestone": id(milestone),
      "expected": day(schedule.milestones[milestone].expected),
      "p50": day(forecast.milestones[milestone]?.p50),
      "p80": day(forecast.milestones[milestone]?.p80),
      "chance_in_window": JSONValue(forecast.chanceInWindow[chip]),
    ])
  }

  private func milestone(_ index: Int) -> JSONValue {
    let milestone = plan.milestones[index]
    let scheduled = schedule.milestones[index]
    let outcome = forecast.milestones[index]
    var driver: Int?
    if case .dependency(let edge) = scheduled.driver { driver = Int(schedule.graph.edges[Int(edge)].from) }
    return .object([
      "id": id(index),
      "title": .string(milestone.displayTitle),
      "kind": JSONValue(milestone.kind?.name),
      "phase": JSONValue(milestone.kind?.phase.rawValue),
      "stepping": JSONValue(milestone.stepping?.value),
      "from": JSONValue(milestone.giver.map { plan.partners[$0].id }),
      "to": JSONValue(milestone.receiver.map { plan.partners[$0].id }),
      "owner": JSONValue(milestone.owner?.value),
      "baseline": date(milestone.baseline?.value),
      "forecast": date(milestone.forecast?.value),
      "actual": date(milestone.actual.map { .date($0.value) }),
      "expected": day(scheduled.expected),
      "slip_days": JSONValue(scheduled.slipDays),
      "total_float_days": JSONValue(scheduled.totalFloat),
      "free_float_days": JSONValue(scheduled.freeFloat),
      "critical": .bool(scheduled.isCritical),
      "driven_by": driver.map(id) ?? .null,
      "after": .array(milestone.dependencies.map { length($0.duration, "id", $0.predecessor.id) }),
      "health": .string(scheduled.health.name),
      "p10": day(outcome?.p10),
      "p50": day(outcome?.p50),
      "p80": day(outcome?.p80),
      "p90": day(outcome?.p90),
      "criticality": JSONValue(outcome?.criticality),
      "chance_by_need_by": JSONValue(outcome?.chanceByNeedBy),
      "criteria": criteria(milestone.criteria),
    ])
  }

  private func criteria(_ criteria: [ExitCriterion]) -> JSONValue {
    func count(_ state: ExitCriterion.State) -> JSONValue { .integer(criteria.count { $0.state == state }) }
    return .object([
      "met": count(.met), "open": count(.open), "failing": count(.failing), "waived": count(.waived),
    ])
  }

  private func risk(_ risk: Risk) -> JSONValue {
    .object([
      "id": .string("\(plan.chips[risk.chip].id)/\(risk.id)"),
      "title": .string(risk.displayTitle),
      "owner": JSONValue(risk.owner?.value),
      "probability": JSONValue(risk.probability?.value),
      "status": .string((risk.status?.value ?? .open).rawValue),
      "review_by": date(risk.reviewBy.map { .date($0.value) }),
      "delays": .array(risk.delays.map { length($0.duration, "milestone", $0.milestone.id) }),
    ])
  }

  private func partner(_ partner: Partner) -> JSONValue {
    .object([
      "id": .string(partner.id), "title": .string(partner.displayTitle),
      "role": JSONValue(partner.role?.value.rawValue),
    ])
  }

  private func length(_ duration: ThreePointDuration?, _ name: String, _ milestone: MilestoneID) -> JSONValue {
    .object([
      name: .string(milestone.description),
      "optimistic_days": .integer(duration?.optimistic.days ?? 0),
      "likely_days": .integer(duration?.likely.days ?? 0),
      "pessimistic_days": .integer(duration?.pessimistic.days ?? 0),
      "working_days": .bool(duration?.usesWorkingDays ?? false),
    ])
  }

  private func id(_ milestone: Int) -> JSONValue { .string(plan.milestones[milestone].id.description) }

  private func day(_ day: Day?) -> JSONValue { JSONValue(day?.description) }

  private func date(_ stated: StatedDate?) -> JSONValue {
    guard let stated else { return .null }
    return .object([
      "text": .string(stated.description), "first": day(stated.date?.first), "last": day(stated.date?.last),
    ])
  }
}

extension JSONValue: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = .string(text) }
}

extension Health {
  /// As the JSON spells it.
  fileprivate var name: String {
    switch self {
    case .atRisk: "at-risk"
    case .onTrack: "on-track"
    default: word
    }
  }
}
