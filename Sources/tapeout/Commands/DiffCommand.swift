import ArgumentParser
import TapeoutDisk
import TapeoutHistory
import TapeoutModel
import TapeoutReporting
import TapeoutWorkspace

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says what changed between two plans, biggest effect on a launch first.",
    discussion: """
      Without arguments: since the newest report; where nothing has changed since, since the one before. With one: from \
      that plan to the files on the disk. With two: from the first to the second. A plan is named by a Git revision, a \
      folder that holds Content/, a day, or the number of a report. Of a report's day it is the plan that the report came \
      with; of any other, the one at the day's end in UTC.
      """)

  @Argument(
    help: ArgumentHelp(
      "Git revisions, such as HEAD~3 or a tag, folders that hold Content/, days or numbers of reports.",
      valueName: "plan"))
  var sides: [String] = []

  @Option(help: "How to print changes: text, json or markdown.")
  var format = ChangesFormat.text

  @OptionGroup var project: ProjectOptions

  func validate() throws {
    if sides.count > 2 { throw ValidationError("Name two plans at most.") }
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
    } else if let report = ChangesReport(sinceReportOf: run.analysis) {
      try print(report)
    } else {
      try print(try sinceCommit(run.analysis))
    }
    try run.finish()
  }

  // MARK: Sides

  private struct Compared {
    var name: String
    var plan: ComparedPlan
  }

  /// A folder where there is one that holds `Content/`, else a revision of the project's repository, else a day or the
  /// number of a report.
  private func side(_ name: String) async throws -> Compared {
    if let folder = try? Project(root: name) {
      let analysis = try await Analysis(of: folder, project.analysis(history: nil))
      return Compared(name: name, plan: ComparedPlan(analysis))
    }
    do {
      return Compared(name: name, plan: try ComparedPlan(at: name, of: try project.project(), HistoryOptions.reading))
    } catch {
      // A tag or a branch may be called like a day: only what is no revision is one.
      let number = Int(name.utf8.starts(with: "report ".utf8) ? String(name.utf8.dropFirst(7)) ?? "" : name)
      let day = try? ProjectOptions.day(name)
      guard number != nil || day != nil else { throw error }
      return try await side(ofDay: day, orReport: number ?? 0, name)
    }
  }

  private func side(ofDay day: Day?, orReport number: Int, _ name: String) async throws -> Compared {
    let project = try self.project.project()
    let reports = try await ReadProject(project, self.project.analysis(history: nil)).plan.reports.map(\.day)
    guard let day = day ?? (reports.indices.contains(number - 1) ? reports[number - 1] : nil) else {
      throw OperationalError(
        "There is no report \(number), and no revision of that name.",
        advice: reports.isEmpty
          ? "There are no reports yet: name a revision or a day." : "Name one of the reports 1 to \(reports.count).")
    }
    let title = reports.firstIndex(of: day).map { "report \($0 + 1)" } ?? name
    if let plan = try ComparedPlan.ofDay(day, reports: reports, of: project, HistoryOptions.reading) {
      return Compared(name: title, plan: plan)
    }
    var options = self.project
    options.statusDate = day
    return Compared(name: title, plan: ComparedPlan(try await Analysis(of: project, options.analysis(history: nil))))
  }

  private func compared(_ old: Compared, _ new: Compared) -> ChangesReport {
    var former = old.plan
    former.follow(new.plan)
    return ChangesReport(
      old: .init(name: old.name, day: former.snapshot.day), new: .init(name: new.name, day: new.plan.snapshot.day),
      changes: Changes.between(old: former.snapshot, new: new.plan.snapshot))
  }

  /// Without reports, and too young for a Sunday's plan: since the newest commit.
  private func sinceCommit(_ analysis: Analysis) throws -> ChangesReport {
    if let head = try? ComparedPlan(at: "HEAD", of: try project.project(), HistoryOptions.reading) {
      return compared(
        Compared(name: "HEAD", plan: head), Compared(name: "working tree", plan: ComparedPlan(analysis)))
    }
    throw OperationalError(
      "There is no earlier plan to compare with: there is no report, and no commit of Content/ that can be read.",
      advice: "Name two plans: tapeout diff OLD NEW.")
  }

  private func print(_ report: ChangesReport) throws {
    switch format {
    case .text:
      let style = TextStyle(isColored: Terminal.outputStream.showsColor)
      try StandardStream.output.write(ChangesPrinter(report, style).printed())
    case .json: try StandardStream.output.write(ChangesJSONPrinter(report).printed())
    case .markdown: try StandardStream.output.write(ChangesMarkdownPrinter(report).printed())
    }
  }
}

/// The ways to print changes.
enum ChangesFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, markdown
}
