import ArgumentParser
import TapeoutDisk
import TapeoutEditing
import TapeoutModel
import TapeoutReporting
import TapeoutSchedule
import TapeoutWorkspace

extension BaselineDecision.Source: ExpressibleByArgument {}

struct RebaselineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebaseline",
    abstract: "Replaces baselines by decision: in every file at once, with the old one and the reason kept.",
    discussion: """
      Names milestones, or chips with all milestones that are still to come. The date that each comes to becomes its \
      baseline, or with --to forecast the one that is stated; the old one goes below rebaselined: with the day of the \
      decision and why. No date moves by that, and the slip against the first baseline stays beside the slip. What is \
      done, dropped, overdue or undated is left as it is, and told.

      Look at it first with --dry-run. It offers a message for the commit.
      """)

  @Argument(
    help: ArgumentHelp("Chips, or milestones as chip/id.", valueName: "chip|chip/id"),
    completion: .custom { words, _, _ in CompletionNames.chips(words) + CompletionNames.milestones(words) })
  var names: [String]

  @Option(help: ArgumentHelp("Why the plan of record is replaced, in one line.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("Who decided it; stands behind the reason.", valueName: "who"))
  var by: String?

  @Option(
    help: ArgumentHelp("The day of the decision. Default: the status date.", valueName: "date"),
    transform: { try ProjectOptions.day($0) })
  var date: Day?

  @Option(help: ArgumentHelp("Which dates become baselines: forecast or expected.", valueName: "which"))
  var to = BaselineDecision.Source.expected

  @Flag(name: .customLong("dry-run"), help: "Prints the change as a diff and writes nothing.")
  var isDryRun = false

  @OptionGroup var project: ProjectOptions
  @OptionGroup var forecast: ForecastOptions

  func validate() throws {
    try Self.check(reason, "--reason says why")
    if let by { try Self.check(by, "--by says who") }
  }

  private static func check(_ text: String, _ what: String) throws {
    guard text.unicodeScalars.contains(where: { $0 != " " }), !text.unicodeScalars.contains(where: \.isHidden) else {
      throw ValidationError("\(what), in one line of text.")
    }
  }

  func run() async throws {
    var run = try await EditRun(project)
    let plan = run.plan
    let targets = try names.map { name in try plan.target(named: name) }
    let decision = BaselineDecision(try milestones(of: targets, run), to: to, plan, run.edit.before.schedule)
    let day = date ?? run.edit.before.statusDate
    let why = by.map { "\(reason) (decided by \($0))" } ?? reason
    let printer = printer(decision, plan)
    guard !decision.rows.isEmpty else {
      return try StandardStream.output.write("Nothing changes.\n" + printer.left)
    }
    do throws(EditRefusal) { try run.edit.apply(decision, on: day, because: why) } catch { throw error.error }
    let after = try await run.checked()
    let style = TextStyle(isColored: Terminal.outputStream.showsColor)
    var text = isDryRun ? run.edit.diff(style: style) + "\n" : ""
    text += "\(isDryRun ? "Would re-baseline" : "Re-baselined") on \(day): \(why.printable)\n\n" + printer.printed()
    text += "\n" + (await run.consequences(after, forecast))
    let message = printer.commitMessage(
      for: targets.map { $0.name(in: plan) }, because: reason,
      decision: by.map { "Decided by \($0) on \(day)." } ?? "Decided on \(day).")
    text += "\nA message for the commit:\n\n" + message.indented
    if !isDryRun { try run.edit.write() }
    try StandardStream.output.write(text)
  }

  /// The milestones that were named, each once, and those of the chips in the order in which they are read.
  private func milestones(of targets: [ContentTarget], _ run: EditRun) throws(OperationalError) -> [MilestoneIndex] {
    var milestones: [MilestoneIndex] = []
    var known: Set<MilestoneIndex> = []
    for target in targets {
      let own: [MilestoneIndex]
      switch target {
      case .milestone(let index): own = [index]
      case .chip(let index):
        own = run.edit.before.schedule.readingOrder(of: run.plan.chips[index].milestones, in: run.plan)
      case .program, .partner, .risk:
        throw OperationalError(
          "\(target.name(in: run.plan)) is a \(target.noun), and only milestones have a baseline.",
          advice: "Name milestones, or chips with all of theirs.")
      }
      milestones += own.filter { known.insert($0).inserted }
    }
    return milestones
  }

  private func printer(_ decision: BaselineDecision, _ plan: Plan) -> BaselinePrinter {
    func name(_ index: MilestoneIndex) -> String { plan.milestones[index].id.description }
    let reasons: [(BaselineDecision.Omission, String)] = [
      (.same, "with that date already"), (.overdue, "since its date has passed and nobody has stated another"),
      (.undated, "since it has no date"), (.unstated, "since it states no forecast"), (.dropped, "dropped"),
      (.done, "done"),
    ]
    return BaselinePrinter(
      decision.rows.map { .init(name: name($0.milestone), old: $0.old, new: $0.new) },
      omissions: reasons.compactMap { omission, words in
        let names = decision.omissions.filter { $0.why == omission }.map { name($0.milestone) }
        return names.isEmpty ? nil : (words, names)
      })
  }
}

extension String {
  /// Each line four blanks further in; empty ones stay empty.
  fileprivate var indented: String {
    utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.isEmpty ? "" : "    " + String(Substring(line))
    }.joined(separator: "\n")
  }
}
