import ArgumentParser
import TapeoutDisk
import TapeoutForecast
import TapeoutModel
import TapeoutReporting
import TapeoutSchedule
import TapeoutWorkspace

struct DueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "Says what must happen next, by day: what, who owes it to whom, and what it holds up.",
    discussion: """
      Milestones that are expected until then, overdue or blocked; reviews of open risks; waivers that end; and decisions \
      that reports ask for. Several filters hold together.
      """)

  @Option(help: ArgumentHelp("Only what this person, role or team sees to, in any case.", valueName: "owner"))
  var owner: String?

  @Option(
    help: ArgumentHelp("Only what this partner gives or receives.", valueName: "partner"),
    completion: .custom { words, _, _ in CompletionNames.partners(words) })
  var partner: String?

  @Option(
    help: ArgumentHelp("Only what belongs to this chip.", valueName: "chip"),
    completion: .custom { words, _, _ in CompletionNames.chips(words) })
  var chip: String?

  @Option(
    help: ArgumentHelp("How far ahead: days or weeks.", valueName: "duration"),
    transform: { try DueCommand.days($0) })
  var within = 14

  @Option(help: "How to print it: text, markdown or json.")
  var format = AnswerFormat.text

  @OptionGroup var project: ProjectOptions

  func run() async throws {
    let run = try await AnalysisRun(project)
    let plan = run.analysis.plan
    let filter = DueFilter(
      owner: try owner.map { owner in try plan.owner(named: owner) },
      partner: try partner.map { name in try plan.partner(named: name) },
      chip: try chip.map { name in try plan.chip(named: name) })
    let report = DueReport(plan, run.analysis.schedule, within: within, filter)
    switch format {
    case .text:
      let style = TextStyle(isColored: Terminal.outputStream.showsColor)
      try StandardStream.output.write(DuePrinter(report, style).printed())
    case .markdown: try StandardStream.output.write(DueMarkdownPrinter(report).printed())
    case .json: try StandardStream.output.write(DueJSONPrinter(report).printed())
    }
    try run.finish()
  }

  private static func days(_ text: String) throws -> Int {
    guard let length = try? PlanDuration(parsing: text), length.unit != .workingDays else {
      throw ValidationError("'\(text.printable)' is not a length: write it as 2w or 10d.")
    }
    return length.days
  }
}

/// The ways to print an answer, for a terminal, for mail and chat, and for other programs.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json
}
