import ArgumentParser
import TapeoutDisk
import TapeoutEditing
import TapeoutModel
import TapeoutWorkspace

struct MoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Moves a milestone or a risk to another chip, and follows it wherever it is named.",
    discussion: """
      Its id stays. Names and links are followed as tapeout rename does, those in its own file included, and renamed: \
      keeps where it was. It prints what that moves: parties that follow from its kind, and their calendars, are those \
      of its new chip.
      """)

  @Argument(
    help: ArgumentHelp("The milestone or risk, as chip/id.", valueName: "chip/id"),
    completion: .custom { words, _, _ in CompletionNames.movable(words) })
  var name: String

  @Argument(
    help: ArgumentHelp("The chip that it goes to.", valueName: "chip"),
    completion: .custom { words, _, _ in CompletionNames.chips(words) })
  var chip: String

  @Flag(name: .customLong("dry-run"), help: "Prints the change as a diff and writes nothing.")
  var isDryRun = false

  @OptionGroup var project: ProjectOptions
  @OptionGroup var forecast: ForecastOptions

  func run() async throws {
    var run = try await EditRun(project)
    let plan = run.plan
    let target = try plan.target(named: name)
    let chip = plan.chips[try plan.chip(named: self.chip)].id
    let change: NameChange
    let old: String
    switch target {
    case .milestone(let index):
      let id = plan.milestones[index].id
      old = id.chip
      change = .milestone(id, to: MilestoneID(chip: chip, milestone: id.milestone))
    case .risk(let index):
      let risk = plan.risks[index]
      old = plan.chips[risk.chip].id
      change = .risk(RiskID(chip: old, risk: risk.id), to: RiskID(chip: chip, risk: risk.id))
    case .program, .partner, .chip:
      throw OperationalError(
        "\(target.name(in: plan)) is a \(target.noun), and only milestones and risks belong to a chip.",
        advice: "Name a milestone or a risk, as chip/id.")
    }
    guard old != chip else {
      throw OperationalError("\(change.oldName) belongs to \(chip) already.", advice: "Name another chip.")
    }
    try await run.rename(change, isDryRun: isDryRun, forecast)
  }
}
