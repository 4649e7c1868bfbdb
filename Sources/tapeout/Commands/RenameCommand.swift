import ArgumentParser
import TapeoutDisk
import TapeoutEditing
import TapeoutModel

struct RenameCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Gives a milestone, chip, partner or risk another id, and follows it wherever it is named.",
    discussion: """
      The file or folder gets the new name, and everything that names it changes with it: after, delays, launch, \
      parties, waivers, and links in all bodies, reports included. A line below renamed: keeps the old id, so that the \
      history and the old addresses of the site lead on. All files change together or not at all. Git's index is not \
      touched.
      """)

  @Argument(
    help: ArgumentHelp("What to rename, such as custom-1/tape-out, custom-1 or tsmc.", valueName: "old"),
    completion: .custom { words, _, _ in CompletionNames.renamable(words) })
  var old: String

  @Argument(
    help: ArgumentHelp("The new id; that of a milestone or a risk may have its chip before it.", valueName: "new"))
  var new: String

  @Flag(name: .customLong("dry-run"), help: "Prints the change as a diff and writes nothing.")
  var isDryRun = false

  @OptionGroup var project: ProjectOptions
  @OptionGroup var forecast: ForecastOptions

  func run() async throws {
    var run = try await EditRun(project)
    let change = try change(of: try run.plan.target(named: old), in: run.plan)
    try await run.rename(change, isDryRun: isDryRun, forecast)
  }

  private func change(of target: ContentTarget, in plan: Plan) throws(OperationalError) -> NameChange {
    let subject: NameChange.Subject
    switch target {
    case .program:
      throw OperationalError("The program has no id.", advice: "Its title is set with tapeout set program title=….")
    case .partner(let index): subject = .partner(plan.partners[index].id)
    case .chip(let index): subject = .chip(plan.chips[index].id)
    case .milestone(let index): subject = .milestone(plan.milestones[index].id)
    case .risk(let index):
      subject = .risk(RiskID(chip: plan.chips[plan.risks[index].chip].id, risk: plan.risks[index].id))
    }
    do throws(EditRefusal) { return try NameChange(subject, to: new, in: plan) } catch { throw error.error }
  }
}
