package import TapeoutModel

/// What is known of earlier plans. Read by Workspace from Git; everything else in this module is worked out from it.
package struct PlanHistory: Hashable, Sendable {
  /// Oldest first, each on a day of its own: the plan of each report, where it is known and committed; without reports,
  /// the plan at the end of each Sunday. None after the status date.
  package var snapshots: [PlanSnapshot] = []
  /// Why earlier plans are missing or begin too late; nil where all were read.
  package var gap: Gap?
  /// The days of reports, oldest first, whose plan is not known though that of an earlier one is: they came in one
  /// commit with a newer report.
  package var unknownReports: [Day] = []
  /// Versions of files that could not be read and were left out.
  package var skippedVersions = 0
  /// The day of the newest commit that changed a milestone's file, by its id today; the status date where it was changed
  /// since. Without an entry, unknown: never committed, or not read, or changed after the status date.
  package var lastChanged: [MilestoneID: Day] = [:]
  /// The day of the newest commit that changed a milestone's file, by its id today, also where that is after the status
  /// date: in UTC or by the clock of its writer, whichever is later. Without an entry: never committed, or changed since, or not read.
  package var lastCommitted: [MilestoneID: Day] = [:]
  /// The day of the newest report, where it is not committed: it shows the plan of the disk.
  package var uncommittedReport: Day?
  /// How many commits touched `Content/`: grows with every change of the plan that is committed.
  package var commitCount = 0
  /// The day of the newest commit that touched `Content/`; nil where none is known.
  package var newestCommit: Day?
  /// Every day on which a commit changed a milestone's file, oldest first, by its id today. Without an entry, unknown:
  /// then a new date counts as written on the day after the last plan that had the old one.
  package var changeDays: [MilestoneID: [Day]] = [:]

  /// What each milestone's file stated in turn, by its id today: every version that states something else than the one
  /// before it, oldest first; at the end
  /// what the disk states. Without an entry, Git knows nothing of the file.
  package var versions: [MilestoneID: [StatedVersion]] = [:]

  /// The latest time of a commit that changed the content, in seconds since 1970; nil where there is none.
  package var newestCommitTime: Int?
  /// Whether the disk holds another plan than the newest commit.
  package var isUncommitted = false

  package init() {}

  /// How often what a milestone's file states of its date was changed, in commits and in the working tree, and the day of
  /// the last change; nil where Git knows nothing of the file. A computed date may change more often.
  package func dateChanges(of milestone: MilestoneID) -> (count: Int, last: Day)? {
    guard let versions = versions[milestone], let first = versions.first else { return nil }
    var (count, last) = (0, first.day)
    for (before, after) in zip(versions, versions.dropFirst()) where !after.datesSame(as: before) {
      (count, last) = (count + 1, after.day)
    }
    return (count, last)
  }

  /// Earlier plans that could not be read.
  package struct Gap: Hashable, Sendable {
    /// In plain words: `this is not a Git repository`.
    package var reason: String
    /// What can be done about it, as a sentence.
    package var advice: String
    /// The day of the oldest plan that could be read; nil where none could.
    package var knownFrom: Day?
    /// Whether nothing was ever committed, so that there is no history that could be missing.
    package var isNotKept: Bool

    package init(reason: String, advice: String = "", knownFrom: Day?, isNotKept: Bool = false) {
      self.reason = reason
      self.advice = advice
      self.knownFrom = knownFrom
      self.isNotKept = isNotKept
    }
  }
}
