import ArgumentParser
import TapeoutDisk
import TapeoutHistory
import TapeoutReporting
import TapeoutWorkspace

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says what changed between two plans, biggest effect on a launch first.",
    discussion: """
      Without arguments: since the newest report, or on that report's own day, since the one before. With one: from \
      that revision, or that folder, to the files on the disk. With two: from the first to the second.
      """)

  @Argument(
    help: ArgumentHelp(
      "Git revisions, such as HEAD~3 or a tag, or folders that hold Content/.", valueName: "revision"))
  var sides: [String] = []

  @Option(help: "How to print changes: text, json or markdown.")
  var format = ChangesFormat.text

  @OptionGroup var project: ProjectOptions

  func validate() throws {
    if sides.count > 2 { throw ValidationError("Name two revisions or folders at most.") }
  }

  func run() async throws {
    if sides.count == 2 {
      let old = try await side(sides[0])
      let new = try await side(sides[1])
      try print(compared(old, new))
      return
    }
    let history = sides.isEmpty ? HistoryOptions.reading : nil
    let run = try await AnalysisRun(project, history: history)
    if let name = sides.first {
      let new = Compared(name: "working tree", plan: ComparedPlan(run.analysis))
      try print(compared(try await side(name), new))
    } else {
      try print(sinceReport(run.analysis))
    }
    try run.finish()
  }

  // MARK: Sides

  private struct Compared {
    var name: String
    var plan: ComparedPlan
  }

  /// A folder where there is one that holds `Content/`, else a revision of the project's repository.
  private func side(_ name: String) async throws -> Compared {
    if let folder = try? Project(root: name) {
      let analysis = try await Analysis(of: folder, project.analysis(history: nil))
      return Compared(name: name, plan: ComparedPlan(analysis))
    }
    let plan = try ComparedPlan(at: name, of: try project.project(), HistoryOptions.reading)
    return Compared(name: name, plan: plan)
  }

  private func compared(_ old: Compared, _ new: Compared) -> ChangesReport {
    var former = old.plan
    former.follow(new.plan)
    return ChangesReport(
      old: .init(name: old.name, day: former.snapshot.day), new: .init(name: new.name, day: new.plan.snapshot.day),
      changes: Changes.between(old: former.snapshot, new: new.plan.snapshot))
  }

  private func sinceReport(_ analysis: Analysis) throws -> ChangesReport {
    if let report = ChangesReport(sinceReportOf: analysis) { return report }
    throw OperationalError(
      "There is no earlier plan to compare with: no report before \(analysis.statusDate), and no commit.",
      advice: "Name two revisions or folders: tapeout diff OLD NEW.")
  }

  private func print(_ report: ChangesReport) throws {
    switch format {
    case .text:
      let style = TextStyle(isColored: Terminal.outputStream.showsColor)
      try StandardStream.output.write(ChangesPrinter(report, style).printed())
    case .json: try StandardStream.output.write(try ChangesJSONPrinter(report).printed())
    case .markdown: try StandardStream.output.write(ChangesMarkdownPrinter(report).printed())
    }
  }
}

/// The ways to print changes.
enum ChangesFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, markdown
}
