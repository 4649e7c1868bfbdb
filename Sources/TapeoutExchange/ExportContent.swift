package import TapeoutForecast
package import TapeoutModel
package import TapeoutSchedule

/// Everything that a download is made from: each is a function of it.
package struct ExportContent: Sendable {
  package let plan: Plan
  /// With the forecast's say in health.
  package let schedule: Schedule
  package let forecast: Forecast
  package let addresses: PageAddresses
  /// The files that the plan was read from: texts of bodies come from them.
  let sources: SourceSet
  /// How new the plan is.
  let revision: PlanRevision

  package init(
    plan: Plan, schedule: Schedule, forecast: Forecast, addresses: PageAddresses, sources: SourceSet,
    revision: PlanRevision = PlanRevision()
  ) {
    self.plan = plan
    self.schedule = schedule
    self.forecast = forecast
    self.addresses = addresses
    self.sources = sources
    self.revision = revision
  }

  var title: String { plan.program.title?.value ?? "Program" }

  func chipTitle(of milestone: Int) -> String { plan.chips[plan.milestones[milestone].chip].displayTitle }

  func phase(_ milestone: Int) -> Phase { plan.milestones[milestone].kind?.phase ?? .gate }

  /// When a milestone was or will be done, as precisely as that is known; nil where it has no date.
  func date(_ milestone: Int) -> PlanDate? {
    if let actual = plan.milestones[milestone].actual?.value { return actual }
    guard let expected = schedule.milestones[milestone].expected else { return nil }
    if schedule.milestones[milestone].driver == .forecast, let stated = plan.milestones[milestone].forecast?.value.date,
      stated.last == expected
    {
      return stated
    }
    return .day(expected)
  }

  /// The predecessor that makes the expected date, if one does.
  func driver(_ milestone: Int) -> Int? {
    guard case .dependency(let edge) = schedule.milestones[milestone].driver else { return nil }
    return Int(schedule.graph.edges[Int(edge)].from)
  }

  /// `28 days later`, as against the baseline; nil where nothing can be said.
  func slipWords(_ milestone: Int) -> String? {
    guard let slip = schedule.milestones[milestone].slipDays else { return nil }
    switch slip {
    case 0: return "as planned"
    case 1, -1: return slip > 0 ? "1 day later" : "1 day earlier"
    default: return slip > 0 ? "\(slip) days later" : "\(-slip) days earlier"
    }
  }

  /// The Markdown of a body, without the blank lines around it; nil where there is none.
  func text(of body: Body) -> String? {
    guard let range = body.range else { return nil }
    let bytes = sources[range.file].bytes
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    let written = bytes[range.offsets.clamped(to: bytes.indices)].drop(while: isBlank)
    guard let last = written.lastIndex(where: { !isBlank($0) }) else { return nil }
    return String(decoding: written[...last], as: UTF8.self)
  }

  /// The giving and the receiving party of a handoff: `Broadcom to TSMC`.
  func handoffWords(_ milestone: Int) -> String? {
    guard plan.milestones[milestone].isHandoff, let giver = plan.milestones[milestone].giver,
      let receiver = plan.milestones[milestone].receiver
    else { return nil }
    return "\(plan.partners[giver].displayTitle) to \(plan.partners[receiver].displayTitle)"
  }
}

/// How many exit criteria of a milestone stand how.
struct CriteriaCounts {
  var met = 0
  var open = 0
  var failing = 0
  var waived = 0

  init(_ criteria: [ExitCriterion]) {
    // By place: a criterion is large.
    for place in criteria.indices {
      switch criteria[place].state {
      case .met: met += 1
      case .open: open += 1
      case .failing: failing += 1
      case .waived: waived += 1
      }
    }
  }

  var total: Int { met + open + failing + waived }
  var closed: Int { met + waived }
}

extension Health {
  /// As data spells it.
  var name: String {
    switch self {
    case .atRisk: "at-risk"
    case .onTrack: "on-track"
    default: word
    }
  }
}
