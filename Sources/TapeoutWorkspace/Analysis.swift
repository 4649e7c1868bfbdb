package import TapeoutDisk
import TapeoutForecast
package import TapeoutHistory
package import TapeoutModel
import TapeoutRules
package import TapeoutSchedule

/// Everything the tool knows about a project on one day: the plan, and all that is wrong with it.
package struct Analysis: Sendable {
  package let project: Project
  /// What findings point into: the files of the disk, and stand-ins for those that are missing.
  package let sources: SourceSet
  /// Paths of the content files that the disk holds, in the order of their bytes.
  package let files: [String]
  package let plan: Plan
  /// What its dates mean on the status date.
  package let schedule: Schedule
  /// Earlier plans; nil where they were not asked for.
  package let history: PlanHistory?
  /// Every estimate of every milestone.
  package let trend: Trend
  /// In the order of files and places.
  package let findings: [Finding]
  /// Whether everything was taken over from the analysis before, because nothing has changed since.
  package let isTakenOver: Bool
  let options: Options
  /// What a later analysis may reuse; nil where nobody asked for it.
  let kept: Kept?

  struct Kept: Sendable {
    let read: ReadProject
    let history: HistoryReader.Known?
  }

  /// What a run depends on beside the files.
  package struct Options: Sendable {
    /// The status date where nothing else states one.
    package var today: Day
    /// Stronger than what the plan states.
    package var statusDate: Day?
    /// Uses one core: the result is the same.
    package var isSerial = false
    /// How to read earlier plans; nil does not read them.
    package var history: HistoryReader.Options?
    /// Keeps what ``Analysis/updated(overlay:moves:looksAtDisk:today:progress:)`` needs, at the price of memory.
    package var isReusable: Bool

    package init(
      today: Day, statusDate: Day? = nil, isSerial: Bool = false, history: HistoryReader.Options? = nil,
      isReusable: Bool = false
    ) {
      self.today = today
      self.statusDate = statusDate
      self.isSerial = isSerial
      self.history = history
      self.isReusable = isReusable
    }
  }

  /// What a run is busy with, for whoever waits.
  package enum Stage: Hashable, Sendable {
    case listing
    case reading(files: Int)
    case remembering
    case checking(milestones: Int)

    /// The same in words.
    package var text: String {
      switch self {
      case .listing: "Listing Content/"
      case .reading(let files): "Reading \(files) files"
      case .remembering: "Reading earlier plans from Git"
      case .checking(let milestones): "Checking \(milestones) milestones"
      }
    }
  }

  /// Loads, reads and checks a project.
  ///
  /// - Parameter overlay: bytes of Markdown files that count instead of the disk's, by path from the root.
  /// - Throws: where the machine fails; whatever is wrong with the content is a finding.
  package init(
    of project: Project, _ options: Options, overlay: [String: [UInt8]] = [:],
    progress: @Sendable (Stage) -> Void = { _ in }
  ) async throws(OperationalError) {
    try await self.init(
      try await ReadProject(project, options, overlay: overlay, progress: progress), progress: progress)
  }

  /// Looks for all that is wrong with a project.
  ///
  /// - Parameter earlier: an analysis of the same project: where nothing has changed since, its findings are these.
  /// - Throws: where the machine fails.
  package init(
    _ read: ReadProject, reusing earlier: Analysis? = nil, progress: @Sendable (Stage) -> Void = { _ in }
  ) async throws(OperationalError) {
    project = read.project
    options = read.options
    files = read.content.sources.files.map(\.path)
    sources = read.sources
    plan = read.plan
    schedule = read.schedule
    guard !files.isEmpty else {
      history = nil
      trend = Trend(series: [])
      findings = [Finding.emptyContent(in: sources)]
      isTakenOver = false
      kept = read.options.isReusable ? Kept(read: read, history: nil) : nil
      return
    }
    progress(.remembering)
    let past = try await read.repository?.read(plan, sources, statusDate: schedule.statusDate)
    history = past?.history
    kept = read.options.isReusable ? Kept(read: read, history: past?.known) : nil
    if let earlier, past?.isReused ?? (earlier.history == nil), read.isSame(as: earlier) {
      trend = earlier.trend
      findings = earlier.findings
      isTakenOver = true
      return
    }
    isTakenOver = false
    progress(.checking(milestones: plan.milestones.count))
    let loading = read.content.findings(in: sources)
    let chances = await Analysis.chances(plan, schedule, isSerial: read.isSerial)
    let known = history ?? PlanHistory()
    let earlier = EarlierMilestones(plan, known, before: schedule.statusDate)
    trend = await Trend.concurrent(plan, schedule, earlier, isSerial: read.isSerial)
    let context = RuleContext(
      plan: plan, schedule: schedule, sources: sources, chanceInWindow: chances, history: known, earlier: earlier,
      trend: trend, today: read.options.today, isStatusDateGiven: read.options.statusDate != nil)
    findings = await Linter.lint(context, and: loading + read.findings, isSerial: read.isSerial)
  }

  /// Draws that a check may spend on probabilities: some 20 ms on two cores. A larger plan gets its findings without
  /// them, and `tapeout forecast` for the asking.
  private static let mostDraws = 5_000_000

  /// The chance of the launch window for each chip whose expected launch misses it, from the same draws as
  /// `tapeout forecast` makes, so that both say the same.
  private static func chances(_ plan: Plan, _ schedule: Schedule, isSerial: Bool) async -> [ChipIndex: Double] {
    guard let window = plan.program.launchWindow?.value.days else { return [:] }
    let missing = plan.chips.indices.filter { chip in
      guard let launch = plan.chips[chip].launch, !plan.milestones[launch].isDone else { return false }
      return schedule.milestones[launch].expected.map { !window.contains($0) } ?? false
    }
    var settings = Forecast.Settings()
    settings.isSerial = isSerial
    settings.targets = missing.compactMap { plan.chips[$0].launch }
    guard !missing.isEmpty, schedule.graph.edges.count * settings.samples <= mostDraws else { return [:] }
    let forecast = await Forecast.run(plan, schedule, settings)
    return Dictionary(
      uniqueKeysWithValues: missing.compactMap { chip in forecast.chanceInWindow[chip].map { (chip, $0) } })
  }

  /// The day that everything relative counts from.
  package var statusDate: Day { schedule.statusDate }
}
