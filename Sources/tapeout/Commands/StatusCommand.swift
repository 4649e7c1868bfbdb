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
    try StandardStream.output.write(
      StatusPrinter(
        plan: plan, schedule: schedule, launches: run.analysis.launches(schedule, outcome), counts: run.counts,
        style: style
      ).printed())
    try run.finish()
  }
}
