package import TapeoutDisk
import TapeoutGit
import TapeoutHistory
import TapeoutModel

/// Reads the earlier plans of a project from Git, through the cache. Never fails: what cannot be known is the history's
/// gap.
package struct HistoryReader: Sendable {
  /// What reading depends on beside the project.
  package struct Options: Sendable {
    /// The environment of the process: where git and its configuration are found.
    package var variables: [String: String]
    /// Where to keep what was read; nil for nowhere.
    package var cacheFolder: String?
    /// After how many seconds git is stopped.
    package var timeLimit = 30.0

    package init(variables: [String: String], cacheFolder: String? = nil) {
      self.variables = variables
      self.cacheFolder = cacheFolder
    }
  }

  private let project: Project
  private let options: Options
  private let isSerial: Bool

  package init(_ project: Project, _ options: Options, isSerial: Bool = false) {
    self.project = project
    self.options = options
    self.isSerial = isSerial
  }

  /// What can be found out before the plan is known.
  struct Opened: Sendable {
    fileprivate let reader: HistoryReader
    fileprivate let repository: Result<GitRepository, GitRepository.Unreadable>
    fileprivate let cache: HistoryCache?
    fileprivate let cached: HistoryCache.Content?

    /// - Parameters:
    ///   - sources: the files on the disk: the newest state.
    ///   - statusDate: what is committed on it or later is no earlier plan.
    func read(_ plan: Plan, _ sources: SourceSet, statusDate: Day) async -> PlanHistory {
      do {
        let repository = try repository.get()
        let days = HistoryReader.days(plan, before: statusDate)
        let recorded = try await recorded(repository, days, statusDate)
        return try await recorded.with(sources, statusDate: statusDate, repository, isSerial: reader.isSerial)
      } catch {
        var unknown = PlanHistory()
        unknown.gap = .init(reason: error.reason, knownFrom: nil)
        return unknown
      }
    }

    private func recorded(
      _ repository: GitRepository, _ days: [Day], _ statusDate: Day
    ) async throws(GitRepository.Unreadable) -> RecordedHistory {
      let key = HistoryCache.Key(head: repository.head, prefix: repository.prefix, days: days, statusDate: statusDate)
      if let known = cached?.recorded(for: key) { return known }
      let recorded = try await RecordedHistory(
        repository, days: days, statusDate: statusDate, isSerial: reader.isSerial)
      if recorded.history.gap == nil { cache?.store(recorded, key) }
      return recorded
    }
  }

  /// Finds the repository, and what is cached of it.
  func opened() -> Opened {
    let git = GitCommand(variables: options.variables, deadline: Deadline(secondsFromNow: options.timeLimit))
    let repository: Result<GitRepository, GitRepository.Unreadable>
    do {
      repository = .success(
        try GitRepository(contentFolder: project.path("Content"), git, largestBlob: ContentLoader.largestFile))
    } catch {
      repository = .failure(error)
    }
    let cache = options.cacheFolder.flatMap { HistoryCache(folder: $0, project: project) }
    // A shallow repository can be deepened without a new commit.
    let isWhole = (try? repository.get()).map { !$0.isShallow } ?? false
    return Opened(reader: self, repository: repository, cache: cache, cached: isWhole ? cache?.load() : nil)
  }

  /// Five years of weeks.
  private static let mostWeeks = 260

  /// The days of the reports before the status date, else the Sundays.
  static func days(_ plan: Plan, before statusDate: Day) -> [Day] {
    var days: [Day] = []
    for report in plan.reports where report.day < statusDate && report.day != days.last { days.append(report.day) }
    guard days.isEmpty else { return days }
    let sunday = statusDate - statusDate.weekday
    return (0..<mostWeeks).reversed().map { sunday - $0 * 7 }
  }
}
