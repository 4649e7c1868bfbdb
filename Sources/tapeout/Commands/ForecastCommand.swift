import ArgumentParser
import TapeoutDisk
import TapeoutForecast
import TapeoutModel
import TapeoutReporting
import TapeoutSchedule
import TapeoutWorkspace

struct ForecastCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Says when launches will probably be, and what would move them.",
    discussion: """
      Draws every duration and every open risk many times over. A supposition such as \
      --what-if custom-1/netlist-handoff=+3w is drawn with the same random numbers, so that before and after differ by \
      nothing else.
      """)

  @Argument(help: "A chip to show in full. Default: the launches of all chips.")
  var chip: String?

  @Option(
    name: .customLong("what-if"),
    help: ArgumentHelp("Supposes that a milestone moves: chip/milestone=+3w. May be repeated.", valueName: "move"))
  var whatIfs: [String] = []

  @OptionGroup var project: ProjectOptions
  @OptionGroup var forecast: ForecastOptions

  func run() async throws {
    let run = try await AnalysisRun(project)
    let plan = run.analysis.plan
    let chip = try chip.map { name in try plan.chip(named: name) }
    let moves = try whatIfs.map { text in try plan.whatIf(text) }
    let before = try await printer(run.analysis, run.analysis.schedule, [])
    var text = before.heading + "\n"
    if moves.isEmpty {
      text += chip.map(before.milestones) ?? before.table()
      if let chip, let launch = plan.chips[chip].launch {
        let tornado: Tornado
        do throws(ForecastExcess) {
          tornado = try Tornado.run(plan, run.analysis.schedule, launch: launch, settings([]))
        } catch {
          throw OperationalError(error)
        }
        if !tornado.bars.isEmpty { text += "\n" + before.tornado(tornado) }
      }
    } else {
      let schedule = Schedule(plan, statusDate: run.analysis.statusDate, whatIfs: moves)
      let after = try await printer(run.analysis, schedule, moves)
      text += after.comparison(with: before, only: chip)
    }
    try StandardStream.output.write(text)
    try run.finish()
  }

  private func settings(_ moves: [WhatIf]) -> Forecast.Settings {
    var settings = forecast.settings(isSerial: project.jobs == 1)
    settings.whatIfs = moves
    return settings
  }

  private func printer(_ analysis: Analysis, _ schedule: Schedule, _ moves: [WhatIf]) async throws -> ForecastPrinter {
    let plan = analysis.plan
    let forecast = try await Forecast.run(plan, schedule, settings(moves)).drawn()
    return ForecastPrinter(
      plan: plan, schedule: schedule, forecast: forecast, launches: analysis.launches(schedule, forecast),
      style: TextStyle(isColored: Terminal.outputStream.showsColor))
  }
}
