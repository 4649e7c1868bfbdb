package import TapeoutDisk
package import TapeoutHistory
package import TapeoutModel
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
  package private(set) var trend: Trend
  /// In the order of files and places.
  package private(set) var findings: [Finding]
  /// Whether everything was taken over from the analysis before, because nothing has changed since.
  package private(set) var isTakenOver: Bool
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
    self = try await UnjudgedProject(read, progress: progress).judged(reusing: earlier, progress: progress)
  }

  /// A project with its past; ``trend`` and ``findings`` are empty.
  init(unjudged read: ReadProject, past: HistoryReader.Reading?) {
    project = read.project
    options = read.options
    files = read.content.sources.files.map(\.path)
    sources = read.sources
    plan = read.plan
    schedule = read.schedule
    history = past?.history
    trend = Trend(series: [])
    findings = []
    isTakenOver = false
    kept = read.options.isReusable ? Kept(read: read, history: past?.known) : nil
  }

  /// The same with what was found.
  func with(_ trend: Trend, _ findings: [Finding], isTakenOver: Bool = false) -> Analysis {
    var judged = self
    judged.trend = trend
    judged.findings = findings
    judged.isTakenOver = isTakenOver
    return judged
  }

  /// The day that everything relative counts from.
  package var statusDate: Day { schedule.statusDate }
}
