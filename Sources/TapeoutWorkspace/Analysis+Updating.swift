package import TapeoutDisk
package import TapeoutEditing
package import TapeoutModel
import TapeoutSchedule

extension Analysis {
  /// Analyses the same project again, as the disk has it now, with other bytes for some files laid over it.
  ///
  /// Equal to a fresh analysis of the same bytes. Every stage whose input is the same as this analysis's is taken over
  /// from it, and nothing is tracked in between: files are compared by their bytes.
  ///
  /// Without ``Options/isReusable`` nothing was kept, and everything is made anew.
  ///
  /// - Parameters:
  ///   - overlay: bytes of Markdown files that count instead of the disk's, by path from the root; every other file is
  ///     as the disk has it.
  ///   - moves: files and folders that count as lying elsewhere; the overlay has their new paths.
  ///   - today: the day that it is by now; nil where it is still the same.
  ///   - isDiskUnchanged: takes files that are not laid over as this analysis has read them, without a look at the disk,
  ///     which would be most of the work: for a change that is looked at and then made or left, and for a keystroke.
  ///   - isReusable: whether the analysis that comes of it can be asked again; nil where this one can.
  /// - Throws: where the machine fails.
  package func updated(
    overlay: [String: [UInt8]] = [:], moves: [PathMove] = [], today: Day? = nil, isDiskUnchanged: Bool = false,
    isReusable: Bool? = nil, progress: @Sendable (Stage) -> Void = { _ in }
  ) async throws(OperationalError) -> Analysis {
    var options = options
    if let isReusable { options.isReusable = isReusable }
    if let today { options.today = today }
    let read = try await ReadProject(
      project, options, overlay: overlay, moves: moves, reusing: self, isDiskUnchanged: isDiskUnchanged,
      progress: progress)
    return try await Analysis(read, reusing: self, progress: progress)
  }
}

extension ReadProject {
  /// What was read, with other bytes laid over it; nil where the disk has to be asked: for a file that is not known, one
  /// that could not be read, or one whose own bytes count again.
  func content(under overlay: [String: [UInt8]]) -> LoadedContent? {
    overlaid.isSubset(of: overlay.keys) ? content.replacing(overlay) : nil
  }

  /// Whether an analysis was made of the same files, of the same attachments, for the same day.
  func isSame(as earlier: Analysis) -> Bool {
    guard let other = earlier.kept?.read else { return false }
    return schedule.statusDate == other.schedule.statusDate && content.attachments == other.content.attachments
      && content.faults == other.content.faults
      && sources.hasSameFiles(as: other.sources) && content.findings == other.content.findings
  }
}
