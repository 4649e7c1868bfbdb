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
    discussion: """
      A report that exists is never written over. With --format, the newest report is printed as a mail instead: how the \
      program stands, its text, what changed, and the next gates.
      """)

  @Argument(
    help: ArgumentHelp(
      "The report's day, such as 2026-01-15. Default: today; with --format, that of the newest one.", valueName: "date"),
    transform: { try ProjectOptions.day($0) })
  var date: Day?

  @Option(
    help: ArgumentHelp(
      "Prints a report that is there. eml: a mail with text and HTML, to be opened or sent; html: the HTML alone.",
      valueName: "eml|html"))
  var format: MailFormat?

  @Option(help: ArgumentHelp("With eml: the sender's address.", valueName: "address"))
  var from: String?

  @Option(help: ArgumentHelp("With eml: a receiver's address; may be repeated.", valueName: "address"))
  var to: [String] = []

  @OptionGroup var project: ProjectOptions

  func validate() throws {
    let addresses = [from].compactMap(\.self) + to
    if format != .eml, !addresses.isEmpty { throw ValidationError("--from and --to go with --format eml.") }
    for address in addresses where !MailMessage.isAddress(address) {
      throw ValidationError("'\(address.printable)' is no address such as ann@example.com.")
    }
  }

  func run() async throws {
    if let format { return try await printMail(format) }
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
