import ArgumentParser
import TapeoutDisk
import TapeoutModel
import TapeoutReporting
import TapeoutRules
import TapeoutWorkspace

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reads all of Content/ and says everything that is wrong, where, why, and what to do.",
    discussion: """
      Paths restrict which findings are shown and counted; the whole plan is read all the same, so that a milestone \
      of one chip can be checked against another's.
      """
  )

  @Argument(
    help: "Files or folders below Content/ whose findings to show. Default: all.", completion: .file())
  var paths: [String] = []

  @OptionGroup var project: ProjectOptions
  @OptionGroup var history: HistoryOptions

  @Flag(help: "Warnings fail, too.")
  var strict = false

  @Option(help: "How to print findings: text, json, sarif or github.")
  var format = OutputFormat.text

  @Option(
    help: ArgumentHelp("The most findings to print, worst first; 0 for all. Default: 50 as text.", valueName: "n"))
  var limit: Int?

  func validate() throws {
    guard let limit else { return }
    if limit < 0 { throw ValidationError("--limit must not be negative.") }
    if !format.isForPeople {
      throw ValidationError("--limit works with text and github: \(format) holds all findings.")
    }
  }

  func run() async throws {
    let project = try project.project(around: paths)
    let selection = try PathSelection(paths, in: project)
    let progress = ProgressLine(Terminal.errorStream)
    progress.start()
    let analysis: Analysis
    do {
      defer { progress.finish() }
      analysis = try await Analysis(of: project, self.project.analysis(history: history.reading)) { progress.show($0) }
    }
    let report = FindingsReport(analysis, selection, isStrict: strict)
    try StandardStream.output.write(printed(report, project))
    (report.fails ? ExitStatus.findings : .success).end()
  }

  private func printed(_ report: FindingsReport, _ project: Project) -> String {
    let here = Terminal.workingFolder
    let prefix = project.pathPrefix(from: here)
    switch format {
    case .text:
      let style = TextStyle(isColored: Terminal.outputStream.showsColor)
      var printer = TextPrinter(report, style: style, pathPrefix: prefix, limit: limit ?? 50)
      return printer.printed()
    case .json: return JSONPrinter(report).printed()
    case .sarif: return SARIFPrinter(report, rules: RuleSet.all, pathPrefix: prefix).printed()
    case .github:
      let checkout = project.pathPrefix(from: Terminal.variable("GITHUB_WORKSPACE") ?? here)
      return GitHubPrinter(report, pathPrefix: checkout, limit: limit ?? 0).printed()
    }
  }
}

/// The ways to print findings.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, github

  /// Made to be read, so that less can be more.
  var isForPeople: Bool { self == .text || self == .github }
}
