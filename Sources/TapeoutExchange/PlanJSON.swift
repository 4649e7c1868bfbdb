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
    // Some more than a milestone takes.
    document.reserveCapacity(plan.milestones.count * 900)
    document.add("chips", plan.chips.indices, json.chip)
    document.add("findings", ["errors": .integer(errors), "hints": .integer(hints), "warnings": .integer(warnings)])
    document.add(
      "forecast",
      [
        "samples": .integer(content.forecast.samples),
        "seed": .integer(Int(truncatingIfNeeded: content.forecast.seed)),
      ])
    document.add("format", "tapeout.plan/1")
    document.addObjects("milestones", plan.milestones.indices, json.milestone)
    document.add("partners", plan.partners.indices, json.partner)
    document.add("program", json.program)
    document.add("risks", plan.risks.indices, json.risk)
    return document.finish()
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

  private func milestone(_ index: Int, _ json: inout JSONWriter) {
    let scheduled = content.schedule.milestones[index]
    let outcome = content.forecast.milestones[index]
    json.object { json in
      json.field("actual")
      json.append(plan.milestones[index].actual?.value)
      json.field("after")
      json.list(plan.milestones[index].dependencies, PlanJSON.append)
      json.field("baseline")
      json.append(plan.milestones[index].baseline?.value)
      json.add("chance_by_need_by", outcome?.chanceByNeedBy)
      json.field("criteria")
      PlanJSON.append(CriteriaCounts(plan.milestones[index].criteria), to: &json)
      json.add("critical", scheduled.isCritical)
      json.add("criticality", outcome?.criticality)
      json.add("driven_by", content.driver(index).map { plan.milestones[$0].id })
      json.add("expected", scheduled.expected)
      json.field("forecast")
      json.append(plan.milestones[index].forecast?.value)
      json.add("free_float_days", scheduled.freeFloat)
      json.add("from", plan.milestones[index].giver.map { plan.partners[$0].id })
      json.add("health", scheduled.health.name)
      json.add("id", plan.milestones[index].id)
      json.add("kind", plan.milestones[index].kind?.name)
      json.add("owner", plan.milestones[index].owner?.value)
      json.add("p10", outcome?.p10)
      json.add("p50", outcome?.p50)
      json.add("p80", outcome?.p80)
      json.add("p90", outcome?.p90)
      json.add("phase", plan.milestones[index].kind?.phase.rawValue)
      json.add("slip_days", scheduled.slipDays)
      json.add("stepping", plan.milestones[index].stepping?.value)
      json.add("title", plan.milestones[index].displayTitle)
      json.add("to", plan.milestones[index].receiver.map { plan.partners[$0].id })
      json.add("total_float_days", scheduled.totalFloat)
    }
  }

  private static func append(_ counts: CriteriaCounts, to json: inout JSONWriter) {
    json.object { json in
      json.add("failing", counts.failing)
      json.add("met", counts.met)
      json.add("open", counts.open)
      json.add("waived", counts.waived)
    }
  }

  private static func append(_ dependency: Dependency, to json: inout JSONWriter) {
    json.object { json in
      json.add("id", dependency.predecessor.id)
      json.add("likely_days", dependency.duration?.likely.days ?? 0)
      json.add("optimistic_days", dependency.duration?.optimistic.days ?? 0)
      json.add("pessimistic_days", dependency.duration?.pessimistic.days ?? 0)
      json.add("working_days", dependency.duration?.usesWorkingDays ?? false)
    }
  }

  private func risk(_ index: Int) -> JSONValue {
    let risk = plan.risks[index]
    return [
      "delays": .array(risk.delays.map(delay)),
      "id": .string("\(plan.chips[risk.chip].id)/\(risk.id)"),
      "owner": JSONValue(risk.owner?.value),
      "probability": JSONValue(risk.probability?.value),
      "review_by": date(risk.reviewBy?.value),
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

  private func date(_ date: PlanDate?) -> JSONValue {
    guard let date else { return .null }
    let text = date.precision == .day ? .day(date.first) : JSONValue.string(date.description)
    return ["first": .day(date.first), "last": .day(date.last), "text": text]
  }
}

extension JSONWriter {
  fileprivate mutating func append(_ stated: StatedDate?) {
    guard let stated else { return null() }
    guard let date = stated.date else { return bytes.append("{\"first\":null,\"last\":null,\"text\":\"TBD\"}") }
    append(date)
  }

  fileprivate mutating func append(_ date: PlanDate?) {
    guard let date else { return null() }
    object { json in
      json.add("first", date.first)
      json.add("last", date.last)
      if date.precision == .day { json.add("text", date.first) } else { json.add("text", date.description) }
    }
  }
}
