import TapeoutForecast
import TapeoutJSON
import TapeoutModel
import TapeoutSchedule

/// The plan and all that is worked out from it, as `tapeout.plan/1`: see Docs/plan-json.md for every field.
///
/// Fields stand in the order of the alphabet. What a file states stands beside what follows from it.
package struct PlanJSON {
  let plan: Plan
  let content: ExportContent

  /// - Parameters:
  ///   - errors: how many errors the check of the same content found; `warnings` and `hints` likewise.
  package static func text(_ content: ExportContent, errors: Int, warnings: Int, hints: Int) -> [UInt8] {
    let export = PlanJSON(plan: content.plan, content: content)
    let plan = content.plan
    // Somewhat more than a milestone takes.
    return JSONWriter.document(capacity: plan.milestones.count * 1_800) { json in
      json.lines("chips", plan.chips.indices, export.chip)
      json.lines("decisions", plan.decisions.indices, export.decision)
      json.object("findings") { json in
        json.add("errors", errors)
        json.add("hints", hints)
        json.add("warnings", warnings)
      }
      json.object("forecast") { json in
        json.add("samples", content.forecast.samples)
        json.add("seed", Int(truncatingIfNeeded: content.forecast.seed))
      }
      json.add("format", "tapeout.plan/1")
      json.lines("milestones", content.milestonesAsRead, export.milestone)
      json.lines("partners", plan.partners.indices, export.partner)
      json.object("program", export.program)
      json.lines("reports", plan.reports.indices, export.report)
      json.lines("risks", plan.risks.indices, export.risk)
      json.lines("scenarios", plan.scenarios.indices, export.scenario)
    }
  }

  // MARK: The program

  private func program(_ json: inout JSONWriter) {
    let program = plan.program
    json.add(calendar: program.calendar, named: "calendar")
    json.add("chance_all_in_window", content.forecast.chanceAllInWindow)
    json.add("edit", program.edit?.value)
    json.list("fields", program.fields) { field, json in
      json.object { json in
        json.add("name", field.name)
        json.list("shown", field.shown) { $1.append($0.rawValue) }
        json.add("title", field.title)
        json.add("type", field.kind.rawValue)
      }
    }
    json.add("health", content.schedule.health.name)
    json.list("kinds", program.kinds) { kind, json in
      json.object { json in
        json.add("gate", kind.isGate)
        json.add("name", kind.name)
        json.add("phase", kind.phase.rawValue)
        json.add("title", kind.title)
      }
    }
    json.object("launch_window", of: program.launchWindow?.value.days) { days, json in
      json.add("first", days.lowerBound)
      json.add("last", days.upperBound)
    }
    json.add("notice", program.notice?.value)
    json.list("rules", program.ruleSettings) { setting, json in
      json.object { json in
        json.add("rule", setting.rule.value.description)
        json.add("severity", setting.severity?.description ?? "off")
      }
    }
    json.add("site", program.site?.value)
    json.add(sources: program.sources)
    json.add("status_date", content.schedule.statusDate)
    json.object("thresholds") { json in
      json.add("at_risk_days", program.thresholds.atRisk)
      json.add("late_days", program.thresholds.late)
      json.add("stale_days", program.thresholds.stale)
    }
    json.add("time_zone", program.timeZone?.value)
    json.add("title", program.title?.value ?? "")
  }

  private func report(_ index: ReportIndex, _ json: inout JSONWriter) {
    json.object { json in
      json.add("day", plan.reports[index].day)
      json.add("number", index.number)
      json.add("title", plan.reports[index].title?.value)
      json.add("url", content.addresses.absolute(content.addresses.report(index)))
    }
  }

  private func decision(_ index: DecisionIndex, _ json: inout JSONWriter) {
    let decision = plan.decisions[index]
    json.object { json in
      json.add("asked", decision.asked.number)
      json.list("chips", decision.chips) { $1.append(plan.chips[$0].id) }
      json.add(date: decision.due, named: "due")
      json.add(date: decision.firstDue, named: "first_due")
      json.add("late", decision.isLate(on: content.schedule.statusDate))
      json.list("milestones", decision.milestones) { $1.append(plan.milestones[$0].id) }
      json.add("owner", decision.owner)
      json.add("reason", decision.reason)
      json.add("state", decision.state.rawValue)
      json.add("stated", decision.stated.number)
      json.add("text", decision.text)
      json.add("url", content.addresses.absolute(content.addresses.report(decision.stated)))
    }
  }

  // MARK: Chips

  private func chip(_ index: ChipIndex, _ json: inout JSONWriter) {
    let chip = plan.chips[index]
    json.object { json in
      json.add("design_partner", chip.designPartner?.id.value)
      json.list("driving_path", content.schedule.chips[index].drivingPath) { $1.append(plan.milestones[$0].id) }
      json.list("facts", chip.facts) { fact, json in
        json.object { json in
          json.add("name", fact.name)
          json.add("value", fact.value)
        }
      }
      json.add("foundry", chip.foundry?.id.value)
      json.add("health", content.schedule.chips[index].health.name)
      json.add("id", chip.id)
      json.add("kind", chip.kind?.value.rawValue)
      json.object("launch", of: chip.launch) { launch, json in
        let answer = content.launches[index]
        json.add("chance_in_window", content.forecast.chanceInWindow[index])
        json.add(date: answer.date, named: "date")
        json.add("earliest", content.schedule.milestones[launch].earliest)
        json.add("expected", content.schedule.milestones[launch].expected)
        json.add(date: answer.firstBaseline, named: "first_baseline")
        json.add("first_slip_days", answer.slipFromFirst)
        json.add("milestone", plan.milestones[launch].id)
        json.object("overdue_inputs", of: content.schedule.chips[index].overdue) { overdue, json in
          json.add("count", overdue.count)
          json.add("worst", plan.milestones[overdue.worst].id)
        }
        json.add("p50", content.forecast.milestones[launch]?.p50)
        json.add("p80", content.forecast.milestones[launch]?.p80)
        json.add("slip_days", answer.slip)
      }
      json.add(date: chip.needBy?.value, named: "need_by")
      json.add("packaging", chip.packaging?.id.value)
      json.add("process", chip.process?.value)
      json.add("quantity", chip.quantity?.value)
      json.list("renamed", chip.formerIDs) { $1.append($0.value) }
      json.add(sources: chip.sources)
      json.add("stated_launch", chip.statedLaunch?.id)
      json.add("stepping", chip.stepping?.value)
      json.add("title", chip.displayTitle)
      json.add("url", content.addresses.absolute(content.addresses.chip(index)))
      json.list("workloads", chip.workloads) { $1.append($0.value) }
    }
  }

  // MARK: Partners and risks

  private func partner(_ index: PartnerIndex, _ json: inout JSONWriter) {
    let partner = plan.partners[index]
    json.object { json in
      json.add(calendar: partner.calendar, named: "calendar")
      json.add("id", partner.id)
      json.list("renamed", partner.formerIDs) { $1.append($0.value) }
      json.add("role", partner.role?.value.rawValue)
      json.add(sources: partner.sources)
      json.add("title", partner.displayTitle)
      json.add("url", content.addresses.absolute(content.addresses.partner(index)))
    }
  }

  private func risk(_ index: RiskIndex, _ json: inout JSONWriter) {
    let risk = plan.risks[index]
    json.object { json in
      json.list("delays", risk.delays) { delay, json in
        json.object { json in
          json.add("duration", delay.duration?.description)
          json.add("likely_days", delay.duration?.likely.days ?? 0)
          json.add("milestone", delay.milestone.id)
          json.add("optimistic_days", delay.duration?.optimistic.days ?? 0)
          json.add("pessimistic_days", delay.duration?.pessimistic.days ?? 0)
          json.add("working_days", delay.duration?.usesWorkingDays ?? false)
        }
      }
      json.add("id", "\(plan.chips[risk.chip].id)/\(risk.id)")
      json.add("owner", risk.owner?.value)
      json.add("probability", risk.probability?.value)
      json.list("renamed", risk.formerIDs) { $1.append("\($0.chip)/\($0.risk)") }
      json.add(date: risk.reviewBy?.value, named: "review_by")
      json.add(sources: risk.sources)
      json.add("status", (risk.status?.value ?? .open).rawValue)
      json.add("text", content.text(of: risk.body))
      json.add("title", risk.displayTitle)
      json.add("url", content.addresses.absolute(content.addresses.risk(index)))
    }
  }
}
