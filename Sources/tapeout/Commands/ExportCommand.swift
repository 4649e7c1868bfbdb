import ArgumentParser
import TapeoutModel
import TapeoutExchange
import TapeoutSchedule
import TapeoutWorkspace

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the plan and what its dates mean on standard output, for other programs.")

  @Option(help: "The format: json, described in Docs/plan-json.md.")
  var format: ExportFormat

  @OptionGroup var project: ProjectOptions
  @OptionGroup var forecast: ForecastOptions

  func run() async throws {
    let run = try await AnalysisRun(project)
    let plan = run.analysis.plan
    let outcome = await Forecast.run(plan, run.analysis.schedule, forecast.settings(isSerial: project.jobs == 1))
    let schedule = run.analysis.schedule.weighing(outcome, plan)
    switch format {
    case .json:
      let counts = run.counts
      let value = PlanExport(plan, schedule, outcome)
        .json(errors: counts.errors, warnings: counts.warnings, hints: counts.hints)
      try StandardStream.output.write(try jsonText(value))
    }
    try run.finish()
  }
}

enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case json
}
