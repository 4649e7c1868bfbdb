import TapeoutDisk
import TapeoutForecast
import TapeoutHistory
import TapeoutModel
import TapeoutRules
import TapeoutSchedule

/// A project with its past, before anybody has looked for what is wrong with it: enough to begin to change it.
struct UnjudgedProject: Sendable {
  private let read: ReadProject
  private let past: HistoryReader.Reading?
  /// Without findings and trend.
  let analysis: Analysis

  /// - Throws: where the machine fails.
  init(_ read: ReadProject, progress: @Sendable (Analysis.Stage) -> Void = { _ in }) async throws(OperationalError) {
    self.read = read
    if read.content.sources.files.isEmpty {
      past = nil
    } else {
      progress(.remembering)
      past = try await read.repository?.read(read.plan, read.sources, statusDate: read.schedule.statusDate)
    }
    analysis = Analysis(unjudged: read, past: past)
  }

  /// Looks for all that is wrong.
  ///
  /// - Parameter earlier: an analysis of the same project: where nothing has changed since, its findings are these.
  func judged(
    reusing earlier: Analysis? = nil, progress: @Sendable (Analysis.Stage) -> Void = { _ in }
  ) async -> Analysis {
    let (plan, schedule) = (analysis.plan, analysis.schedule)
    guard !analysis.files.isEmpty else {
      return analysis.with(analysis.trend, [Finding.emptyContent(in: analysis.sources)])
    }
    if let earlier, past?.isReused ?? (earlier.history == nil), read.isSame(as: earlier) {
      return analysis.with(earlier.trend, earlier.findings, isTakenOver: true)
    }
    progress(.checking(milestones: plan.milestones.count))
    let loading = read.content.findings(in: analysis.sources)
    let chances = await UnjudgedProject.chances(plan, schedule, isSerial: read.isSerial)
    let known = analysis.history ?? PlanHistory()
    let before = EarlierMilestones(plan, known, before: schedule.statusDate)
    let trend = await Trend.concurrent(plan, schedule, before, isSerial: read.isSerial)
    let context = RuleContext(
      plan: plan, schedule: schedule, sources: analysis.sources, chanceInWindow: chances, history: known,
      earlier: before, trend: trend, today: read.options.today, isStatusDateGiven: read.options.statusDate != nil)
    return analysis.with(
      trend, await Linter.lint(context, and: loading + read.findings, isSerial: read.isSerial))
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
}
