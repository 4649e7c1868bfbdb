package import TapeoutDisk
import TapeoutGit
package import TapeoutHistory
import TapeoutModel
import TapeoutParser
import TapeoutSchedule

/// One side of a comparison: a plan, and the files that tell who was renamed.
package struct ComparedPlan: Sendable {
  package private(set) var snapshot: PlanSnapshot
  /// The milestones and risks, in the order of their paths' bytes.
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
    else { throw ComparedPlan.unknown(revision) }
    do {
      let git = GitCommand(variables: options.variables, deadline: Deadline(secondsFromNow: options.timeLimit))
      let repository = try GitRepository(
        contentFolder: project.path("Content"), git, largestBlob: ContentLoader.largestFile)
      guard let commit = try repository.commit(revision) else { throw ComparedPlan.unknown(revision) }
      self = try ComparedPlan.read(commit, repository, revision)
    } catch let failure as GitRepository.Unreadable {
      throw OperationalError("The revision \(revision) cannot be read: \(failure.reason).")
    } catch let failure as OperationalError {
      throw failure
    } catch {
      throw OperationalError("The revision \(revision) cannot be read.")
    }
  }

  private static func unknown(_ revision: String) -> OperationalError {
    OperationalError(
      "There is no revision “\(revision)” in this repository, nor a folder of that name that holds Content.",
      advice: "Name a commit, a branch or a tag, such as HEAD~1, or two folders.")
  }

  private static func read(
    _ commit: (id: ObjectID, time: Int), _ repository: GitRepository, _ revision: String
  ) throws -> ComparedPlan {
    let files = try repository.files(of: commit.id).compactMap { file -> (path: String, blob: ObjectID)? in
      guard let path = repository.contentPath(file.path), !FolderListing.ignoresPart(of: path) else { return nil }
      return (path, file.blob)
    }
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
    let plan = Plan(read.map { PlanPart(path: $0.path, bytes: $0.bytes, kinds: kinds) })
    let report = files.compactMap { PlanPart.report(at: $0.path) }.max()
    let day = plan.program.statusDate?.value ?? report ?? Day(ofUnixTime: commit.time)
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
    var milestones: [MilestoneID: MilestoneID] = [:]
    var risks: [RiskID: RiskID] = [:]
    for pair in RenameMatcher.pairs(gone: gone, new: new) {
      let names = (
        ContentTimeline.Identity(path: gone[pair.gone].path), ContentTimeline.Identity(path: new[pair.new].path)
      )
      switch names {
      case (.milestone(let old)?, .milestone(let now)?): milestones[old] = now
      case (.risk(let old)?, .risk(let now)?): risks[old] = now
      default: break
      }
    }
    snapshot.rename(milestones, risks)
  }
}
