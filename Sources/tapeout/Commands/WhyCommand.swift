import ArgumentParser
import TapeoutModel
import TapeoutReporting
import TapeoutWorkspace

struct WhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Says what makes a milestone's date, step by step down to what happened, and what may move.")

  @Argument(
    help: "The milestone, as chip/id; the id alone where only one chip has it.",
    completion: .custom { words, _, _ in CompletionNames.milestones(words) })
  var milestone: String

  @Option(
    help: ArgumentHelp("Also shows the float to this milestone.", valueName: "milestone"),
    completion: .custom { words, _, _ in CompletionNames.milestones(words) })
  var to: String?

  @OptionGroup var project: ProjectOptions
  @OptionGroup var history: HistoryOptions

  func run() async throws {
    let run = try await AnalysisRun(project, history: history.reading)
    let plan = run.analysis.plan
    let index = try plan.milestone(named: milestone)
    let target = try to.map { name in try plan.milestone(named: name) }
    let style = TextStyle(isColored: Terminal.outputStream.showsColor)
    let printer = WhyPrinter(
      plan: plan, schedule: run.analysis.schedule, firstBaseline: run.analysis.firstBaseline, style: style)
    try StandardStream.output.write(printer.printed(index, to: target))
    try run.finish()
  }
}
