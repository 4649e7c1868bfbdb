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
    switch target {
    case .program:
      throw OperationalError("The program has no id.", advice: "Its title is set with tapeout set program title=….")
    case .partner(let index): return .partner(plan.partners[index].id, to: new)
    case .chip(let index): return .chip(plan.chips[index].id, to: new)
    case .milestone(let index):
      let id = plan.milestones[index].id
      return .milestone(id, to: MilestoneID(chip: id.chip, milestone: try newID(in: id.chip, plan)))
    case .risk(let index):
      let chip = plan.chips[plan.risks[index].chip].id
      return .risk(
        RiskID(chip: chip, risk: plan.risks[index].id), to: RiskID(chip: chip, risk: try newID(in: chip, plan)))
    }
  }

  /// The new id without the chip, which may stand before it.
  private func newID(in chip: String, _ plan: Plan) throws(OperationalError) -> String {
    guard let id = MilestoneID(parsing: new, chip: chip), new.utf8.contains(UInt8(ascii: "/")) else { return new }
    guard id.chip != chip else { return id.milestone }
    throw OperationalError(
      "\(new) is in another chip than \(old).",
      advice: plan.chips.contains { $0.id == id.chip }
        ? "Rename it in its chip first, then: tapeout move \(chip)/\(id.milestone) \(id.chip)."
        : "Write the new id alone: \(id.milestone).")
  }
}
