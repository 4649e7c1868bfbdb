import TapeoutDisk
import TapeoutGit
import TapeoutHistory
import TapeoutModel
import TapeoutParser
import TapeoutSchedule

/// The plans of earlier days, put together from the versions of files that stood then, and what every version of a
/// milestone stated.
///
/// Every version is read once, whatever the number of days it stood for. One that cannot be read gives way to the last
/// one before it that can, as nobody could have seen anything else in it.
struct EarlierPlans {
  private(set) var snapshots: [PlanSnapshot] = []
  /// Versions that could not be read and were left out.
  private(set) var skippedVersions = 0
  /// Set where a file's bytes are missing: the day of the first plan after it; inner nil where there is none.
  private(set) var isIncomplete = false
  /// What the newest versions of files with names of their own hold, for comparing with the disk: by path.
  private(set) var newestBytes: [String: ContentHash] = [:]
  /// What the files of the milestones that are there stated in turn, by their newest ids.
  private(set) var stated: [MilestoneID: [StatedVersion]] = [:]

  private let timeline: ContentTimeline
  private var answers: [ObjectBatch.Answer?]
  /// What came of reading versions, and the place of each there: parts are large.
  private var parts: [PlanPart] = []
  private var places: [Int32: Int] = [:]
  /// Versions left out, each once.
  private var skipped: Set<Int32> = []

  /// Reads and schedules the plan of every state of a timeline.
  ///
  /// - Parameter reports: tells which day every commit counts for.
  init(
    _ timeline: ContentTimeline, reports: ReportPlans, repository: GitRepository, isSerial: Bool
  ) async throws(GitRepository.Unreadable) {
    self.timeline = timeline
    answers = Array(repeating: nil, count: timeline.blobs.count)
    var needed: Set<Int32> = []
    for state in timeline.states { needed.formUnion(state.versions) }
    let newest = timeline.newest
    let chains = statedChains(newest)
    try fetch(Array(needed.union(newest).union(chains.joined())), repository)
    for version in newest {
      let path = timeline.paths[Int(timeline.versions[Int(version)].path)]
      if case .bytes(let bytes) = answer(version) { newestBytes[path] = ContentHash(ignoringCarriageReturns: bytes) }
    }
    let states = knownStates()

    // Programs first: their kinds are needed for the rest.
    needed = Set(states.flatMap(\.versions))
    let programs = needed.union(newest).filter { path(of: $0) == "Content/program.md" }.sorted()
    await read(programs, PlanKinds(of: nil), isSerial)
    try await readFormer(of: programs, PlanKinds(of: nil), repository, isSerial)
    let kinds = states.map { state in
      PlanKinds(of: state.versions.first { path(of: $0) == "Content/program.md" }.flatMap { standing($0) }?.part)
    }
    let usual =
      kinds.last
      ?? PlanKinds(of: newest.first { path(of: $0) == "Content/program.md" }.flatMap { standing($0) }?.part)
    let others = needed.subtracting(programs).sorted()
    await read(Set(others).union(chains.joined()).sorted(), usual, isSerial)
    try await readFormer(of: others, usual, repository, isSerial)

    let renamed = renamed(among: needed)
    let jobs = zip(states, kinds).map { state, kinds in
      Job(day: state.day, kinds: kinds, files: state.versions.compactMap { file($0, kinds, renamed) })
    }
    let parts = parts
    snapshots = await jobs.concurrentMap(chunkSize: 1, isSerial: isSerial) { $0.snapshot(parts) }
    for chain in chains { state(chain, reports) }
    skippedVersions = skipped.count
  }

  // MARK: Every version

  /// The versions of each milestone that is there, oldest first.
  private func statedChains(_ newest: [Int32]) -> [[Int32]] {
    newest.compactMap { version in
      guard PlanPart.milestone(at: path(of: version)) != nil else { return nil }
      var chain = [version]
      var next = timeline.versions[Int(version)].previous
      while next >= 0 {
        chain.append(next)
        next = timeline.versions[Int(next)].previous
      }
      return chain.reversed()
    }
  }

  /// Notes what the versions of one milestone stated. One that cannot be read states what the one before it did.
  private mutating func state(_ chain: [Int32], _ reports: ReportPlans) {
    guard let newest = chain.last, let id = PlanPart.milestone(at: path(of: newest)) else { return }
    var versions: [StatedVersion] = []
    for version in chain {
      guard isWhole(version), let place = places[version], let milestone = parts[place].milestone else {
        // Bytes that are missing are told of as that.
        if case .bytes = answer(version) { skipped.insert(version) }
        continue
      }
      let commit = Int(timeline.versions[Int(version)].commit)
      let stated = StatedVersion(
        milestone, on: reports.effectiveDays[commit], followsReport: reports.followsReport[commit])
      if versions.last.map({ !$0.statesSame(as: stated) }) ?? true { versions.append(stated) }
    }
    if !versions.isEmpty { stated[id] = versions }
  }

  private func path(of version: Int32) -> String { timeline.paths[Int(timeline.versions[Int(version)].path)] }

  private func answer(_ version: Int32) -> ObjectBatch.Answer? { answers[Int(timeline.versions[Int(version)].blob)] }

  // MARK: Bytes

  private mutating func fetch(
    _ versions: [Int32], _ repository: GitRepository
  ) throws(GitRepository.Unreadable) {
    let places = Set(versions.map { timeline.versions[Int($0)].blob }).filter { answers[Int($0)] == nil }.sorted()
    let found = try repository.blobs(places.map { timeline.blobs[Int($0)] })
    for (place, answer) in zip(places, found) { answers[Int(place)] = answer }
  }

  /// The states after the last one of which a file is missing.
  private mutating func knownStates() -> ArraySlice<ContentTimeline.State> {
    let last = timeline.states.lastIndex { state in
      state.versions.contains { version in
        if case .missing = answer(version) { true } else { false }
      }
    }
    isIncomplete = last != nil
    return timeline.states[(last.map { $0 + 1 } ?? 0)...]
  }

  // MARK: Reading

  private mutating func read(_ versions: [Int32], _ kinds: PlanKinds, _ isSerial: Bool) async {
    let jobs = versions.compactMap { version -> (version: Int32, path: String, bytes: [UInt8])? in
      guard places[version] == nil, case .bytes(let bytes) = answer(version) else { return nil }
      return (version, path(of: version), bytes)
    }
    let read = await jobs.concurrentMap(chunkSize: 32, isSerial: isSerial) {
      PlanPart(path: $0.path, bytes: $0.bytes, kinds: kinds)
    }
    for (place, job) in jobs.enumerated() { places[job.version] = parts.count + place }
    parts += read
  }

  /// How many versions back a readable one is looked for.
  private static let mostFormer = 200

  /// Reads the earlier versions of files of which these versions cannot be read.
  private mutating func readFormer(
    of versions: [Int32], _ kinds: PlanKinds, _ repository: GitRepository, _ isSerial: Bool
  ) async throws(GitRepository.Unreadable) {
    var former: Set<Int32> = []
    for version in versions where !isWhole(version) { former.formUnion(chain(before: version)) }
    guard !former.isEmpty else { return }
    try fetch(Array(former), repository)
    await read(former.sorted(), kinds, isSerial)
  }

  private func chain(before version: Int32) -> [Int32] {
    var chain: [Int32] = []
    var next = timeline.versions[Int(version)].previous
    while next >= 0, chain.count < EarlierPlans.mostFormer {
      chain.append(next)
      next = timeline.versions[Int(next)].previous
    }
    return chain
  }

  private func isWhole(_ version: Int32) -> Bool { places[version].map { parts[$0].isWhole } ?? false }

  /// The version that stands for one: itself, else the last whole one before it, else itself as far as it goes.
  private func standing(_ version: Int32) -> (version: Int32, part: PlanPart)? {
    guard let place = standingPlace(version) else { return nil }
    return (place.version, parts[place.part])
  }

  private func standingPlace(_ version: Int32) -> (version: Int32, part: Int)? {
    if let part = places[version], parts[part].isWhole { return (version, part) }
    for former in chain(before: version) {
      if let part = places[former], parts[part].isWhole { return (former, part) }
    }
    guard let part = places[version], !parts[part].isDamaged else { return nil }
    return (version, part)
  }

  /// What a plan is put together from for one version that stood on its day.
  private mutating func file(
    _ version: Int32, _ kinds: PlanKinds, _ renamed: [Int32: ContentTimeline.Identity]
  ) -> Job.File? {
    let standing = standingPlace(version)
    if standing?.version != version {
      skipped.insert(version)
      for former in chain(before: version) {
        if former == standing?.version { break }
        skipped.insert(former)
      }
    }
    guard let standing else { return nil }
    var file = Job.File(part: standing.part, identity: renamed[version])
    // Its name may have changed with the version that cannot be read, and what kinds there are from day to day.
    let path = path(of: version)
    if path != self.path(of: standing.version) || !parts[standing.part].isSame(with: kinds),
      case .bytes(let bytes) = answer(standing.version)
    {
      file.again = (path, bytes)
    }
    return file
  }

  /// The versions whose file is called otherwise today.
  private func renamed(among versions: Set<Int32>) -> [Int32: ContentTimeline.Identity] {
    let identities = timeline.identities
    var renamed: [Int32: ContentTimeline.Identity] = [:]
    for version in versions {
      guard let identity = identities[Int(timeline.versions[Int(version)].track)] else { continue }
      if ContentTimeline.Identity(path: path(of: version)) != identity { renamed[version] = identity }
    }
    return renamed
  }
}

/// One day's plan, still to be put together.
private struct Job: Sendable {
  struct File: Sendable {
    /// Place of what was read.
    var part: Int
    /// What it is called today, where that differs.
    var identity: ContentTimeline.Identity?
    /// Where it has to be read again: under which path, and what.
    var again: (path: String, bytes: [UInt8])?
  }

  var day: Day
  var kinds: PlanKinds
  var files: [File]

  func snapshot(_ parts: [PlanPart]) -> PlanSnapshot {
    var names = NewNames()
    var own: [PlanPart] = []
    own.reserveCapacity(files.count)
    for file in files {
      let part = file.again.map { PlanPart(path: $0.path, bytes: $0.bytes, kinds: kinds) } ?? parts[file.part]
      own.append(part)
      switch file.identity {
      case .milestone(let name): if let old = part.milestone?.id { names.milestones[old] = name }
      case .risk(let name): if let old = part.risk { names.risks[RiskID(chip: old.chip, risk: old.id)] = name }
      case .chip(let name): if let old = part.chip { names.chips[old] = name }
      case nil: break
      }
    }
    var plan = Plan(own)
    plan.countFactsAsDates(after: day)
    var snapshot = PlanSnapshot(plan, Schedule(plan, statusDate: day))
    snapshot.rename(names)
    return snapshot
  }
}
