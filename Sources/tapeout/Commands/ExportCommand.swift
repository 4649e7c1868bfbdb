import ArgumentParser
import TapeoutExchange
import TapeoutForecast
import TapeoutHistory
import TapeoutModel
import TapeoutReporting
import TapeoutSchedule
import TapeoutWorkspace

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the plan and what its dates mean on standard output, for other programs.",
    discussion: """
      The same as the downloads of the site. Text from the content cannot run as a formula in a spreadsheet, end a line \
      of a calendar, or become a statement of a diagram.
      """)

  @Option(
    help: ArgumentHelp(
      """
      The format. json: everything, described in Docs/plan-json.md. csv: the milestones as a table, described in \
      Docs/plan-csv.md. ics: a calendar of the milestones. mermaid: a Gantt diagram for wikis and code hosts. mspdi: \
      Microsoft Project XML, and taskjuggler: a TaskJuggler project, which can be rescheduled. xlsx: a workbook. The last \
      three are described in Docs/exchange.md.
      """, valueName: "json|csv|ics|mermaid|mspdi|taskjuggler|xlsx"))
  var format: ExportFormat

  @Option(help: ArgumentHelp("With ics or mermaid: only this chip.", valueName: "id"))
  var chip: String?

  @Option(help: ArgumentHelp("With ics: only what this partner owes or is owed.", valueName: "id"))
  var partner: String?

  @Option(
    help: ArgumentHelp("With ics: only what this person, role or team owns, in any case.", valueName: "owner"))
  var owner: String?

  @OptionGroup var project: ProjectOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var forecast: ForecastOptions

  func validate() throws {
    if chip != nil, format != .ics, format != .mermaid {
      throw ValidationError("--chip goes with --format ics or mermaid.")
    }
    if partner != nil, format != .ics { throw ValidationError("--partner goes with --format ics.") }
    if owner != nil, format != .ics { throw ValidationError("--owner goes with --format ics.") }
    if [chip, partner, owner].count(where: { $0 != nil }) > 1 {
      throw ValidationError("Name one of a chip, a partner and an owner.")
    }
  }

  func run() async throws {
    let run = try await AnalysisRun(project, history: history.reading)
    let plan = run.analysis.plan
    let chip = try chip.map { name in try plan.chip(named: name) }
    let partner = try partner.map { name in try plan.partner(named: name) }
    let owner = try owner.map { name in try plan.owner(named: name) }
    let outcome = try await Forecast.run(
      plan, run.analysis.schedule, forecast.settings(isSerial: project.jobs == 1)
    ).drawn()
    let schedule = run.analysis.schedule.downgradingHealth(using: outcome, plan)
    let content = ExportContent(
      plan: plan, schedule: schedule, forecast: outcome, launches: run.analysis.launches(schedule, outcome),
      firstBaseline: run.analysis.firstBaseline,
      sources: run.analysis.sources, site: plan.program.site?.value,
      scenarios: format == .json
        ? await ScenarioOutcome.all(
          of: plan, statusDate: run.analysis.statusDate, forecast.settings(isSerial: project.jobs == 1)) : [],
      revision: PlanRevision(run.analysis.history))
    let text =
      switch format {
      case .json:
        PlanJSON.text(content, errors: run.counts.errors, warnings: run.counts.warnings, hints: run.counts.hints)
      case .csv: PlanCSV.text(content)
      case .ics:
        if let chip {
          ICalendar(content).chip(chip)
        } else if let partner {
          ICalendar(content).partner(partner)
        } else if let owner {
          ICalendar(content).owner(named: owner, in: plan)
        } else {
          ICalendar(content).all
        }
      case .mermaid: MermaidGantt.text(content, chips: chip.map { [$0] })
      case .mspdi: MicrosoftProjectXML.text(content)
      case .taskjuggler: TaskJuggler.text(content)
      case .xlsx:
        PlanWorkbook.file(
          content,
          changes: PlanWorkbook.changes(
            in: ChangeLog(plan, run.analysis.schedule, run.analysis.history ?? PlanHistory())))
      }
    try StandardStream.output.write(text)
    try run.finish()
  }
}

enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case json, csv, ics, mermaid, mspdi, taskjuggler, xlsx
}
