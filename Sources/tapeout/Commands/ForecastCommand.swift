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
    abstract: "Says when launches will probably be, how sure a date is, and what would move them.",
    discussion: """
      Draws every duration and every open risk many times over. With --by it says how probably a milestone is done by a \
      day: tapeout forecast custom-1/bring-up --by 2026-06. A supposition such as \
      --what-if custom-1/netlist-handoff=+3w or =2026-07-10 is drawn with the same random numbers, so that before and \
      after differ by nothing else; it lists what moves. Of an open \
      risk it can be supposed that it happens, --what-if 'risk custom-1/respin=occurs', or that it does not: =averted.
      """)

  @Argument(
    help: ArgumentHelp(
      "A chip to show in full, or a milestone. Default: the launches of all chips.", valueName: "chip|milestone"),
    completion: .custom { words, _, _ in CompletionNames.chips(words) + CompletionNames.milestones(words) })
  var name: String?

  @Option(
    help: ArgumentHelp(
      "How probably the milestone, or the chip's launch, is done by then: a day, week, month or quarter.",
      valueName: "date"), transform: { try ForecastCommand.date($0) })
  var by: PlanDate?

  @Option(
    name: .customLong("what-if"),
    help: ArgumentHelp(
      "Supposes that a milestone moves, chip/milestone=+3w or =DATE, or what becomes of a risk, 'risk chip/id=occurs' "
        + "or =averted. May be repeated.",
      valueName: "text"))
  var whatIfs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Supposes what a scenario says, Content/scenarios/ID.md; with --what-if, all of it together.", valueName: "id"),
    completion: .custom { words, _, _ in CompletionNames.scenarios(words) })
  var scenario: String?

  @OptionGroup var project: ProjectOptions
  @OptionGroup var forecast: ForecastOptions

  func validate() throws {
    if by != nil, name == nil { throw ValidationError("--by needs a milestone, or a chip whose launch is meant.") }
  }

  func run() async throws {
    let run = try await AnalysisRun(project)
    let plan = run.analysis.plan
    let subject = try name.map { name in try Subject(named: name, in: plan, isDated: by != nil) }
    let named = try scenario.map { name in try plan.scenario(named: name) }
    let supposed = try plan.suppositions(whatIfs, with: named, statusDate: run.analysis.statusDate)
    let before = try await printer(run.analysis, plan, run.analysis.schedule, [], subject)
    var text = before.heading + "\n"
    if supposed.isEmpty {
      text += try shown(subject, before, run.analysis)
    } else {
      let other = supposed.applied(to: plan)
      let schedule = Schedule(other, statusDate: run.analysis.statusDate, whatIfs: supposed.moves)
      let after = try await printer(run.analysis, other, schedule, supposed.moves, subject)
      if case .milestone(let index) = subject {
        text += after.milestone(index, by: by, before: before)
      } else {
        text += after.comparison(with: before, only: subject?.chip)
      }
      text += "\n" + after.moves(since: before)
    }
    try StandardStream.output.write(text)
    try run.finish()
  }

  // MARK: What is asked about

  private enum Subject {
    case chip(ChipIndex)
    case milestone(MilestoneIndex)

    /// - Parameter isDated: whether a chip's name means its launch.
    init(named name: String, in plan: Plan, isDated: Bool) throws(OperationalError) {
      guard let index = plan.chips.firstIndex(where: { $0.id == name }) else {
        let isMilestone =
          name.utf8.contains(UInt8(ascii: "/")) || plan.milestones.contains { $0.id.milestone == name }
        self = isMilestone ? .milestone(try plan.milestone(named: name)) : .chip(try plan.chip(named: name))
        return
      }
      guard isDated else {
        self = .chip(index)
        return
      }
      guard let launch = plan.chips[index].launch else {
        throw OperationalError("No milestone counts as the launch of \(name).", advice: "Name a milestone.")
      }
      self = .milestone(launch)
    }

    var chip: ChipIndex? {
      if case .chip(let index) = self { index } else { nil }
    }
  }

  private static func date(_ text: String) throws -> PlanDate {
    guard let date = try? PlanDate(parsing: text) else {
      throw ValidationError("'\(text.printable)' is not a date: write it as 2026-06-30 or 2026-06.")
    }
    return date
  }

  // MARK: Drawing

  private func shown(_ subject: Subject?, _ printer: ForecastPrinter, _ analysis: Analysis) throws -> String {
    switch subject {
    case nil: return printer.table()
    case .milestone(let index): return printer.milestone(index, by: by)
    case .chip(let chip):
      var text = printer.milestones(of: chip)
      guard let launch = analysis.plan.chips[chip].launch else { return text }
      let tornado: Tornado
      do throws(ForecastExcess) {
        tornado = try Tornado.run(analysis.plan, analysis.schedule, launch: launch, settings([], nil))
      } catch {
        throw OperationalError(error)
      }
      if !tornado.bars.isEmpty { text += "\n" + printer.tornado(tornado) }
      return text
    }
  }

  private func settings(_ moves: [WhatIf], _ subject: Subject?) -> Forecast.Settings {
    var settings = forecast.settings(isSerial: project.jobs == 1)
    settings.whatIfs = moves
    if case .milestone(let index) = subject, let by { settings.deadlines[index] = by.last }
    return settings
  }

  private func printer(
    _ analysis: Analysis, _ plan: Plan, _ schedule: Schedule, _ moves: [WhatIf], _ subject: Subject?
  ) async throws -> ForecastPrinter {
    let forecast = try await Forecast.run(plan, schedule, settings(moves, subject)).drawn()
    return ForecastPrinter(
      plan: plan, schedule: schedule, forecast: forecast, launches: analysis.launches(schedule, forecast, of: plan),
      style: TextStyle(isColored: Terminal.outputStream.showsColor))
  }
}
