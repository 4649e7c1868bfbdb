import TapeoutDisk
import TapeoutHistory
import TapeoutModel
import TapeoutTestSupport
import TapeoutWorkspace

extension GitFixture {
  static let variables = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent"]

  /// The history as an analysis reads it.
  func history(
    statusDate: Day? = nil, variables: [String: String] = GitFixture.variables, cache: String? = nil,
    timeLimit: Double = 3600, isSerial: Bool = false
  ) async throws -> PlanHistory {
    try await GitFixture.history(
      of: projectPath, statusDate: statusDate, variables: variables, cache: cache, timeLimit: timeLimit,
      isSerial: isSerial)
  }

  static func history(
    of path: String, statusDate: Day? = nil, variables: [String: String] = GitFixture.variables, cache: String? = nil,
    timeLimit: Double = 3600, isSerial: Bool = false
  ) async throws -> PlanHistory {
    var reading = HistoryReader.Options(variables: variables, cacheFolder: cache)
    reading.timeLimit = timeLimit
    let options = Analysis.Options(
      today: Day(unchecked: 2026, 6, 1), statusDate: statusDate, isSerial: isSerial, history: reading)
    return try await Analysis(of: Project(root: path), options).history ?? PlanHistory()
  }
}

/// The files of a program with one chip of two milestones.
enum Story {
  static let frame = [
    "program.md": "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-06-01\n---\n",
    "partners/acme.md": "---\ntitle: Acme\nrole: customer\n---\n",
    "chips/c1/chip.md": "---\ntitle: Chip one\nkind: in-house\n---\n",
    "chips/c1/milestones/launch.md":
      "---\ntitle: Launch\nkind: launch\nowner: Lead\nbaseline: 2026-10-30\nafter: {tape-out: 20w}\n---\n",
  ]
  static let tapeOut = "chips/c1/milestones/tape-out.md"

  static func milestone(
    title: String = "Tape-out", kind: String = "tape-out", _ fields: String..., criteria: String = ""
  ) -> String {
    "---\ntitle: \(title)\nkind: \(kind)\nowner: Layout team\n" + fields.map { $0 + "\n" }.joined()
      + "---\n\nNotes that stay the same, so that a renamed file is known again.\n\n## Exit criteria\n\n"
      + "- [ ] Review held and signed\n\(criteria)"
  }

  static func reports(_ days: String...) -> [String: String] {
    Dictionary(uniqueKeysWithValues: days.map { ("reports/\($0).md", "---\ntitle: Report of \($0)\n---\n") })
  }
}

extension PlanHistory {
  /// Each snapshot as `DAY: DATE of what the milestone with this identity was expected on`.
  func expected(_ milestone: String, chip: String = "c1") -> [String] {
    let id = MilestoneID(chip: chip, milestone: milestone)
    return snapshots.map { snapshot in
      let found = snapshot.milestones.filter { $0.identity == id }
      return "\(snapshot.day): "
        + (found.isEmpty ? "-" : found.map { $0.expected?.description ?? "TBD" }.joined(separator: " and "))
    }
  }
}
