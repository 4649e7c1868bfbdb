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

  /// What was read from a repository, for the next reading of the same project.
  struct Known: Sendable {
    fileprivate let key: HistoryCache.Key
    fileprivate let recorded: RecordedHistory
  }

  /// What a repository tells of a plan.
  struct Reading: Sendable {
    var history: PlanHistory
    /// What a later reading need not read again; nil where it has to.
    var known: Known?
    /// Whether it was taken from an earlier reading.
    var isReused = false
  }

  /// What can be found out before the plan is known.
  struct Opened: Sendable {
    fileprivate let reader: HistoryReader
    fileprivate let repository: Result<GitRepository, GitRepository.Unreadable>
    fileprivate let cache: HistoryCache?
    fileprivate let cached: HistoryCache.Content?
    fileprivate let known: Known?

    /// The same with what a reading has kept in memory since.
    func knowing(_ known: Known?) -> Opened {
      Opened(reader: reader, repository: repository, cache: cache, cached: cached, known: known ?? self.known)
    }

    /// - Parameters:
    ///   - sources: the files on the disk: the newest state.
    ///   - statusDate: what is committed on it or later is no earlier plan.
    /// - Throws: where the machine has no room for Git; whatever else keeps Git from answering is a gap.
    func read(
      _ plan: Plan, _ sources: SourceSet, statusDate: Day
    ) async throws(OperationalError) -> Reading {
      do {
        let repository = try repository.get()
        let key = HistoryCache.Key(
          head: repository.head, prefix: repository.prefix,
          request: HistoryReader.request(plan, statusDate: statusDate))
        let isReused = known?.key == key
        let recorded = try await recorded(repository, key)
        let history = try await recorded.with(
          plan, sources: sources, statusDate: statusDate, repository: repository, isSerial: reader.isSerial)
        // A history that is not complete may become so without a new commit.
        return Reading(
          history: history, known: recorded.isComplete ? Known(key: key, recorded: recorded) : nil, isReused: isReused)
      } catch {
        if error == .starved {
          throw OperationalError("Earlier plans cannot be read: \(error.reason).", advice: error.advice)
        }
        var unknown = PlanHistory()
        unknown.gap = error.gap()
        return Reading(history: unknown)
      }
    }

    private func recorded(
      _ repository: GitRepository, _ key: HistoryCache.Key
    ) async throws(GitRepository.Unreadable) -> RecordedHistory {
      if let known, known.key == key { return known.recorded }
      if let recorded = cached?.recorded(for: key) { return recorded }
      let recorded = try await RecordedHistory(repository, key.request, isSerial: reader.isSerial)
      if recorded.isComplete { cache?.store(recorded, key) }
      return recorded
    }
  }

  /// Finds the repository, and what is cached of it.
  ///
  /// - Parameter known: what an earlier reading has kept in memory.
  func opened(known: Known? = nil) -> Opened {
    let git = GitCommand(variables: options.variables, deadline: Deadline(secondsFromNow: options.timeLimit))
    let repository: Result<GitRepository, GitRepository.Unreadable>
    do {
      repository = .success(
        try GitRepository(root: project.root, git, largestBlob: ContentLoader.largestFile))
    } catch {
      repository = .failure(error)
    }
    let cache = options.cacheFolder.flatMap { HistoryCache(folder: $0, project: project) }
    // A shallow repository can be deepened without a new commit.
    let isWhole = (try? repository.get()).map { !$0.isShallow } ?? false
    return Opened(
      reader: self, repository: repository, cache: cache, cached: isWhole && known == nil ? cache?.load() : nil,
      known: isWhole ? known : nil)
  }

  /// Five years of weeks.
  private static let mostWeeks = 260

  /// The plans of the reports up to the status date, else of the Sundays before it.
  static func request(_ plan: Plan, statusDate: Day) -> RecordedHistory.Request {
    var reports: [Day] = []
    for report in plan.reports where report.day != reports.last { reports.append(report.day) }
    var request = RecordedHistory.Request(reports: reports, otherDays: [], statusDate: statusDate)
    guard reports.first.map({ $0 > statusDate }) ?? true else { return request }
    let sunday = statusDate - statusDate.weekday
    request.otherDays = (0..<mostWeeks).reversed().map { sunday - $0 * 7 }
    return request
  }
}
