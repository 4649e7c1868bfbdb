import TapeoutForecast
import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// The content with what every page asks of it: names, addresses, dates as they are shown.
final class SiteModel: Sendable {
  let content: SiteContent
  /// How many warnings the check has, or hints where there is none, as every page says it.
  let findingsText: String?
  /// What changed from report to report, newest first: without reports that have none before them. Every report's page
  /// asks, so the list is made once.
  let comparisons: [ChangeLog.Entry]
  /// Where the comparison of each report stands in ``comparisons``, by the report's index in the plan.
  let comparisonIndices: [ReportIndex: Int]
  /// Parallel to ``Plan/chips``: the decisions that are wanted for each.
  let wantedDecisions: IndexedArray<ChipIndex, [DecisionIndex]>
  /// The decisions that are wanted, by the milestones that they link to.
  let wantedByMilestone: [MilestoneIndex: [DecisionIndex]]
  /// Everybody who owes something.
  let owners: Owners
  /// Parallel to ``Plan/chips``: where the slide of each lies.
  let slides: IndexedArray<ChipIndex, String>
  /// The day of the report that first told that a milestone is blocked, of those that are blocked now.
  let blockedDays: [MilestoneID: Day]
  /// Longer lists show only what is nearest.
  static let longestList = 200

  init(_ content: SiteContent) {
    self.content = content
    wantedDecisions = SiteModel.wantedDecisions(content.plan)
    wantedByMilestone = SiteModel.wantedByMilestone(content.plan)
    owners = Owners(content.plan)
    slides = SiteModel.slides(content.plan)
    blockedDays = SiteModel.blockedDays(content)
    findingsText = SiteModel.count(content.findings)
    let comparisons = content.changeLog.entries.filter { $0.since != nil }
    self.comparisons = comparisons
    comparisonIndices = Dictionary(
      comparisons.indices.compactMap { index in comparisons[index].report.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func count(_ findings: SiteFindings) -> String? {
    if findings.warnings > 0 { return Wording.counted(findings.warnings, "warning") }
    return findings.hints > 0 ? Wording.counted(findings.hints, "hint") : nil
  }

  var plan: Plan { _read { yield content.plan } }
  var schedule: Schedule { _read { yield content.schedule } }
  var forecast: Forecast { _read { yield content.forecast } }
  var places: SitePlaces { _read { yield content.places } }
  var statusDate: Day { content.schedule.statusDate }
  var window: ClosedRange<Day>? { content.plan.program.launchWindow?.value.days }
  var title: String { content.plan.program.title?.value ?? "Program" }

  /// `2026 launch window`.
  var windowName: String {
    content.plan.program.launchWindow.map { "\($0.value) launch window" } ?? ""
  }

  /// Looked at in place: a milestone is large, and a copy of it costs more than most questions to it.
  var milestones: IndexedArray<MilestoneIndex, Milestone> { _read { yield content.plan.milestones } }
  func scheduled(_ index: MilestoneIndex) -> ScheduledMilestone { content.schedule.milestones[index] }
  func health(_ index: MilestoneIndex) -> Health { content.schedule.milestones[index].health }
  func chipTitle(of milestone: MilestoneIndex) -> String {
    content.plan.chips[content.plan.milestones[milestone].chip].displayTitle
  }
  func phase(_ index: MilestoneIndex) -> Phase { content.plan.milestones[index].kind?.phase ?? .gate }

  /// What a milestone is called where there is little room: its title, without its middle where that is long.
  func shortTitle(_ index: MilestoneIndex, upTo length: Int = 36) -> String {
    Wording.cutMiddle(content.plan.milestones[index].displayTitle, length)
  }

  /// Who is expected to deliver it: its owner, else the giving party.
  func owner(_ index: MilestoneIndex) -> String? {
    var milestone: Milestone { _read { yield content.plan.milestones[index] } }
    return milestone.owner?.value ?? milestone.giver.map { content.plan.partners[$0].displayTitle }
  }

  // MARK: Dates

  /// The date to show for a milestone, as precisely as it is known; nil where there is none.
  func date(_ index: MilestoneIndex) -> PlanDate? { content.schedule.date(of: index, in: content.plan) }

  /// The day of the baseline from which a chart measures: of an imprecise one, the day nearest to what is expected.
  func baselineDay(_ index: MilestoneIndex) -> Day? {
    guard let baseline = content.plan.milestones[index].baseline?.value.date else { return nil }
    guard let expected = content.schedule.milestones[index].expected else { return baseline.last }
    return min(max(expected, baseline.first), baseline.last)
  }

  /// How far a milestone is behind its baseline: `+11 d`; of one whose date has passed, `+21 d or more`.
  func slipText(_ index: MilestoneIndex) -> String? {
    guard let slip = content.schedule.milestones[index].slipDays else { return nil }
    return isOverdue(index) && slip > 0 ? "\(Wording.slip(slip)) or more" : Wording.slip(slip)
  }

  func relative(_ day: Day) -> String { Wording.relative(day, to: statusDate) }

  /// The day before which an undated milestone cannot happen; nil where it has a date, or that day is only the status
  /// date.
  func earliest(_ index: MilestoneIndex) -> Day? {
    let scheduled = content.schedule.milestones[index]
    guard scheduled.expected == nil, let earliest = scheduled.earliest, earliest > statusDate else { return nil }
    return earliest
  }

  /// Where a chart shows a milestone: at its date, else at the day before which it cannot happen.
  func place(_ index: MilestoneIndex) -> Day? {
    content.schedule.milestones[index].expected ?? content.schedule.milestones[index].earliest
  }

  func isOverdue(_ index: MilestoneIndex) -> Bool { content.schedule.milestones[index].isOverdue }

  /// The date that has passed without the milestone, as precisely as it was known; nil where it is not overdue.
  func passedDate(_ index: MilestoneIndex) -> PlanDate? { content.schedule.passedDate(of: index, in: content.plan) }

  /// `+53 d against the first baseline, 2026-11-01`; nil where today's baseline is the first one.
  func againstFirst(_ index: MilestoneIndex) -> Phrase? {
    guard let first = content.baselines[index].firstIfReplaced, let date = date(index) else { return nil }
    return Wording.againstFirst(first.slip(to: date), first)
  }

  /// `+53 d from first`: the slip against the first baseline; nil where today's baseline is the first one.
  func slipFromFirst(_ index: MilestoneIndex) -> String? {
    guard let first = content.baselines[index].firstIfReplaced, let date = date(index) else { return nil }
    return Wording.fromFirst(first.slip(to: date))
  }

  // MARK: Dependencies

  func predecessors(_ index: MilestoneIndex) -> [DependencyGraph.Edge] {
    content.schedule.graph.incoming(index).map { content.schedule.graph.edges[$0] }
  }

  func successors(_ index: MilestoneIndex) -> [DependencyGraph.Edge] {
    content.schedule.graph.outgoing(index).map { content.schedule.graph.edges[Int($0)] }
  }

  /// When work on a milestone can have begun: the day of its last predecessor; nil without one that is dated.
  func start(_ index: MilestoneIndex) -> Day? {
    predecessors(index).compactMap { edge in
      health(edge.from) == .dropped ? nil : content.schedule.milestones[edge.from].expected
    }.max()
  }

  /// The undone milestones that make the date of a milestone, earliest first, ending in itself.
  func drivingPath(to milestone: MilestoneIndex) -> [MilestoneIndex] {
    content.schedule.drivers(of: milestone).filter { !content.plan.milestones[$0].isDone }
  }

  // MARK: Chips

  /// Milestones of several chips by date as expected, else as planned; what has neither comes last. On equal days those
  /// of one chip keep the order in which they are read.
  func inDateOrder(_ milestones: some Sequence<MilestoneIndex>) -> [MilestoneIndex] {
    milestones.map { index -> (Int32, ChipIndex, Int, MilestoneIndex) in
      let day = content.schedule.milestones[index].expected ?? content.plan.milestones[index].baseline?.value.date?.last
      return (day?.number ?? .max, content.plan.milestones[index].chip, places.placeInOrder[index], index)
    }.sorted { $0 < $1 }.map(\.3)
  }

  /// The gates of a chip that still count, as they are read.
  func gates(ofChip chip: ChipIndex) -> [MilestoneIndex] {
    places.order[chip].filter { content.plan.milestones[$0].isGate && health($0) != .dropped }
  }

  func nextGate(ofChip chip: ChipIndex) -> MilestoneIndex? {
    gates(ofChip: chip).first { !content.plan.milestones[$0].isDone }
  }

  func countDone(_ milestones: some Sequence<MilestoneIndex>) -> (done: Int, counted: Int) {
    milestones.reduce(into: (0, 0)) { counts, index in
      guard health(index) != .dropped else { return }
      counts.1 += 1
      if content.plan.milestones[index].isDone { counts.0 += 1 }
    }
  }

  /// When each chip will launch: parallel to ``Plan/chips``.
  var launches: IndexedArray<ChipIndex, LaunchAnswer> { _read { yield content.launches } }

  /// As sentences name a milestone.
  func step(_ index: MilestoneIndex) -> LaunchAnswer.Step {
    LaunchAnswer.Step(milestone: index, title: milestones[index].displayTitle)
  }

  /// Whether a milestone passes something between parties, and still counts.
  func isLiveHandoff(_ index: MilestoneIndex) -> Bool {
    content.plan.milestones[index].isHandoff && health(index) != .dropped
  }

  /// What passes between parties in all chips, by date.
  var handoffs: [MilestoneIndex] { inDateOrder(content.plan.milestones.indices.filter(isLiveHandoff)) }
}

extension PartnerRole {
  var title: String {
    switch self {
    case .customer: "customer"
    case .foundry: "foundry"
    case .osat: "packaging and test house"
    case .memory: "memory supplier"
    case .substrate: "substrate supplier"
    case .supplier: "supplier"
    case .regulator: "regulator"
    case .designPartner: "design partner"
    }
  }
}

extension Health {
  /// As it stands beside its mark.
  var title: String {
    switch self {
    case .dropped: "Dropped"
    case .done: "Done"
    case .planned: "Planned"
    case .onTrack: "On track"
    case .atRisk: "At risk"
    case .late: "Late"
    case .blocked: "Blocked"
    }
  }

  var isHot: Bool { self >= .atRisk }

  /// Mark and word, always both.
  var markup: Markup { Health.markups[Int(rawValue)] }
  var pill: Markup { Health.pills[Int(rawValue)] }

  private static let markups = allCases.map { health -> Markup in
    "<span class=\"st\(health.isHot ? " hot" : "")\">\(Mark(health).icon)\(health.title)</span>"
  }
  private static let pills = allCases.map { health -> Markup in
    "<span class=\"st pill\">\(Mark(health).icon)\(health.title)</span>"
  }
}
