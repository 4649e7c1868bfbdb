package import TapeoutDisk
package import TapeoutEditing
package import TapeoutModel
import TapeoutParser
package import TapeoutSchedule

/// A project's plan and what its dates mean, before anybody has looked for what is wrong with it.
package struct ReadProject: Sendable {
  package let project: Project
  package let plan: Plan
  package let schedule: Schedule
  /// The files of the disk, and stand-ins for those that are missing.
  let sources: SourceSet
  /// What reading them has found.
  let findings: [Finding]
  /// What the disk holds.
  package let content: LoadedContent
  /// Nil where earlier plans were not asked for.
  let repository: HistoryReader.Opened?
  let options: Analysis.Options
  /// The paths of files whose bytes are not the disk's.
  let overlaid: Set<String>
  /// All that reading came to, with what a later reading may reuse.
  let result: ReadResult

  var isSerial: Bool { options.isSerial }

  /// Loads and reads a project.
  ///
  /// - Parameters:
  ///   - overlay: bytes of Markdown files that count instead of the disk's, by path from the root.
  ///   - moves: files and folders that count as lying elsewhere; the overlay has their new paths.
  ///   - earlier: an analysis of the same project, of which everything is taken over whose input is the same.
  ///   - isDiskUnchanged: whether the disk is taken to be as that analysis has read it, where that suffices.
  /// - Throws: where the machine fails; whatever is wrong with the content is a finding.
  package init(
    _ project: Project, _ options: Analysis.Options, overlay: [String: [UInt8]] = [:], moves: [PathMove] = [],
    reusing earlier: Analysis? = nil, isDiskUnchanged: Bool = false,
    progress: @Sendable (Analysis.Stage) -> Void = { _ in }
  ) async throws(OperationalError) {
    progress(.listing)
    if isDiskUnchanged, moves.isEmpty, let kept = earlier?.kept, let same = kept.read.content(under: overlay) {
      let repository = kept.read.repository?.knowing(kept.history)
      await self.init(
        project, options, same, overlaid: Set(overlay.keys), repository, reusing: earlier, progress: progress)
      return
    }
    // Git is asked while the files are read.
    async let repository = options.history.map {
      HistoryReader(project, $0, isSerial: options.isSerial).opened(known: earlier?.kept?.history)
    }
    let content = try await ContentLoader(project).load(isSerial: options.isSerial, overlay: overlay, moves: moves)
    await self.init(
      project, options, content, overlaid: Set(overlay.keys), await repository, reusing: earlier, progress: progress)
  }

  /// Reads what was loaded.
  private init(
    _ project: Project, _ options: Analysis.Options, _ content: LoadedContent, overlaid: Set<String>,
    _ repository: HistoryReader.Opened?, reusing earlier: Analysis?, progress: @Sendable (Analysis.Stage) -> Void
  ) async {
    self.content = content
    self.overlaid = overlaid
    progress(.reading(files: content.sources.files.count))
    let read = await ContentReader.read(
      content.sources, attachments: content.attachments, faults: content.faults, isSerial: options.isSerial,
      keepsDocuments: options.isReusable, reusing: earlier?.kept?.read.result)
    self.project = project
    sources = read.sources
    findings = read.findings
    plan = read.plan
    let statusDate = options.statusDate ?? plan.statedStatusDate ?? options.today
    if let earlier, earlier.statusDate == statusDate, earlier.sources.hasSameFiles(as: read.sources) {
      schedule = earlier.schedule
    } else {
      schedule = Schedule(plan, statusDate: statusDate)
    }
    self.options = options
    result = read
    self.repository = repository
  }
}
