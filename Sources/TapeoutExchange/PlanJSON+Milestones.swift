import TapeoutForecast
import TapeoutJSON
import TapeoutModel
import TapeoutSchedule

extension PlanJSON {
  /// Writes one milestone: what its file states, then what follows from it. The array is read in place throughout,
  /// because a milestone is large and there can be many.
  func milestone(_ index: MilestoneIndex, _ json: inout JSONWriter) {
    let scheduled = content.schedule.milestones[index]
    let outcome = content.forecast.milestones[index]
    json.object { json in
      json.add(date: plan.milestones[index].accepted?.value, named: "accepted")
      json.add(date: plan.milestones[index].actual?.value, named: "actual")
      json.list("after", plan.milestones[index].dependencies, PlanJSON.append)
      json.add(stated: plan.milestones[index].baseline?.value, named: "baseline")
      json.add("bounded_by", scheduled.worstOverdue.map { plan.milestones[$0].id })
      json.add("chance_by_need_by", outcome?.chanceByNeedBy)
      json.add(counts: CriteriaCounts(plan.milestones[index].criteria), named: "criteria")
      json.add("critical", scheduled.isCritical)
      json.add("criticality", outcome?.criticality)
      json.add(date: content.date(index), named: "date")
      json.add("driven_by", content.driver(index).map { plan.milestones[$0].id })
      json.add("earliest", scheduled.earliest)
      json.list("exit_criteria", plan.milestones[index].criteria, PlanJSON.append)
      json.add("expected", scheduled.expected)
      json.add(ownValues: plan.ownValues(of: index))
      json.add(date: content.firstBaseline(index), named: "first_baseline")
      json.add("first_slip_days", content.slipFromFirst(index))
      json.add(stated: plan.milestones[index].forecast?.value, named: "forecast")
      json.add("free_float_days", scheduled.freeFloat)
      json.add("from", plan.milestones[index].giver.map { plan.partners[$0].id })
      json.add("gate", plan.milestones[index].isGate)
      json.add("health", scheduled.health.name)
      json.list("history", plan.milestones[index].history, PlanJSON.append)
      json.add("id", plan.milestones[index].id)
      json.add("kind", plan.milestones[index].kind?.name)
      json.add(date: plan.milestones[index].needBy?.value, named: "need_by")
      json.add(date: plan.milestones[index].notBefore?.value, named: "not_before")
      json.add("owner", plan.milestones[index].owner?.value)
      json.add("p10", outcome?.p10)
      json.add("p50", outcome?.p50)
      json.add("p80", outcome?.p80)
      json.add("p90", outcome?.p90)
      json.add("passed_date", scheduled.passedDate)
      json.add("phase", plan.milestones[index].kind?.phase.rawValue)
      json.add("reason", plan.milestones[index].reason?.value)
      json.list("rebaselined", plan.milestones[index].rebaselinings) { decision, json in
        json.object { json in
          json.add("day", decision.decidedOn)
          json.add("reason", decision.reason)
          json.add(stated: decision.replaced, named: "replaced")
        }
      }
      json.list("renamed", plan.milestones[index].formerIDs) { $1.append($0.id) }
      json.add("slip_days", scheduled.slipDays)
      json.add(sources: plan.milestones[index].sources)
      json.add("stated_from", plan.milestones[index].from?.id.value)
      json.add("stated_to", plan.milestones[index].to?.id.value)
      json.add("status", plan.milestones[index].status?.value.rawValue)
      json.add("stepping", plan.milestones[index].stepping?.value)
      json.list("tags", plan.milestones[index].tags) { $1.append($0.value) }
      json.add("title", plan.milestones[index].displayTitle)
      json.add("to", plan.milestones[index].receiver.map { plan.partners[$0].id })
      json.add("total_float_days", scheduled.totalFloat)
      json.add("url", content.addresses.absolute(content.addresses.milestone(index)))
    }
  }

  private static func append(_ dependency: Dependency, to json: inout JSONWriter) {
    json.object { json in
      let unknown = dependency.isDurationUnknown ? nil : 0
      json.add("duration", dependency.isDurationUnknown ? "TBD" : dependency.duration?.description)
      json.add("id", dependency.predecessor.id)
      json.add("likely_days", dependency.duration?.likely.days ?? unknown)
      json.add("optimistic_days", dependency.duration?.optimistic.days ?? unknown)
      json.add("pessimistic_days", dependency.duration?.pessimistic.days ?? unknown)
      json.add("working_days", dependency.duration?.usesWorkingDays ?? false)
    }
  }

  private static func append(_ criterion: ExitCriterion, to json: inout JSONWriter) {
    json.object { json in
      json.add("group", criterion.group)
      json.add("state", criterion.state.name)
      json.add("text", criterion.text)
      json.object("waiver", of: criterion.waiver) { waiver, json in
        json.add("by", waiver.by)
        json.add("reason", waiver.reason)
        json.add(date: waiver.until?.date, named: "until")
        json.add("until_milestone", waiver.until?.milestone?.id)
      }
    }
  }

  private static func append(_ estimate: Estimate, to json: inout JSONWriter) {
    json.object { json in
      json.add(stated: estimate.date, named: "date")
      json.add("day", estimate.madeOn)
      json.add("reason", estimate.reason)
    }
  }
}

extension ExitCriterion.State {
  /// As data spells it.
  fileprivate var name: String {
    switch self {
    case .open: "open"
    case .met: "met"
    case .failing: "failing"
    case .waived: "waived"
    }
  }
}

extension Waiver.End {
  fileprivate var date: PlanDate? {
    if case .date(let date) = self { date } else { nil }
  }

  fileprivate var milestone: MilestoneReference? {
    if case .milestone(let reference) = self { reference } else { nil }
  }
}
