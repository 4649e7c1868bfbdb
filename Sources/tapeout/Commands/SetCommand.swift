import ArgumentParser
import TapeoutDisk
import TapeoutEditing
import TapeoutModel
import TapeoutReporting
import TapeoutWorkspace

struct SetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Changes fields of milestones, chips, partners, risks or the program, and says what that moves.",
    discussion: """
      Names what to change (custom-1/tape-out, custom-1, tsmc, program; several at once), then fields as FIELD=VALUE. \
      Nothing behind the equals sign takes the field out. An entry of a map stands behind a dot: \
      after.tape-out-review=2w, thresholds.late=3w. Only the bytes that are meant change: comments, order, quotes and \
      line ends stay. What tapeout check would call an error is refused before anything is written.

      A forecast that is replaced is kept as a line below history: where Git does not know the file.
      """)

  @Argument(
    help: ArgumentHelp("What to change, and FIELD=VALUE.", valueName: "id|field=value"),
    completion: .custom { words, _, prefix in CompletionNames.forSet(words, prefix) })
  var words: [String] = []

  @Option(
    name: .long, defaultAsFlag: SetWishes.today, parsing: .next,
    help: ArgumentHelp(
      "Marks milestones as done, on that day or today. Refused while criteria are open.", valueName: "date"))
  var done: String?

  @Option(
    name: .long, defaultAsFlag: SetWishes.today, parsing: .next,
    help: ArgumentHelp("Notes that the receiver took it, on that day or today.", valueName: "date"))
  var accept: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Ticks an exit criterion, named by its text or a part of it. May be repeated.", valueName: "criterion"))
  var meet: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Opens an exit criterion again. May be repeated.", valueName: "criterion"))
  var reopen: [String] = []

  @Option(
    name: .customLong("add-criterion"), parsing: .singleValue,
    help: ArgumentHelp("Adds an open exit criterion. May be repeated.", valueName: "text"))
  var addCriterion: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Waives an exit criterion; needs --by, --until and --because. May be repeated.", valueName: "criterion"))
  var waive: [String] = []

  @Option(help: ArgumentHelp("Who waives it.", valueName: "who"))
  var by: String?

  @Option(help: ArgumentHelp("Until when it is waived: a date or a milestone.", valueName: "when"))
  var until: String?

  @Option(help: ArgumentHelp("Why it is waived.", valueName: "why"))
  var because: String?

  @Flag(name: .customLong("dry-run"), help: "Prints the change as a diff and writes nothing.")
  var isDryRun = false

  @OptionGroup var project: ProjectOptions
  @OptionGroup var forecast: ForecastOptions

  func validate() throws {
    let parts = [by, until, because]
    if !waive.isEmpty, parts.contains(where: { $0 == nil }) {
      throw ValidationError("--waive needs --by WHO, --until WHEN and --because WHY.")
    }
    if waive.isEmpty, parts.contains(where: { $0 != nil }) {
      throw ValidationError("--by, --until and --because belong to --waive.")
    }
  }

  func run() async throws {
    let wishes = try SetWishes(self)
    var run = try await EditRun(project)
    let targets = try wishes.names.map { name in try run.plan.target(named: name) }
    for (index, target) in targets.enumerated() where !targets[..<index].contains(target) {
      try wishes.apply(to: target, &run)
    }
    guard !run.edit.changes.isEmpty else {
      return try StandardStream.output.write("Nothing changes: it all stands there already.\n")
    }
    try wishes.refuseOpenCriteria(targets, run)
    let after = try await run.checked()
    let style = TextStyle(isColored: Terminal.outputStream.showsColor)
    var text = ""
    if isDryRun {
      text = run.edit.diff(style: style)
    } else {
      // Figures first: they take longest, and the files are looked at once more right before they are written.
      text = run.edit.changes.map { "Changed \($0.path.printable)\n" }.joined()
    }
    text += "\n" + (await run.consequences(after, forecast))
    if !isDryRun { try run.edit.write() }
    try StandardStream.output.write(text)
    // Not by returning: freeing two large plans takes a twentieth of the time.
    withExtendedLifetime((run, after)) { ExitStatus.success.end() }
  }
}
