import TapeoutModel
import TapeoutSchedule

/// Something that a scenario supposes and that cannot happen any more.
struct IdleSupposition: Rule {
  let name: RuleName = "idle-supposition"
  let group = RuleGroup.program
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A scenario supposes something of a milestone that is done, dropped or has no date, of a risk that is not open, or a \
        day before the status date.
        """,
      why: "The comparison leaves it out, and shows less than the scenario’s title says.",
      wrong: scenario("custom-1/kickoff: +3w"),
      right: scenario("custom-1/tape-out: +3w"))
  }

  private func scenario(_ line: String) -> Example {
    Example(.init("scenarios/later.md", "---\ntitle: It comes later\nchanges:\n  \(line)\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let plan = context.plan
    for scenario in plan.scenarios {
      let refused = Suppositions.of(scenario, in: plan, statusDate: context.statusDate).refused
      for change in scenario.changes {
        guard let (place, why) = idle(change, refused, context) else { continue }
        findings.append(
          Finding(
            name, at: place, "\(why), so the scenario leaves it out",
            advice: "Take the line out, suppose something that is still to come, or delete the scenario."))
      }
    }
  }

  private func idle(
    _ change: Scenario.Change, _ refused: [SuppositionRefusal], _ context: RuleContext
  ) -> (SourceRange, String)? {
    switch change {
    case .move(let reference, let move, let value):
      guard let index = reference.index else { return nil }
      let milestone = context.plan.milestones[index]
      if milestone.isDone { return (reference.range, "\(reference.id) is done") }
      if milestone.isDropped { return (reference.range, "\(reference.id) is dropped") }
      guard case .to(let date) = move else { return nil }
      if refused.contains(.past(index, date)) {
        return (value, "\(date) lies before the status date, \(context.statusDate)")
      }
      return refused.contains(.undated(index, date)) ? (reference.range, "\(reference.id) has no date to move") : nil
    case .risk(let reference, _):
      guard let index = reference.index, !context.plan.risks[index].isOpen else { return nil }
      let status = (context.plan.risks[index].status?.value ?? .open).rawValue
      return (reference.range, "The risk \(reference.id) is \(status)")
    }
  }
}
