import TapeoutDisk
import TapeoutGit
import TapeoutHistory
import TapeoutModel

/// What the commits tell, before anything is said about the working tree: what a cache can hold.
struct RecordedHistory: Sendable {
  var history: PlanHistory
  /// The files of the plan as the newest commit has them, in the order of their paths' bytes.
  var files: [File]
  /// False where commits or files are missing that another clone may have: such a history is not cached.
  var isComplete = true

  struct File: Hashable, Sendable {
    var path: String
    var blob: ObjectID
    var fingerprint: ContentHash
  }

  /// Which earlier plans are wanted.
  struct Request: Hashable, Sendable {
    /// The days of all reports, oldest first, each once.
    var reports: [Day]
    /// Days whose plan at their end is wanted beside, oldest first: Sundays, where there is no report.
    var otherDays: [Day]
    /// After all that is wanted.
    var statusDate: Day
  }

  /// Reads the whole history.
  init(
    _ repository: GitRepository, _ request: Request, isSerial: Bool
  ) async throws(GitRepository.Unreadable) {
    let commits = try repository.commits()
    let days = RecordedHistory.days(of: commits)
    guard let firstDay = days.first else { throw .uncommitted }
    let reports = ReportPlans(commits, days: days, reports: request.reports, repository)
    let wanted = zip(request.reports, reports.sources).filter { $0.0 <= request.statusDate }
    let ends = wanted.filter { $0.1 == .endOfDay }.map(\.0) + request.otherDays
    let own = wanted.compactMap { day, source -> (Int, Day)? in
      if case .commit(let place) = source { (place, day) } else { nil }
    }
    var timeline = ContentTimeline(
      repository, endsOf: ends, after: Dictionary(uniqueKeysWithValues: own))
    for (commit, day) in zip(commits, days) { timeline.add(commit, on: day) }
    timeline.finish(before: request.statusDate)
    if timeline.isTooLarge { throw .tooLarge }
    let plans = try await EarlierPlans(timeline, reports: reports, repository: repository, isSerial: isSerial)
    history = PlanHistory()
    history.snapshots = plans.snapshots
    history.skippedVersions = plans.skippedVersions
    history.versions = plans.stated
    history.newestCommit = days.last
    history.commitCount = commits.count
    history.newestCommitTime = commits.map(\.time).max()
    if reports.sources.last == .workingTree { history.uncommittedReport = request.reports.last }
    let unknown = wanted.filter { $0.1 == .unknown }.map(\.0)
    let known = plans.snapshots.first?.day
    history.unknownReports = unknown.filter { day in known.map { $0 < day } ?? false }
    if plans.isIncomplete {
      history.gap = GitRepository.Unreadable.missingFiles.gap(knownFrom: known)
      isComplete = false
    } else if repository.isShallow {
      history.gap = GitRepository.Unreadable.shallow.gap(knownFrom: firstDay < request.statusDate ? firstDay : nil)
      isComplete = false
    } else if unknown.count > history.unknownReports.count {
      history.gap = .init(
        reason: "Content/ was first committed on \(firstDay), after reports had been written",
        advice: "What is remembered of earlier dates can be written below `history:` in the files of the milestones, "
          + "and earlier baselines below `rebaselined:`.",
        knownFrom: known)
    }
    files = []
    for place in timeline.newest {
      let version = timeline.versions[Int(place)]
      let path = timeline.paths[Int(version.path)]
      // A file whose bytes are missing counts as different from the disk's.
      let fingerprint = plans.newestBytes[path] ?? ContentHash(value: 0)
      files.append(File(path: path, blob: timeline.blobs[Int(version.blob)], fingerprint: fingerprint))
      guard case .milestone(let id)? = ContentTimeline.Identity(path: path) else { continue }
      // What was changed later than the status date was not stale on it, nor fresh: nobody knows.
      let changes = timeline.tracks[Int(version.track)].changes
      if let last = changes.last, last <= request.statusDate { history.lastChanged[id] = last }
      // The writer's own clock may show a later day than that of UTC.
      let commit = commits[Int(version.commit)]
      history.lastCommitted[id] = max(days[Int(version.commit)], Day(ofUnixTime: commit.time + commit.offset))
      let days = changes.prefix { $0 <= request.statusDate }
      if !days.isEmpty { history.changeDays[id] = Array(days) }
    }
    files.sort { $0.path.precedesInBytes($1.path) }
  }

  init(history: PlanHistory, files: [File]) {
    self.history = history
    self.files = files
  }

  /// The day of each commit in UTC. One that is dated before its parent has its parent's day, since it cannot have been
  /// there earlier.
  static func days(of commits: [GitLog.Commit]) -> [Day] {
    var days: [Day] = []
    days.reserveCapacity(commits.count)
    for commit in commits {
      let day = Day(ofUnixTime: commit.time)
      days.append(days.last.map { max(day, $0) } ?? day)
    }
    return days
  }
}

extension GitRepository.Unreadable {
  /// What the plan's history says of it.
  func gap(knownFrom day: Day? = nil) -> PlanHistory.Gap {
    PlanHistory.Gap(
      reason: reason, advice: advice, knownFrom: day,
      isNotKept: [.notThere, .uncommitted, .empty].contains(self))
  }
}
