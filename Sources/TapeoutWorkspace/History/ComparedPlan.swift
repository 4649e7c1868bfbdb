package import TapeoutDisk
import TapeoutGit
package import TapeoutHistory
package import TapeoutModel
import TapeoutParser
import TapeoutSchedule

/// One side of a comparison: a plan, and the files that tell who was renamed.
package struct ComparedPlan: Sendable {
  package private(set) var snapshot: PlanSnapshot
  /// The files of milestones, risks and chips, in the order of their paths' bytes.
  private let files: [RenameMatcher.File]

  /// The plan on the disk.
  package init(_ analysis: Analysis) {
    snapshot = PlanSnapshot(analysis.plan, analysis.schedule)
    files = analysis.sources.files.filter { ContentTimeline.Identity(path: $0.path) != nil }
      .map { RenameMatcher.File(path: $0.path, bytes: $0.bytes) }
  }

  private init(_ snapshot: PlanSnapshot, _ files: [RenameMatcher.File]) {
    self.snapshot = snapshot
    self.files = files
  }

  /// The plan of a revision, as `tapeout` would have shown it then: on its own status date, else on the day of the
  /// commit.
  ///
  /// - Throws: where there is no such revision, or it cannot be read.
  package init(
    at revision: String, of project: Project, _ options: HistoryReader.Options
  ) throws(OperationalError) {
    // Git would take it for an option.
    guard let first = revision.utf8.first, first != UInt8(ascii: "-"), !revision.utf8.contains(where: { $0 < 0x20 })
    else { throw ComparedPlan.unknown(revision, isShallow: false) }
    do {
      let git = GitCommand(variables: options.variables, deadline: Deadline(secondsFromNow: options.timeLimit))
      let repository = try GitRepository(
        root: project.root, git, largestBlob: ContentLoader.largestFile)
      guard let commit = try repository.commit(revision) else {
        throw ComparedPlan.unknown(revision, isShallow: repository.isShallow)
      }
      self = try ComparedPlan.read(commit, in: repository, named: revision)
    } catch let failure as GitRepository.Unreadable {
      throw OperationalError("The revision \(revision) cannot be read: \(failure.reason).", advice: failure.advice)
    } catch let failure as OperationalError {
      throw failure
    } catch {
      throw OperationalError("The revision \(revision) cannot be read.")
    }
  }

  /// The plan of a day: of a report's day the plan that the report came with, of any other the one at its end in UTC.
  ///
  /// - Parameter reports: the days of all reports, oldest first.
  /// - Returns: nil where the report of that day is not committed: its plan is the disk's.
  /// - Throws: where nothing was committed by then, or it cannot be read.
  package static func ofDay(
    _ day: Day, reports: [Day], of project: Project, _ options: HistoryReader.Options
  ) throws(OperationalError) -> ComparedPlan? {
    do {
      let git = GitCommand(variables: options.variables, deadline: Deadline(secondsFromNow: options.timeLimit))
      let repository = try GitRepository(
        root: project.root, git, largestBlob: ContentLoader.largestFile)
      let commits = try repository.commits()
      let days = RecordedHistory.days(of: commits)
      guard let oldest = days.first else { throw OperationalError("Content/ is not under version control.") }
      let plans = ReportPlans(commits, days: days, reports: reports, repository)
      var place = days.indices.firstPlace { days[$0] > day } - 1
      if let report = reports.firstIndex(of: day) {
        switch plans.sources[report] {
        case .commit(let own): place = own
        case .workingTree: return nil
        case .endOfDay: break
        case .unknown:
          throw OperationalError(
            "The plan of report \(report + 1), of \(day), is not known: it was not committed by then, or together with a "
              + "newer report.",
            advice: "Name another report or day, or a revision.")
        }
      }
      guard place >= 0 else {
        throw OperationalError(
          "Nothing was committed by \(day): the oldest plan that is known is of \(oldest).",
          advice: repository.isShallow ? GitRepository.Unreadable.shallow.advice : "Name a later day.")
      }
      return try read((commits[place].id, commits[place].time), in: repository, named: "\(day)", on: day)
    } catch let failure as GitRepository.Unreadable {
      throw OperationalError("The plan of \(day) cannot be read: \(failure.reason).", advice: failure.advice)
    } catch let failure as OperationalError {
      throw failure
    } catch {
      throw OperationalError("The plan of \(day) cannot be read.")
    }
  }

  /// In a shallow clone, as pipelines make them, the revision may well be one of those that are not there.
  private static func unknown(_ revision: String, isShallow: Bool) -> OperationalError {
    if isShallow {
      return OperationalError(
        "There is no revision “\(revision)” here: \(GitRepository.Unreadable.shallow.reason).",
        advice: GitRepository.Unreadable.shallow.advice)
    }
    return OperationalError(
      "There is no revision “\(revision)” in this repository, nor a folder of that name that holds Content.",
      advice: "Name a commit, a branch or a tag, such as HEAD~1, a day, the number of a report, or two folders.")
  }

  private static func read(
    _ commit: (id: ObjectID, time: Int), in repository: GitRepository, named revision: String, on given: Day? = nil
  ) throws -> ComparedPlan {
    let files = try repository.contentFiles(of: commit.id).filter { !FolderListing.ignoresPart(of: $0.path) }
    let parts = files.filter { PlanPart.isPart($0.path) }
    guard !parts.isEmpty else { throw OperationalError("The revision \(revision) holds no plan below Content/.") }
    var read: [RenameMatcher.File] = []
    for (file, answer) in zip(parts, try repository.blobs(parts.map(\.blob))) {
      switch answer {
      case .bytes(let bytes): read.append(.init(path: file.path, bytes: bytes))
      case .oversized: continue
      case .missing: throw GitRepository.Unreadable.missingFiles
      }
    }
    let program = read.first { $0.path == "Content/program.md" }.map {
      PlanPart(path: $0.path, bytes: $0.bytes, kinds: PlanKinds(of: nil))
    }
    let kinds = PlanKinds(of: program)
    var plan = Plan(read.map { PlanPart(path: $0.path, bytes: $0.bytes, kinds: kinds) })
    let report = files.compactMap { PlanPart.report(at: $0.path) }.max()
    let day = given ?? plan.program.statusDate?.value ?? report ?? Day(ofUnixTime: commit.time)
    if given != nil { plan.countFactsAsDates(after: day) }
    return ComparedPlan(
      PlanSnapshot(plan, Schedule(plan, statusDate: day)),
      read.filter { ContentTimeline.Identity(path: $0.path) != nil })
  }

  /// Gives what was renamed its name in a newer plan.
  package mutating func follow(_ newer: ComparedPlan) {
    let here = Set(files.map(\.path))
    let there = Set(newer.files.map(\.path))
    let gone = files.filter { !there.contains($0.path) }
    let new = newer.files.filter { !here.contains($0.path) }
    snapshot.rename(RenameMatcher.names(gone: gone, new: new))
  }
}
