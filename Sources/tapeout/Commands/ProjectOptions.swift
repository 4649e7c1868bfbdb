import ArgumentParser
import TapeoutDisk
import TapeoutModel
import TapeoutReporting
import TapeoutWorkspace

/// Which project, on which day: the same for every command.
struct ProjectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that holds Content/. Default: the nearest one upwards.", valueName: "dir"),
    completion: .directory)
  var root: String?

  @Option(
    help: ArgumentHelp(
      "The day that counts as today, such as 2026-01-15. Default: the one in program.md, else the newest report's.",
      valueName: "date"),
    transform: { try ProjectOptions.day($0) })
  var statusDate: Day?

  @Option(help: ArgumentHelp("Cores to use: 1, or all.", valueName: "n", visibility: .private))
  var jobs: Int?

  /// The project, looked for around the first of `paths`, else around the working folder.
  func project(around paths: [String] = []) throws(OperationalError) -> Project {
    if let root { return try Project(root: root) }
    return try Project(around: paths.first ?? ".")
  }

  /// What an analysis depends on beside the files; the one place where the clock is read.
  ///
  /// - Parameter history: how to read earlier plans; nil does not read them.
  func analysis(history: HistoryReader.Options?) -> Analysis.Options {
    Analysis.Options(today: .today, statusDate: statusDate, isSerial: jobs == 1, history: history)
  }

  static func day(_ text: String) throws -> Day {
    guard let date = try? PlanDate(parsing: text), date.precision == .day else {
      throw ValidationError("'\(text.printable)' is not a day: write it as 2026-01-15.")
    }
    return date.first
  }
}
