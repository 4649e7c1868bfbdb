package import TapeoutModel

/// Everything the tool knows about a project on one day: the plan, and all that is wrong with it.
package struct Analysis: Sendable {
  package let project: Project
  package let sources: SourceSet
  package let plan: Plan
  /// The day that everything relative counts from.
  package let statusDate: Day
  /// In the order of files and places.
  package let findings: [Finding]

  /// What a run depends on beside the files.
  package struct Options: Sendable {
    /// The status date where nothing else states one.
    package var today: Day
    /// Stronger than what the plan states.
    package var statusDate: Day?
    /// Uses one core: the result is the same.
    package var isSerial = false

    package init(today: Day, statusDate: Day? = nil, isSerial: Bool = false) {
      self.today = today
      self.statusDate = statusDate
      self.isSerial = isSerial
    }
  }

  /// What a run is busy with, for whoever waits.
  package enum Stage: Hashable, Sendable {
    case listing
    case reading(files: Int)
    case checking(milestones: Int)
  }

  /// Loads, reads and checks a project.
  ///
  /// - Throws: where the machine fails; whatever is wrong with the content is a finding.
  package init(
    of project: Project, _ options: Options, progress: @Sendable (Stage) -> Void = { _ in }
  ) async throws(MachineFailure) {
    progress(.listing)
    let content = try await ContentLoader(project).load(isSerial: options.isSerial)
    self.project = project
    sources = content.sources
    progress(.reading(files: sources.files.count))
    plan = Plan(program: Program(origin: Origin(file: FileID(0))))
    progress(.checking(milestones: plan.milestones.count))
    statusDate = options.statusDate ?? plan.statedStatusDate ?? options.today
    findings = content.findings.sorted { $0.precedes($1) }
  }
}

extension Finding {
  /// By file, place, rule and words: a total order, so that equal content gives equal output.
  fileprivate func precedes(_ other: Finding) -> Bool {
    if range.file != other.range.file { return range.file < other.range.file }
    if range.start != other.range.start { return range.start < other.range.start }
    if range.end != other.range.end { return range.end < other.range.end }
    if rule != other.rule { return rule < other.rule }
    return headline.utf8.lexicographicallyPrecedes(other.headline.utf8)
  }
}
