import TapeoutModel
import TapeoutSchedule

/// The plan and all that is worked out from it, as `tapeout.plan/1`: see Docs/plan-json.md for every field.
///
/// Fields stand in the order of the alphabet.
package struct PlanJSON {
  private let plan: Plan
  private let content: ExportContent

  /// - Parameters: how many findings of each severity the check of the same content has.
  package static func text(_ content: ExportContent, errors: Int, warnings: Int, hints: Int) -> [UInt8] {
    let json = PlanJSON(plan: content.plan, content: content)
    let plan = content.plan
    var document = JSONDocument()
    document.add("chips", plan.chips.indices, json.chip)
    document.add("findings", ["errors": .integer(errors), "hints": .integer(hints), "warnings": .integer(warnings)])
    document.add(
      "forecast",
      [
        "samples": .integer(content.forecast.samples),
        "seed": .integer(Int(truncatingIfNeeded: content.forecast.seed)),
      ])
    document.add("format", "tapeout.plan/1")
    document.add("milestones", plan.milestones.indices, json.milestone)
    document.add("partners", plan.partners.indices, json.partner)
    document.add("program", json.program)
    document.add("risks", plan.risks.indices, json.risk)
    return document.text
  }

  private var program: JSONValue {
    let window = plan.program.launchWindow?.value.days
    return [
      "chance_all_in_window": JSONValue(content.forecast.chanceAllInWindow),
      "health": .string(content.schedule.health.name),
      "launch_window": window.map { ["first": .day($0.lowerBound), "last": .day($0.upperBound)] } ?? .null,
      "status_date": .day(content.schedule.statusDate),
      "title": .string(plan.program.title?.value ?? ""),
    ]
  }

  private func chip(_ index: Int) -> JSONValue {
    let chip = plan.chips[index]
    return [
      "driving_path": .array(content.schedule.chips[index].drivingPath.map(id)),
      "health": .string(content.schedule.chips[index].health.name),
      "id": .string(chip.id),
      "kind": JSONValue(chip.kind?.value.rawValue),
      "launch": chip.launch.map { launch($0, chip: index) } ?? .null,
      "title": .string(chip.displayTitle),
    ]
  }

  private func launch(_ milestone: Int, chip: Int) -> JSONValue {
    [
      "chance_in_window": JSONValue(content.forecast.chanceInWindow[chip]),
      "expected": JSONValue(content.schedule.milestones[milestone].expected),
      "milestone": id(milestone),
      "p50": JSONValue(content.forecast.milestones[milestone]?.p50),
      "p80": JSONValue(content.forecast.milestones[milestone]?.p80),
    ]
  }

  private func milestone(_ index: Int) -> JSONValue {
    let scheduled = content.schedule.milestones[index]
    let outcome = content.forecast.milestones[index]
    return [
      "actual": date(plan.milestones[index].actual.map { .date($0.value) }),
      "after": .array(plan.milestones[index].dependencies.map(dependency)),
      "baseline": date(plan.milestones[index].baseline?.value),
      "chance_by_need_by": JSONValue(outcome?.chanceByNeedBy),
      "criteria": criteria(plan.milestones[index].criteria),
      "critical": .bool(scheduled.isCritical),
      "criticality": JSONValue(outcome?.criticality),
      "driven_by": content.driver(index).map(id) ?? .null,
      "expected": JSONValue(scheduled.expected),
      "forecast": date(plan.milestones[index].forecast?.value),
      "free_float_days": JSONValue(scheduled.freeFloat),
      "from": JSONValue(plan.milestones[index].giver.map { plan.partners[$0].id }),
      "health": .string(scheduled.health.name),
      "id": id(index),
      "kind": JSONValue(plan.milestones[index].kind?.name),
      "owner": JSONValue(plan.milestones[index].owner?.value),
      "p10": JSONValue(outcome?.p10),
      "p50": JSONValue(outcome?.p50),
      "p80": JSONValue(outcome?.p80),
      "p90": JSONValue(outcome?.p90),
      "phase": JSONValue(plan.milestones[index].kind?.phase.rawValue),
      "slip_days": JSONValue(scheduled.slipDays),
      "stepping": JSONValue(plan.milestones[index].stepping?.value),
      "title": .string(plan.milestones[index].displayTitle),
      "to": JSONValue(plan.milestones[index].receiver.map { plan.partners[$0].id }),
      "total_float_days": JSONValue(scheduled.totalFloat),
    ]
  }

  private func criteria(_ criteria: [ExitCriterion]) -> JSONValue {
    let counts = CriteriaCounts(criteria)
    return [
      "failing": .integer(counts.failing), "met": .integer(counts.met), "open": .integer(counts.open),
      "waived": .integer(counts.waived),
    ]
  }

  private func dependency(_ dependency: Dependency) -> JSONValue {
    let length = dependency.duration
    return [
      "id": .string(dependency.predecessor.id.description),
      "likely_days": .integer(length?.likely.days ?? 0),
      "optimistic_days": .integer(length?.optimistic.days ?? 0),
      "pessimistic_days": .integer(length?.pessimistic.days ?? 0),
      "working_days": .bool(length?.usesWorkingDays ?? false),
    ]
  }

  private func risk(_ index: Int) -> JSONValue {
    let risk = plan.risks[index]
    return [
      "delays": .array(risk.delays.map(delay)),
      "id": .string("\(plan.chips[risk.chip].id)/\(risk.id)"),
      "owner": JSONValue(risk.owner?.value),
      "probability": JSONValue(risk.probability?.value),
      "review_by": date(risk.reviewBy.map { .date($0.value) }),
      "status": .string((risk.status?.value ?? .open).rawValue),
      "title": .string(risk.displayTitle),
    ]
  }

  private func delay(_ delay: Risk.Delay) -> JSONValue {
    [
      "likely_days": .integer(delay.duration?.likely.days ?? 0),
      "milestone": .string(delay.milestone.id.description),
      "optimistic_days": .integer(delay.duration?.optimistic.days ?? 0),
      "pessimistic_days": .integer(delay.duration?.pessimistic.days ?? 0),
      "working_days": .bool(delay.duration?.usesWorkingDays ?? false),
    ]
  }

  private func partner(_ index: Int) -> JSONValue {
    [
      "id": .string(plan.partners[index].id),
      "role": JSONValue(plan.partners[index].role?.value.rawValue),
      "title": .string(plan.partners[index].displayTitle),
    ]
  }

  private func id(_ milestone: Int) -> JSONValue { .string(plan.milestones[milestone].id.description) }

  private func date(_ stated: StatedDate?) -> JSONValue {
    guard let stated else { return .null }
    guard let date = stated.date else { return ["first": .null, "last": .null, "text": "TBD"] }
    let text = date.precision == .day ? .day(date.first) : JSONValue.string(date.description)
    return ["first": .day(date.first), "last": .day(date.last), "text": text]
  }
}
