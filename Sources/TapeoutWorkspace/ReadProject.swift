package import TapeoutDisk
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
  let content: LoadedContent
  /// Nil where earlier plans were not asked for.
  let repository: HistoryReader.Opened?
  let isSerial: Bool

  /// Loads and reads a project.
  ///
  /// - Throws: where the machine fails; whatever is wrong with the content is a finding.
  package init(
    _ project: Project, _ options: Analysis.Options, progress: @Sendable (Analysis.Stage) -> Void = { _ in }
  ) async throws(OperationalError) {
    progress(.listing)
    // Git is asked while the files are read.
    async let repository = options.history.map {
      HistoryReader(project, $0, isSerial: options.isSerial).opened()
    }
    content = try await ContentLoader(project).load(isSerial: options.isSerial)
    progress(.reading(files: content.sources.files.count))
    let read = await ContentReader.read(
      content.sources, attachments: content.attachments, isSerial: options.isSerial)
    self.project = project
    sources = read.sources
    findings = read.findings
    plan = read.plan
    schedule = Schedule(plan, statusDate: options.statusDate ?? plan.statedStatusDate ?? options.today)
    isSerial = options.isSerial
    self.repository = await repository
  }
}
