package import TapeoutForecast
package import TapeoutModel
package import TapeoutSchedule

/// Everything that a download is made from: each is a function of it.
package struct ExportContent: Sendable {
  package let plan: Plan
  /// With the forecast's say in health.
  package let schedule: Schedule
  package let forecast: Forecast
  /// When each chip will launch: parallel to ``Plan/chips``.
  package let launches: IndexedArray<ChipIndex, LaunchAnswer>
  /// The first baseline of a milestone, where today's is another one; nil elsewhere.
  let firstBaseline: @Sendable (MilestoneIndex) -> PlanDate?
  /// Parallel to ``Plan/chips``: its milestones in the order in which they are read, which every table keeps.
  let order: IndexedArray<ChipIndex, [MilestoneIndex]>
  package let addresses: PageAddresses
  /// The files that the plan was read from: texts of bodies come from them.
  let sources: SourceSet
  /// What each scenario of the plan comes to, in their order; empty where nobody has worked it out.
  let scenarios: [ScenarioOutcome]
  /// How new the plan is.
  let revision: PlanRevision

  /// - Parameter order: see ``Schedule/readingOrder(of:in:)``; nil where nobody has worked it out.
  package init(
    plan: Plan, schedule: Schedule, forecast: Forecast, launches: IndexedArray<ChipIndex, LaunchAnswer>,
    firstBaseline: @escaping @Sendable (MilestoneIndex) -> PlanDate?,
    order: IndexedArray<ChipIndex, [MilestoneIndex]>? = nil, addresses: PageAddresses,
    sources: SourceSet, scenarios: [ScenarioOutcome] = [], revision: PlanRevision = PlanRevision()
  ) {
    self.plan = plan
    self.schedule = schedule
    self.forecast = forecast
    self.launches = launches
    self.firstBaseline = firstBaseline
    self.order =
      order ?? IndexedArray(plan.chips.map { schedule.readingOrder(of: $0.milestones, in: plan) })
    self.addresses = addresses
    self.sources = sources
    self.scenarios = scenarios
    self.revision = revision
  }

  var title: String { plan.program.title?.value ?? "Program" }

  func chipTitle(of milestone: MilestoneIndex) -> String { plan.chips[plan.milestones[milestone].chip].displayTitle }

  /// All milestones, chip by chip.
  var milestonesAsRead: [MilestoneIndex] { order.flatMap { $0 } }

  func phase(_ milestone: MilestoneIndex) -> Phase { plan.milestones[milestone].kind?.phase ?? .gate }

  /// When a milestone was or will be done, as precisely as that is known; nil where it has no date.
  func date(_ milestone: MilestoneIndex) -> PlanDate? { schedule.date(of: milestone, in: plan) }

  /// Days behind the first baseline, where today's is another one: positive is later. Nil elsewhere, and without a date.
  func slipFromFirst(_ milestone: MilestoneIndex) -> Int? {
    guard let first = firstBaseline(milestone), let day = schedule.milestones[milestone].expected else { return nil }
    return first.slip(to: plan.milestones[milestone].actual?.value ?? .day(day))
  }

  /// The predecessor that makes the expected date, if one does.
  func driver(_ milestone: MilestoneIndex) -> MilestoneIndex? {
    guard case .dependency(let edge) = schedule.milestones[milestone].driver else { return nil }
    return schedule.graph.edges[Int(edge)].from
  }

  /// The day before which a milestone must not lie whatever its links say; nil where there is none.
  func earliestStart(of milestone: MilestoneIndex) -> Day? {
    guard !plan.milestones[milestone].isDone, let expected = schedule.milestones[milestone].expected else { return nil }
    let stated = [
      plan.milestones[milestone].notBefore?.value.last, plan.milestones[milestone].forecast?.value.date?.last,
    ]
    switch schedule.milestones[milestone].driver {
    // A link that carries its date: what is stated beside it holds nothing up, but may once the link is gone.
    case .dependency: return stated.compactMap(\.self).max()
    default: return expected
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
  func handoffWords(_ milestone: MilestoneIndex) -> String? {
    guard plan.milestones[milestone].isHandoff, let giver = plan.milestones[milestone].giver,
      let receiver = plan.milestones[milestone].receiver
    else { return nil }
    return "\(plan.partners[giver].displayTitle) to \(plan.partners[receiver].displayTitle)"
  }
}
