import TapeoutDisk
import TapeoutEditing
import TapeoutForecast
import TapeoutModel
import TapeoutReporting
import TapeoutSchedule
import TapeoutWording
import TapeoutWorkspace

/// One command that changes content files: reads the plan, refuses what the checker would refuse, then writes all files
/// or none.
struct EditRun {
  var edit: ProjectEdit
  let options: ProjectOptions

  var plan: Plan { edit.before.plan }

  init(_ options: ProjectOptions) async throws {
    let project = try options.project()
    let settings = options.analysis(history: HistoryOptions.reading)
    let progress = ProgressLine(Terminal.errorStream)
    progress.start()
    defer { progress.finish() }
    edit = try await ProjectEdit(of: project, settings) { progress.show($0) }
    self.options = options
  }

  /// The path of what somebody named, from the root.
  func path(of target: ContentTarget) -> String { edit.before.sources[target.origin(in: plan).file].path }

  /// Looks at the changed plan before anything is written.
  ///
  /// - Throws: status 1 where it has an error that was not there before; nothing is written then.
  func checked() async throws -> Analysis {
    let after = try await edit.analyzed()
    let errors = await edit.newFindings(in: after).filter { $0.severity == .error }
    guard errors.isEmpty else {
      try StandardStream.error.write(printed(errors, after) + "error: Nothing was changed.\n")
      throw ExitStatus.findings.error
    }
    return after
  }

  /// What moves, the launches before and after, and findings that come and go.
  ///
  /// - Parameters:
  ///   - after: the same plan, edited; no chip, milestone or risk has come or gone.
  ///   - places: where in the plan before they stood; nil where they stand there still.
  func consequences(
    _ after: Analysis, _ forecast: ForecastOptions, places: EditPrinter.Places? = nil
  ) async -> String {
    let before = edit.before
    let chips = reached(after, places)
    let formerChips = Set(chips.map { places?.chips[$0] ?? $0 })
    async let drawnBefore = draw(before, launchesOf: formerChips, forecast)
    async let drawnAfter = draw(after, launchesOf: chips, forecast)
    let (old, new) = (await drawnBefore, await drawnAfter)
    let printer = EditPrinter(
      before: .init(plan: before.plan, schedule: before.schedule, launches: before.launches(before.schedule, old)),
      after: .init(plan: after.plan, schedule: after.schedule, launches: after.launches(after.schedule, new)),
      places: places)
    // An edit needs no forecast; that there is none is said.
    let excess = (new.excess ?? old.excess).map { "\n\(OperationalError($0).summary)\n" }
    return printer.printed() + (excess ?? "") + (await findings(after))
  }

  /// Findings that were not there before, and how many are gone.
  func findings(_ after: Analysis) async -> String {
    let new = await edit.newFindings(in: after)
    let gone = await edit.findingsBefore.count - (after.findings.count - new.count)
    var text = new.isEmpty ? "" : "\n" + printed(new, after)
    if gone > 0 { text += "\n\(Wording.counted(gone, "finding")) \(gone == 1 ? "is" : "are") gone.\n" }
    return text
  }

  private func printed(_ findings: [Finding], _ after: Analysis) -> String {
    let report = FindingsReport(
      findings: findings, sources: after.sources, fileCount: Set(findings.map(\.range.file)).count,
      statusDate: after.statusDate)
    let style = TextStyle(isColored: Terminal.outputStream.showsColor)
    let prefix = edit.before.project.pathPrefix(from: Terminal.workingFolder)
    let printer = TextPrinter(report, style: style, pathPrefix: prefix, limit: 20)
    return printer.printed()
  }

  // MARK: Launches

  /// The chips whose launch the edit may move: those that hold an edited file or a milestone with another date, and
  /// those whose launch such a milestone leads to. All of them where the edit is not in a chip.
  private func reached(_ after: Analysis, _ places: EditPrinter.Places?) -> Set<ChipIndex> {
    let folder = "Content/chips/"
    let paths = Set(edit.changes.flatMap { [$0.path, $0.newPath] })
    guard paths.allSatisfy({ $0.utf8.starts(with: folder.utf8) }) else { return Set(after.plan.chips.indices) }
    var touched = Set(
      after.plan.milestones.indices.filter {
        before(places?.milestones[$0] ?? $0) != after.schedule.milestones[$0].expected
          || paths.contains(after.sources[after.plan.milestones[$0].origin.file].path)
      })
    let edited = Set(
      paths.map { String(Substring($0.utf8.dropFirst(folder.utf8.count).prefix { $0 != UInt8(ascii: "/") })) })
    for risk in after.plan.risks where edited.contains(after.plan.chips[risk.chip].id) {
      touched.formUnion(risk.delays.compactMap(\.milestone.index))
    }
    var chips = Set(after.plan.chips.indices.filter { edited.contains(after.plan.chips[$0].id) })
    // Forwards along the dependencies: who waits for what was touched.
    let graph = after.schedule.graph
    var open = Array(touched)
    while let next = open.popLast() {
      chips.insert(after.plan.milestones[next].chip)
      for place in graph.outgoing(next) {
        let follower = graph.edges[Int(place)].to
        if touched.insert(follower).inserted { open.append(follower) }
      }
    }
    return chips
  }

  private func before(_ index: MilestoneIndex) -> Day? { edit.before.schedule.milestones[index].expected }

  private func draw(
    _ analysis: Analysis, launchesOf chips: Set<ChipIndex>, _ forecast: ForecastOptions
  ) async -> Forecast {
    var settings = forecast.settings(isSerial: options.jobs == 1)
    settings.targets = chips.sorted().compactMap { analysis.plan.chips[$0].launch }
    return await Forecast.run(analysis.plan, analysis.schedule, settings)
  }
}

extension ProjectEdit {
  /// The changed files as a diff, those that only move last: what follows a head without lines is taken for its part.
  func diff(style: TextStyle) -> String {
    let changes = changes
    let sorted = changes.filter { $0.old != $0.new } + changes.filter { $0.old == $0.new }
    let texts = sorted.map {
      UnifiedDiff.printed(
        path: $0.path, newPath: $0.newPath, old: $0.old, new: $0.new, isNew: $0.isNew, style: style)
    }
    let attachments = movedAttachments.map {
      UnifiedDiff.printed(path: $0.from, newPath: $0.to, old: [], new: [], style: style)
    }
    return (texts + attachments).joined()
  }
}

extension EditRefusal {
  /// The refusal as what ends a command: it was asked for something that cannot be done.
  var error: OperationalError { OperationalError(summary, advice: advice) }
}
