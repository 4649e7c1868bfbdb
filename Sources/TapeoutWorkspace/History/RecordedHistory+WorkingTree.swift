import TapeoutDisk
import TapeoutGit
import TapeoutHistory
import TapeoutModel
import TapeoutParser
import TapeoutSchedule

extension RecordedHistory {
  /// The history as it stands with the disk's files as its newest state.
  ///
  /// A file that differs from the newest commit's was changed on the status date, for all that is known: its time on
  /// the disk says when it was copied.
  ///
  /// - Parameters:
  ///   - plan: read from the files of the disk.
  ///   - sources: the files of the disk.
  func with(
    _ plan: Plan, sources: SourceSet, statusDate: Day, repository: GitRepository, isSerial: Bool
  ) async throws(GitRepository.Unreadable) -> PlanHistory {
    var history = history
    let committed = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.fingerprint) })
    let onDisk = sources.files.filter { !$0.isUnread && PlanPart.isPart($0.path) }
    let differs = await onDisk.concurrentMap(chunkSize: 64, isSerial: isSerial) { file in
      committed[file.path] != ContentHash(ignoringCarriageReturns: file.bytes)
    }
    var changed: Set<MilestoneID> = []
    var new: [RenameMatcher.File] = []
    for (file, differs) in zip(onDisk, differs) where differs {
      if let id = ContentTimeline.Identity(path: file.path)?.milestone {
        history.lastChanged[id] = statusDate
        history.lastCommitted[id] = nil
        changed.insert(id)
      }
      if committed[file.path] == nil, ContentTimeline.Identity(path: file.path) != nil {
        new.append(.init(path: file.path, bytes: file.bytes))
      }
    }
    let present = Set(sources.files.map(\.path))
    var gone = files.filter { !present.contains($0.path) }
    history.isUncommitted = !gone.isEmpty || differs.contains(true) || history.uncommittedReport != nil
    gone.removeAll { ContentTimeline.Identity(path: $0.path) == nil }
    for file in gone {
      guard let id = ContentTimeline.Identity(path: file.path)?.milestone else { continue }
      history.lastChanged[id] = nil
      history.lastCommitted[id] = nil
    }
    if !gone.isEmpty, !new.isEmpty {
      let old = zip(gone, try repository.blobs(gone.map(\.blob))).compactMap { file, answer in
        if case .bytes(let bytes) = answer { RenameMatcher.File(path: file.path, bytes: bytes) } else { nil }
      }
      history.rename(RenameMatcher.names(gone: old, new: new))
    }
    for id in changed {
      guard let index = plan.milestoneIndex(of: id), let last = history.versions[id]?.last else { continue }
      let stated = StatedVersion(plan.milestones[index], on: max(statusDate, last.day), isUncommitted: true)
      if !stated.statesSame(as: last) { history.versions[id]?.append(stated) }
    }
    history.rename(FormerNames(plan).newNames(in: history), isJoining: true)
    if let day = history.uncommittedReport, day < statusDate {
      var plan = plan
      plan.countFactsAsDates(after: day)
      history.snapshots.append(PlanSnapshot(plan, Schedule(plan, statusDate: day)))
    }
    return history
  }
}

extension ContentTimeline.Identity {
  var milestone: MilestoneID? {
    if case .milestone(let id) = self { id } else { nil }
  }
}
