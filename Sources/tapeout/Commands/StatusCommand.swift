import ArgumentParser
import TapeoutModel
import TapeoutSchedule
import TapeoutWorkspace

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows how the program stands: chips, health, next gates, slip, and where launches probably fall.")

  @OptionGroup var project: ProjectOptions
  @OptionGroup var forecast: ForecastOptions

  func run() async throws {
    let run = try await AnalysisRun(project)
    let (plan, schedule) = (run.analysis.plan, run.analysis.schedule)
    let outcome = await Forecast.run(plan, schedule, forecast.settings(isSerial: project.jobs == 1))
    let style = TextStyle(isColored: Terminal.outputStream.showsColor)
    try StandardStream.output.write(StatusPrinter(plan, schedule, outcome, run.counts, style).printed())
    try run.finish()
  }
}
