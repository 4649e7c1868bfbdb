import ArgumentParser
import TapeoutDisk
import TapeoutEditing
package import TapeoutImport
import TapeoutModel
import TapeoutReporting
import TapeoutSystem
import TapeoutWording
import TapeoutWorkspace

extension DateOrder: ExpressibleByArgument {}

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Takes over a plan of another tool: Microsoft Project XML, Primavera XER, CSV, TSV, Mermaid or a checklist.",
    discussion: """
      The milestones come over, and the work between them becomes the lengths below after:, so that expected dates stay \
      what they were. What does not come over is listed at the end and in import-report.md. Nothing that exists is \
      written over, and of all files either all are made or none.
      """)

  @Argument(help: "The file. What format it has is seen from what it holds.", completion: .file())
  var file: String

  @Flag(help: "Every task without parts comes over, as the milestone of its finish.")
  var tasks = false

  @Flag(help: "The tasks that are milestones come over. This is the default.")
  var milestones = false

  @Option(
    help: ArgumentHelp(
      "The tasks of this level of the outline come over, and those above it without parts.", valueName: "n"))
  var outline: Int?

  @Option(
    help: ArgumentHelp(
      "The chip that takes everything, existing or new. Default: one of each part of the outline.", valueName: "id"))
  var chip: String?

  @Option(
    help: ArgumentHelp(
      "With a table: the file that says which column holds what. Without it columns are found by their names.",
      valueName: "file"), completion: .file())
  var map: String?

  @Option(help: ArgumentHelp("With a table: the order of day, month and year.", valueName: "dmy|mdy|ymd"))
  var dates: DateOrder?

  @Flag(help: "Says what would come over, and writes nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      """
      With a table: the time zone in which the plan counts, such as Europe/Berlin. It gives instants, such as \
      2026-05-14T22:00:00Z, their days.
      """, valueName: "zone"))
  var timeZone: String?

  @OptionGroup var project: ProjectOptions

  /// The most lines of what differs or is lost; the report has all.
  private static let mostLines = 20

  func validate() throws {
    guard [tasks, milestones, outline != nil].count(where: { $0 }) <= 1 else {
      throw ValidationError("Give one of --milestones, --tasks and --outline.")
    }
    if let outline, !(1...1_000).contains(outline) {
      throw ValidationError("Levels of the outline are counted from 1.")
    }
  }

  func run() async throws {
    let bytes = try read(file)
    let (root, options) = try await target()
    let outcome = await Importer.run(path: file, bytes: bytes, options)
    guard outcome.errors.isEmpty else { return try refuse(outcome, root) }
    let report = ImportReport(outcome)
    var files = outcome.files
    if let draft = outcome.mapDraft {
      files.append(NewFile(path: try freeName("import-map", "txt", in: root), text: draft))
    }
    files.append(NewFile(path: try freeName("import-report", "md", in: root), text: report.markdown()))
    if !dryRun { try FileCreation.create(files.map { ($0.path, $0.text) }, in: root) }
    try StandardStream.output.write(said(of: outcome, report, files: files))
  }

  // MARK: What there is

  private func read(_ file: String) throws(OperationalError) -> [UInt8] {
    guard let path = resolvedPath(file) else {
      throw OperationalError(
        "\(file) cannot be opened: \(SystemError.last).", advice: "Check the spelling of the path.")
    }
    switch FileReading(cString(Array(path.utf8)), from: AT_FDCWD, limit: Importer.largest) {
    case .bytes(let bytes): return bytes
    case .oversized(let size):
      throw OperationalError(
        "\(file) has \(size >> 20) MiB; an import takes at most \(Importer.largest >> 20) MiB.",
        advice: "Save the plan without what it does not need, or in parts.")
    case .special: throw OperationalError("\(file) is no file.", advice: "Name the file that holds the plan.")
    case .failed(let error): throw OperationalError("\(file) cannot be read: \(error).")
    }
  }

  /// The folder to write in, and what is there already.
  private func target() async throws -> (root: String, options: ImportOptions) {
    var options = ImportOptions(today: project.statusDate ?? .today)
    options.selection = tasks ? .tasks : milestones ? .milestones : outline.map { .outline($0) }
    options.dates = dates
    options.map = try map.map { String(decoding: try read($0), as: UTF8.self) }
    options.zone = try (timeZone ?? options.map.flatMap(TableMap.zone)).map(ZoneRules.named)
    options.chip = chip
    let found = try existingProject()
    if let found {
      let read = try await ReadProject(found, project.analysis(history: nil))
      let plan = read.plan
      options.existing = read.content.sources.files
      for chip in plan.chips {
        options.chips[chip.id] = chip.milestones.flatMap { index in
          [plan.milestones[index].id.milestone] + plan.milestones[index].formerIDs.map { $0.id.milestone }
        }
      }
      options.calendar = plan.partners.allSatisfy { $0.calendar == nil } ? plan.program.calendar : nil
    }
    if let chip, options.chips[chip] == nil { try checkID(chip, of: "chip", taken: []) }
    return (found?.root ?? project.root ?? ".", options)
  }

  private func existingProject() throws(OperationalError) -> Project? {
    let folder = project.root ?? "."
    var status = stat()
    guard project.root != nil || lstat("Content", &status) == 0 else { return try? Project(around: folder) }
    if lstat("\(folder)/Content", &status) != 0 { return nil }
    return try Project(root: folder)
  }

  /// A name for a file beside `Content/` that is not taken.
  private func freeName(_ stem: String, _ ending: String, in root: String) throws(OperationalError) -> String {
    var status = stat()
    for number in 1...1_000 {
      let name = number == 1 ? "\(stem).\(ending)" : "\(stem)-\(number).\(ending)"
      if lstat("\(root)/\(name)", &status) != 0 { return name }
    }
    throw OperationalError("There are a thousand files \(stem) in \(root).", advice: "Delete those that are read.")
  }

  // MARK: What is said

  private func refuse(_ outcome: ImportOutcome, _ root: String) throws {
    let report = FindingsReport(
      findings: outcome.errors, sources: outcome.sources, fileCount: 1, statusDate: .today)
    let printer = TextPrinter(report, style: TextStyle(isColored: Terminal.errorStream.showsColor), limit: 50)
    var said = printer.printed() + "error: Nothing was imported.\n"
    if let draft = outcome.mapDraft, !dryRun {
      let name = try freeName("import-map", "txt", in: root)
      try FileCreation.create([(name, draft)], in: root)
      said += "help: \(name) is a draft of what --map reads: write there which column holds what.\n"
    }
    try StandardStream.error.write(said)
    throw ExitStatus.findings.error
  }

  private func said(of outcome: ImportOutcome, _ report: ImportReport, files: [NewFile]) -> String {
    var text = dryRun ? "Would write" : "Wrote"
    text += " \(Wording.counted(files.count, "file")): \(report.summary.printedLines)"
    text += section("Dates that differ:", report.differences)
    text += section("What does not come over as it is:", report.losses)
    if outcome.hasReport, let day = outcome.statusDate {
      text += "The plan is as of \(day), by Content/reports/\(day).md. tapeout report begins the next one.\n"
    }
    let name = files.last?.path ?? ""
    return text + (dryRun ? "Nothing was written.\n" : "\(name) says all of this. Next: tapeout check\n")
  }

  private func section(_ heading: String, _ lines: [String]) -> String {
    guard !lines.isEmpty else { return "" }
    var text = "\n\(heading)\n"
    for line in lines.prefix(ImportCommand.mostLines) { text += "  \(line.printable)\n" }
    if lines.count > ImportCommand.mostLines { text += "  … and \(lines.count - ImportCommand.mostLines) more\n" }
    return text + "\n"
  }
}

extension String {
  /// Printable, with its line ends.
  fileprivate var printedLines: String {
    utf8.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self).printable + "\n" }.joined()
  }
}
