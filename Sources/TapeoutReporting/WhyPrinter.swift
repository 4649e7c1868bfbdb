package import TapeoutModel
package import TapeoutSchedule
import TapeoutWording

/// Where a milestone's date comes from, step by step, and what could move without moving it.
package struct WhyPrinter {
  private let plan: Plan
  private let schedule: Schedule
  private let firstBaseline: (MilestoneIndex) -> PlanDate?
  private let style: TextStyle

  /// - Parameter firstBaseline: the first baseline of a milestone, where today's is another one; nil elsewhere.
  package init(
    plan: Plan, schedule: Schedule, firstBaseline: @escaping (MilestoneIndex) -> PlanDate?, style: TextStyle
  ) {
    self.plan = plan
    self.schedule = schedule
    self.firstBaseline = firstBaseline
    self.style = style
  }

  package func printed(_ milestone: MilestoneIndex, to target: MilestoneIndex?) -> String {
    var parts = [head(milestone), steps(milestone)]
    let chains = chains(milestone)
    if !chains.isEmpty { parts.append(chains) }
    parts.append(floats(milestone, to: target))
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func head(_ index: MilestoneIndex) -> String {
    let milestone = plan.milestones[index]
    let scheduled = schedule.milestones[index]
    var facts = [scheduled.health.word, "expected \(scheduled.expected.text)"]
    if scheduled.expected == nil {
      if let stated = milestone.forecast?.value.date { facts.append("stated \(stated), not borne out") }
      if let earliest = scheduled.earliest { facts.append("not before \(earliest)") }
    }
    if let baseline = milestone.baseline?.value { facts.append("baseline \(baseline)") }
    if let slip = scheduled.slipDays { facts.append("slip \(Wording.slip(slip))") }
    if let first = firstBaseline(index), let date = schedule.date(of: index, in: plan),
      let words = Wording.againstFirst(first.slip(to: date), first)
    {
      facts.append(words.text)
    }
    let title = "\(plan.chips[milestone.chip].displayTitle), \(milestone.displayTitle)".printable
    return style.bold(title) + " (\(name(index)))\n" + facts.joined(separator: " · ")
  }

  private func name(_ index: MilestoneIndex) -> String { plan.milestones[index].id.description.printable }

  // MARK: Steps

  private func steps(_ index: MilestoneIndex) -> String {
    let lines = schedule.drivers(of: index).map { step in
      "  \(schedule.milestones[step].expected.text.column(10))  "
        + "\(name(step).column(34)) \(reason(step))"
    }
    return style.bold("What makes the date") + "\n" + lines.joined(separator: "\n")
  }

  private func reason(_ index: MilestoneIndex) -> String {
    let milestone = plan.milestones[index]
    switch schedule.milestones[index].driver {
    case .actual: return "happened\(milestone.actual.map { " \($0.value)" } ?? "")"
    case .dependency(let edge): return sum(schedule.graph.edges[Int(edge)])
    case .notBefore: return "not before \(milestone.notBefore?.value.description ?? "")"
    case .forecast: return "stated forecast \(milestone.forecast?.value.description ?? "")"
    case .statusDate: return "its date has passed, so the status date"
    case .undated(let edge):
      let from = schedule.graph.edges[Int(edge)].from
      return schedule.milestones[from].expected == nil
        ? "waits for \(name(from)), which has no date" : "nobody knows how long it takes after \(name(from))"
    case .beyondCalendar: return "beyond \(Day.supported.upperBound), the last day that the calendar has"
    case .nothing: return milestone.isDropped ? "dropped" : "nothing in the plan dates it"
    }
  }

  /// `timing-signoff 2026-03-26 + 1w = 2026-04-02`
  private func sum(_ edge: DependencyGraph.Edge) -> String {
    guard let sum = schedule.sum(of: edge, in: plan) else { return "" }
    let from = plan.milestones[sum.from].id.milestone.printable
    return "\(from) \(sum.start) + \(sum.length) = \(sum.isBound ? "≥ " : "")\(sum.arrival)"
  }

  // MARK: Chains

  private func chains(_ index: MilestoneIndex) -> String {
    guard schedule.milestones[index].driver != .actual else { return "" }
    let edges = schedule.graph.incoming(index).map { schedule.graph.edges[$0] }
    let lines = edges.compactMap { edge -> (Int, String)? in
      guard let spare = schedule.spare(edge) else { return nil }
      let from =
        schedule.milestones[edge.from].driver == .actual ? "done" : "may slip \(Wording.counted(spare, "day"))"
      return (spare, "  \(from.column(18)) \(sum(edge))")
    }
    let sorted = lines.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
    return sorted.isEmpty ? "" : style.bold("What leads to it") + "\n" + sorted.joined(separator: "\n")
  }

  // MARK: Float

  private func floats(_ index: MilestoneIndex, to target: MilestoneIndex?) -> String {
    var lines: [String] = []
    let scheduled = schedule.milestones[index]
    if scheduled.driver == .actual {
      lines.append("It has happened: it has no float.")
    } else if let float = scheduled.totalFloat, let earliest = scheduled.earliest {
      if scheduled.expected == nil { lines.append("It has no date: by its earliest day.") }
      lines.append(contentsOf: total(float, earliest))
    } else {
      lines.append("No launch and no need_by waits for it, as far as dates are known: it has no float to reckon with.")
    }
    if let free = scheduled.freeFloat, scheduled.driver != .actual {
      lines.append("Free float \(Wording.counted(free, "day")): so far it may move before anything behind it moves.")
    }
    if let target { lines.append(line(index, to: target)) }
    return style.bold("Float") + "\n" + lines.map { "  " + $0 }.joined(separator: "\n")
  }

  private func total(_ float: Int, _ expected: Day) -> [String] {
    if float < 0 {
      return [
        "Total float \(Wording.slip(float)) (\(float) days): a need_by behind it is missed unless this comes by "
          + "\(expected + float)."
      ]
    }
    if float == 0 { return ["Total float 0 days: \(Wording.noFloat)."] }
    return [
      "Total float \(Wording.counted(float, "day")): it may slip to \(expected + float) before the launch moves, or a "
        + "need_by is missed."
    ]
  }

  private func line(_ index: MilestoneIndex, to target: MilestoneIndex) -> String {
    let name = name(target)
    guard let float = schedule.float(of: index, to: target) else {
      return "\(name) does not wait for it, or one of the two is done or has no date."
    }
    return "To \(name): \(Wording.counted(float, "day"))"
      + (float == 0 ? ", it drives that date." : " before that date moves.")
  }
}
