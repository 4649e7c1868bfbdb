import ArgumentParser
import TapeoutForecast
import TapeoutModel
import TapeoutReporting
import TapeoutSchedule
import TapeoutWorkspace

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows how the program stands: chips, health, next gates, slip, and where launches probably fall.")

  @Option(help: "How to print it: text, markdown or json.")
  var format = AnswerFormat.text

  @OptionGroup var project: ProjectOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var forecast: ForecastOptions

  func run() async throws {
    let run = try await AnalysisRun(project, history: history.reading)
    let plan = run.analysis.plan
    let outcome = try await Forecast.run(
      plan, run.analysis.schedule, forecast.settings(isSerial: project.jobs == 1)
    ).drawn()
    let schedule = run.analysis.schedule.downgradingHealth(using: outcome, plan)
    let style = TextStyle(isColored: Terminal.outputStream.showsColor)
    let printer = StatusPrinter(
      plan: plan, schedule: schedule, launches: run.analysis.launches(schedule, outcome), counts: run.counts,
      style: style)
    switch format {
    case .text: try StandardStream.output.write(printer.printed())
    case .markdown: try StandardStream.output.write(printer.printedAsMarkdown())
    case .json: try StandardStream.output.write(printer.printedAsJSON())
    }
    try run.finish()
  }
}
