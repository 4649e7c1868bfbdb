import TapeoutForecast
import TapeoutJSON
import TapeoutModel
import TapeoutSchedule

extension PlanJSON {
  /// What a scenario supposes, and what it comes to where that was worked out.
  func scenario(_ index: ScenarioIndex, _ json: inout JSONWriter) {
    let scenario = plan.scenarios[index]
    let outcome = content.scenarios.first { $0.scenario == index }
    json.object { json in
      json.list("changes", scenario.changes) { change, json in json.object { add(change, to: &$0) } }
      json.add("id", scenario.id)
      json.list("launches", outcome.map(launches) ?? []) { answer, json in
        json.object { json in
          json.add("chance_in_window", answer.chance)
          json.add("chip", plan.chips[answer.chip].id)
          json.add(date: answer.date, named: "date")
          json.add("p50", answer.p50)
          json.add("p80", answer.p80)
          json.add("slip_days", answer.slip)
        }
      }
      json.list("moves", outcome?.moves(from: content.schedule) ?? []) { move, json in
        json.object { json in
          json.add("after", move.after)
          json.add("before", move.before)
          json.add("days", move.days)
          json.add("milestone", plan.milestones[move.milestone].id)
        }
      }
      json.add("text", content.text(of: scenario.body))
      json.add("title", scenario.displayTitle)
      json.add("url", content.addresses.absolute("scenarios.html#\(scenario.id)"))
    }
  }

  private func launches(_ outcome: ScenarioOutcome) -> [LaunchAnswer] {
    outcome.launches(firstBaseline: content.firstBaseline).filter { $0.launch != nil }
  }

  private func add(_ change: Scenario.Change, to json: inout JSONWriter) {
    switch change {
    case .move(let reference, let move, _):
      if case .days(let days) = move { json.add("days", days) } else { json.add("days", Int?.none) }
      json.add("milestone", reference.id)
      json.add("outcome", String?.none)
      json.add("risk", String?.none)
      if case .to(let date) = move {
        json.add(date: date, named: "to")
      } else {
        json.add(date: nil as PlanDate?, named: "to")
      }
    case .risk(let reference, let occurs):
      json.add("days", Int?.none)
      json.add("milestone", String?.none)
      json.add("outcome", occurs ? "occurs" : "averted")
      json.add("risk", reference.id.description)
      json.add(date: nil as PlanDate?, named: "to")
    }
  }
}
