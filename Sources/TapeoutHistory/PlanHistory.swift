package import TapeoutModel

/// What is known of earlier plans. Read by Workspace from Git; everything else in this module is worked out from it.
package struct PlanHistory: Sendable {
  /// Oldest first, each on a day of its own: the plan at the end of each report's day, else of each Sunday. None after
  /// the status date; on it only where a report has that day and the plan was changed since (in the working tree).
  package var snapshots: [PlanSnapshot] = []
  /// Why earlier plans are missing or end too soon; nil where all were read.
  package var gap: Gap?
  /// Versions of files that could not be read and were left out.
  package var skippedVersions = 0
  /// The day of the newest commit that changed a milestone's file, by its id today; the status date where it was changed
  /// since. Without an entry, unknown: never committed, or not read, or changed after the status date.
  package var lastChanged: [MilestoneID: Day] = [:]
  /// Every day on which a commit changed a milestone's file, oldest first, by its id today. Without an entry, unknown:
  /// then a new date counts as written on the day after the last plan that had the old one.
  package var changeDays: [MilestoneID: [Day]] = [:]

  /// What each milestone's file stated in turn, by its id today: every version that states something else than the one
  /// before it, oldest first; at the end
  /// what the disk states. Without an entry, Git knows nothing of the file.
  package var versions: [MilestoneID: [StatedVersion]] = [:]

  package init() {}

  /// Earlier plans that could not be read.
  package struct Gap: Hashable, Sendable {
    /// In plain words: `this is not a Git repository`.
    package var reason: String
    /// The day of the oldest plan that could be read; nil where none could.
    package var knownFrom: Day?

    package init(reason: String, knownFrom: Day?) {
      self.reason = reason
      self.knownFrom = knownFrom
    }
  }
}
