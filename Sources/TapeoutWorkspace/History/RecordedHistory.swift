import TapeoutDisk
import TapeoutGit
import TapeoutHistory
import TapeoutModel

/// What the commits tell, before anything is said about the working tree: what a cache can hold.
struct RecordedHistory: Sendable {
  var history: PlanHistory
  /// The milestones' files as the newest commit has them, in the order of their paths' bytes.
  var files: [File]

  struct File: Hashable, Sendable {
    var path: String
    var blob: ObjectID
    var fingerprint: ContentHash
  }

  /// Reads the whole history.
  ///
  /// - Parameters:
  ///   - days: of which plans are wanted, oldest first.
  ///   - statusDate: after all of them.
  init(
    _ repository: GitRepository, days: [Day], statusDate: Day, isSerial: Bool
  ) async throws(GitRepository.Unreadable) {
    var timeline = ContentTimeline(repository, days: days)
    try repository.log { timeline.add($0) }
    timeline.finish(before: statusDate)
    guard let firstDay = timeline.firstDay else {
      throw GitRepository.Unreadable(reason: "Content/ is not under version control")
    }
    if timeline.isTooLarge { throw GitRepository.Unreadable(reason: "the history is too large") }
    let plans = try await EarlierPlans(timeline, repository, isSerial: isSerial)
    history = PlanHistory()
    history.snapshots = plans.snapshots
    history.skippedVersions = plans.skippedVersions
    if plans.isIncomplete {
      history.gap = .init(reason: GitRepository.Unreadable.missingFiles.reason, knownFrom: plans.snapshots.first?.day)
    } else if repository.isShallow {
      history.gap = .init(
        reason: "the clone is shallow, so older commits are missing",
        knownFrom: firstDay < statusDate ? firstDay : nil)
    }
    files = []
    for place in timeline.newest {
      let version = timeline.versions[Int(place)]
      let path = timeline.paths[Int(version.path)]
      guard case .milestone(let id)? = ContentTimeline.Identity(path: path) else { continue }
      // What was changed later than the status date was not stale on it, nor fresh: nobody knows.
      let changes = timeline.tracks[Int(version.track)].changes
      if let last = changes.last, last <= statusDate { history.lastChanged[id] = last }
      let days = changes.prefix { $0 <= statusDate }
      if !days.isEmpty { history.changeDays[id] = Array(days) }
      // A file whose bytes are missing counts as different from the disk's.
      let fingerprint = plans.newestBytes[path] ?? ContentHash(value: 0)
      files.append(File(path: path, blob: timeline.blobs[Int(version.blob)], fingerprint: fingerprint))
    }
    files.sort { $0.path.precedesInBytes($1.path) }
  }

  init(history: PlanHistory, files: [File]) {
    self.history = history
    self.files = files
  }

  /// The history as it stands with the disk's files as its newest state.
  ///
  /// A file that differs from the newest commit's was changed on the status date, for all that is known: its time on
  /// the disk says when it was copied.
  func with(
    _ sources: SourceSet, statusDate: Day, _ repository: GitRepository, isSerial: Bool
  ) async throws(GitRepository.Unreadable) -> PlanHistory {
    var history = history
    let committed = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.fingerprint) })
    let onDisk = sources.files.filter { !$0.isUnread }.filter {
      ContentTimeline.Identity(path: $0.path)?.milestone != nil
    }
    let differs = await onDisk.concurrentMap(chunkSize: 64, isSerial: isSerial) { file in
      committed[file.path] != ContentHash(ignoringCarriageReturns: file.bytes)
    }
    var new: [RenameMatcher.File] = []
    for (file, differs) in zip(onDisk, differs) where differs {
      guard let id = ContentTimeline.Identity(path: file.path)?.milestone else { continue }
      history.lastChanged[id] = statusDate
      if committed[file.path] == nil { new.append(.init(path: file.path, bytes: file.bytes)) }
    }
    let present = Set(sources.files.map(\.path))
    let gone = files.filter { !present.contains($0.path) }
    guard !gone.isEmpty else { return history }
    for file in gone {
      if let id = ContentTimeline.Identity(path: file.path)?.milestone { history.lastChanged[id] = nil }
    }
    guard !new.isEmpty else { return history }
    let old = zip(gone, try repository.blobs(gone.map(\.blob))).compactMap { file, answer in
      if case .bytes(let bytes) = answer { RenameMatcher.File(path: file.path, bytes: bytes) } else { nil }
    }
    history.rename(
      RenameMatcher.pairs(gone: old, new: new).map { (from: old[$0.gone].path, to: new[$0.new].path) })
    return history
  }
}

extension ContentTimeline.Identity {
  var milestone: MilestoneID? {
    if case .milestone(let id) = self { id } else { nil }
  }
}

extension PlanHistory {
  /// Gives milestones the names that their files have now.
  ///
  /// - Parameter paths: from `Content/` on.
  mutating func rename(_ paths: [(from: String, to: String)]) {
    var names: [MilestoneID: MilestoneID] = [:]
    for (from, to) in paths {
      guard let old = ContentTimeline.Identity(path: from)?.milestone,
        let new = ContentTimeline.Identity(path: to)?.milestone
      else { continue }
      names[old] = new
      // What had the name before, and is gone, must not be taken for the same.
      if names[new] == nil { names[new] = MilestoneID(chip: new.chip, milestone: new.milestone + " (former)") }
    }
    for index in snapshots.indices { snapshots[index].rename(names, [:]) }
    // All at once: a name may be given up and taken in the same breath.
    let days = names.map { old, new in (new, changeDays.removeValue(forKey: old)) }
    for (new, days) in days { changeDays[new] = days }
  }
}
