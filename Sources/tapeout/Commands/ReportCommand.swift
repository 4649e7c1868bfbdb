import ArgumentParser
import TapeoutHistory
import TapeoutModel
import TapeoutReporting
import TapeoutWording
import TapeoutWorkspace

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the next report below Content/reports, with what changed since the last one as its draft.",
    discussion: "A report that exists is never written over.")

  @Argument(
    help: ArgumentHelp("The report's day, such as 2026-01-15. Default: today.", valueName: "date"),
    transform: { try ProjectOptions.day($0) })
  var date: Day?

  @OptionGroup var project: ProjectOptions

  func run() async throws {
    var options = project
    let day = date ?? project.statusDate ?? .today
    // The new report's day is the status date of what it tells.
    options.statusDate = day
    let file = ReportFile(day, in: try options.project())
    if file.exists { throw file.existsFailure }
    let run = try await AnalysisRun(options, history: HistoryOptions.reading)
    // A draft drawn from a plan that contradicts itself would be sent to people.
    try run.finish()
    let plan = run.analysis.plan
    let earlier = plan.reports.count { $0.day < day }
    let changes = earlier > 0 ? ChangesReport(sinceReportOf: run.analysis) : nil
    var text = "---\ntitle: \"Report \(earlier + 1)\"\n---\n\n"
    if let changes {
      text += ChangesMarkdownPrinter(changes).printed(linkingFrom: "../")
    } else {
      text += "The first report: from the next one on, what has changed stands here.\n"
    }
    text += "\n" + DecisionsDraft(plan, before: day).printed()
    try file.write(text)
    var said = "Wrote \(file.path)"
    if let changes {
      said += ": \(Wording.counted(changes.changes.count, "change")) since \(changes.old.name) of \(changes.old.day)"
    }
    said += ".\nGive it a title that says what matters, then edit the draft.\n"
    if let later = plan.reports.first(where: { $0.day > day }) {
      said += "There is a later report already, of \(later.day): this one is not the newest.\n"
    }
    try StandardStream.output.write(said)
  }
}
