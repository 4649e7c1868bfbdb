package import TapeoutModel

/// A plan made in code, for the tests of what reckons with plans.
package struct PlanBuilder {
  package var program = Program(origin: Origin(file: FileID(0)))
  package private(set) var milestones: [Milestone] = []
  package var partners: [Partner] = []
  package var risks: [Risk] = []
  private var chips: [String] = []
  private var launches: [String: String] = [:]

  package init() {}

  private static let nowhere = SourceRange(startOf: FileID(0))

  /// Adds a milestone `chip/id`; predecessors are named likewise, each with its duration.
  package mutating func add(
    _ name: String, after: KeyValuePairs<String, String> = [:], actual: String? = nil, forecast: String? = nil,
    baseline: String? = nil, notBefore: String? = nil, needBy: String? = nil, status: MilestoneStatus? = nil
  ) {
    add(
      name, after: after.map { ($0, $1) }, actual: actual, forecast: forecast, baseline: baseline,
      notBefore: notBefore, needBy: needBy, status: status)
  }

  package mutating func add(
    _ name: String, after: [(String, String)], actual: String? = nil, forecast: String? = nil, baseline: String? = nil,
    notBefore: String? = nil, needBy: String? = nil, status: MilestoneStatus? = nil
  ) {
    let id = PlanBuilder.id(name)
    if !chips.contains(id.chip) { chips.append(id.chip) }
    var milestone = Milestone(origin: Origin(file: FileID(0)), id: id, chip: 0)
    milestone.actual = actual.map(PlanBuilder.date)
    milestone.forecast = forecast.map {
      Located((try? StatedDate(parsing: $0)) ?? .toBeDetermined, at: PlanBuilder.nowhere)
    }
    milestone.baseline = baseline.map {
      Located((try? StatedDate(parsing: $0)) ?? .toBeDetermined, at: PlanBuilder.nowhere)
    }
    milestone.notBefore = notBefore.map(PlanBuilder.date)
    milestone.needBy = needBy.map(PlanBuilder.date)
    milestone.status = status.map { Located($0, at: PlanBuilder.nowhere) }
    milestone.dependencies = after.map { name, duration in
      Dependency(
        predecessor: MilestoneReference(id: PlanBuilder.id(name), range: PlanBuilder.nowhere),
        duration: try? ThreePointDuration(parsing: duration), durationRange: PlanBuilder.nowhere,
        isDurationUnknown: duration == "TBD")
    }
    milestones.append(milestone)
  }

  /// Makes a milestone the launch of its chip.
  package mutating func launch(_ name: String) {
    let id = PlanBuilder.id(name)
    launches[id.chip] = id.milestone
  }

  package mutating func window(_ first: String, _ last: String) {
    let window = LaunchWindow(first: PlanBuilder.date(first).value, last: PlanBuilder.date(last).value)
    program.launchWindow = Located(window, at: PlanBuilder.nowhere)
  }

  package mutating func risk(_ name: String, _ probability: Double, _ delays: KeyValuePairs<String, String>) {
    risk(name, probability, delays.map { ($0, $1) })
  }

  package mutating func risk(_ name: String, _ probability: Double, _ delays: [(String, String)]) {
    let id = PlanBuilder.id(name)
    var risk = Risk(origin: Origin(file: FileID(0)), id: id.milestone, chip: 0)
    risk.probability = Located(probability, at: PlanBuilder.nowhere)
    risk.delays = delays.map { milestone, duration in
      Risk.Delay(
        milestone: MilestoneReference(id: PlanBuilder.id(milestone), range: PlanBuilder.nowhere),
        duration: try? ThreePointDuration(parsing: duration), durationRange: PlanBuilder.nowhere)
    }
    risks.append(risk)
  }

  /// The plan, sorted and resolved as the assembler leaves it.
  package func plan() -> Plan {
    var plan = Plan(program: program, partners: partners)
    plan.milestones = IndexedArray(milestones.sorted { $0.id < $1.id })
    for name in chips.sorted(by: { $0.precedesInBytes($1) }) {
      var chip = Chip(origin: Origin(file: FileID(0)), id: name)
      let own = plan.milestones.indices.filter { plan.milestones[$0].id.chip == name }
      if let first = own.first { chip.milestones = first..<first.advanced(by: own.count) }
      chip.launch = launches[name].flatMap { plan.milestoneIndex(of: MilestoneID(chip: name, milestone: $0)) }
      for index in own { plan.milestones[index].chip = plan.chips.endIndex }
      plan.chips.append(chip)
    }
    for index in plan.milestones.indices {
      for dependency in plan.milestones[index].dependencies.indices {
        let target = plan.milestoneIndex(of: plan.milestones[index].dependencies[dependency].predecessor.id)
        plan.milestones[index].dependencies[dependency].predecessor.index = target
      }
    }
    for risk in risks {
      var risk = risk
      for delay in risk.delays.indices {
        risk.delays[delay].milestone.index = plan.milestoneIndex(of: risk.delays[delay].milestone.id)
      }
      plan.risks.append(risk)
    }
    return plan
  }

  private static func id(_ name: String) -> MilestoneID {
    MilestoneID(parsing: name, chip: "c") ?? MilestoneID(chip: "c", milestone: name)
  }

  private static func date(_ text: String) -> Located<PlanDate> {
    Located((try? PlanDate(parsing: text)) ?? .day(Day(number: 0)), at: nowhere)
  }
}

extension Plan {
  /// The index of the milestone `chip/id`, or of `id` in the chip `c`; the end index where there is none.
  package func place(_ name: String) -> MilestoneIndex {
    MilestoneID(parsing: name, chip: "c").flatMap(milestoneIndex) ?? milestones.endIndex
  }
}
