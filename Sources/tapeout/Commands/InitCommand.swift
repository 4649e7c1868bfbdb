import ArgumentParser
import TapeoutDisk
import TapeoutEditing
import TapeoutModel
import TapeoutSystem
import TapeoutWording
import TapeoutWorkspace

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Starts a plan: a program, three partners and one chip with its whole pipeline.",
    discussion: """
      Lengths that a public source gives are written with their source; everything else is TBD. Nothing that exists is \
      changed: in a folder that holds Content/ it only says what is there.
      """)

  @Argument(help: "The folder to start in, made where it is missing. Default: this one.", completion: .directory)
  var folder = "."

  func run() async throws {
    if holds("Content"), let project = try? Project(root: folder) { return try await sayWhatIsThere(project) }
    if holds("Content") {
      throw OperationalError(
        "Content in \(folder) is no folder, so no plan can be started there.",
        advice: "Move it away, or name another folder: tapeout init DIR.")
    }
    let isMade = mkdir(folder, 0o777) == 0
    guard isMade || errno == EEXIST else {
      throw OperationalError("The folder \(folder) cannot be made: \(SystemError.last).")
    }
    var files = NewProgram.files(today: .today)
    var kept: [String] = []
    for extra in [NewProgram.ignored, NewProgram.readme] {
      if holds(extra.path) { kept.append(extra.path) } else { files.append(extra) }
    }
    do {
      try FileCreation.create(files.map { ($0.path, $0.text) }, in: folder)
    } catch {
      if isMade { rmdir(folder) }
      throw error
    }
    var said = "Wrote \(Wording.counted(files.count, "file")): a program, three partners and one chip.\n"
    for path in kept {
      said += "\(path) exists and was left as it is" + (path == ".gitignore" ? ": let it hold Public/.\n" : ".\n")
    }
    said += """
      Next: the dates of kickoff, tape-out and launch, in Content/chips/chip-1/milestones/.
      tapeout check says what is missing, tapeout build makes the site in Public/.

      """
    try StandardStream.output.write(said)
  }

  private func sayWhatIsThere(_ project: Project) async throws {
    let options = Analysis.Options(today: .today, statusDate: nil, isSerial: false, history: nil)
    let plan = try await ReadProject(project, options).plan
    let parts = [
      Wording.counted(plan.chips.count, "chip"), Wording.counted(plan.milestones.count, "milestone"),
      Wording.counted(plan.partners.count, "partner"), Wording.counted(plan.risks.count, "risk"),
      Wording.counted(plan.reports.count, "report"),
    ]
    try StandardStream.output.write(
      "Content/ is there already, with \(Wording.list(parts, conjunction: "and")). Nothing was changed.\n"
        + "To add to it: tapeout new chip ID, or new milestone, partner, risk or report.\n")
  }

  /// Whether something of that name lies in the folder, a link that leads nowhere included.
  private func holds(_ name: String) -> Bool {
    var status = stat()
    return lstat("\(folder)/\(name)", &status) == 0
  }
}
