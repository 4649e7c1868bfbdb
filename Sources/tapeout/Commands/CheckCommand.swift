import ArgumentParser
import TapeoutDisk
import TapeoutModel
import TapeoutReporting
import TapeoutRules
import TapeoutWording
import TapeoutWorkspace

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks Content/ and reports each problem that it finds: where, why, and what to do.",
    discussion: """
      Paths restrict which findings are shown and counted; the whole plan is read all the same, so that a milestone \
      of one chip can be checked against another's.

      --fix applies every fix that is safe, as long as one reveals the next, and prints the change as a diff. Fixes that \
      guess a name or change the plan are applied only where their rule is named: tapeout check --fix unknown-milestone.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Files or folders below Content/ whose findings to show; with --fix also rules whose fixes to apply. Default: all.",
      valueName: "path"), completion: .file())
  var paths: [String] = []

  @OptionGroup var project: ProjectOptions
  @OptionGroup var history: HistoryOptions

  @Flag(name: .customLong("fix"), help: "Applies safe fixes, or those of the named rules, and prints them as a diff.")
  var appliesFixes = false

  @Flag(name: .customLong("diff"), help: "With --fix: prints the diff and writes nothing.")
  var isDryRun = false

  @Flag(help: "Warnings fail, too.")
  var strict = false

  @Option(help: "How to print findings: text, json, sarif, github or gitlab.")
  var format = OutputFormat.text

  @Option(
    help: ArgumentHelp("The most findings to print, worst first; 0 for all. Default: 50 as text.", valueName: "n"))
  var limit: Int?

  func validate() throws {
    if isDryRun, !appliesFixes { throw ValidationError("--diff belongs to --fix.") }
    if appliesFixes, format != .text { throw ValidationError("--fix prints a diff, so it has no other --format.") }
    guard let limit else { return }
    if limit < 0 { throw ValidationError("--limit must not be negative.") }
    if !format.isForPeople {
      throw ValidationError("--limit works with text and github: \(format) holds all findings.")
    }
  }

  func run() async throws {
    if appliesFixes { return try await fix() }
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
    try StandardStream.output.writePieces { write(report, project, to: $0) }
    (report.fails ? ExitStatus.findings : .success).end()
  }

  // MARK: Fixing

  private func fix() async throws {
    let rules = paths.filter { RuleSet.rule(named: RuleName($0)) != nil }
    let paths = paths.filter { RuleSet.rule(named: RuleName($0)) == nil }
    let project = try project.project(around: paths)
    let selection = try PathSelection(paths, in: project)
    var options = self.project.analysis(history: history.reading)
    options.isReusable = true
    let progress = ProgressLine(Terminal.errorStream)
    progress.start()
    let run: FixRun
    do {
      defer { progress.finish() }
      let before = try await Analysis(of: project, options) { progress.show($0) }
      run = try await FixRun(before, rules: rules.isEmpty ? nil : Set(rules.map { RuleName($0) })) {
        selection.contains($0)
      }
    }
    let diff = run.edit.diff(style: TextStyle(isColored: Terminal.outputStream.showsColor))
    if !isDryRun { try run.edit.write() }
    let report = FindingsReport(run.after, selection, isStrict: strict)
    var text = diff + (diff.isEmpty ? "" : "\n")
    text +=
      run.count == 0
      ? "Nothing to fix"
      : "\(Wording.counted(run.count, "fix", plural: "fixes")) \(isDryRun ? "can be applied" : "applied")"
    text +=
      report.counts.total == 0 ? "; nothing else was found.\n" : "; left: \(report.counts). tapeout check shows them.\n"
    try StandardStream.output.write(text)
    if report.fails { throw ExitStatus.findings.error }
  }

  private func write(_ report: FindingsReport, _ project: Project, to take: @escaping PieceTaker) {
    let here = Terminal.workingFolder
    let prefix = project.pathPrefix(from: here)
    switch format {
    case .text:
      let style = TextStyle(isColored: Terminal.outputStream.showsColor)
      var printer = TextPrinter(report, style: style, pathPrefix: prefix, limit: limit ?? 50)
      printer.write(to: take)
    case .json: JSONPrinter(report).write(to: take)
    case .sarif: SARIFPrinter(report, rules: RuleSet.all, pathPrefix: prefix).write(to: take)
    case .github:
      let checkout = project.pathPrefix(from: Terminal.variable("GITHUB_WORKSPACE") ?? here)
      GitHubPrinter(report, pathPrefix: checkout, limit: limit ?? 0).write(to: take)
    case .gitlab:
      let checkout = project.pathPrefix(from: Terminal.variable("CI_PROJECT_DIR") ?? here)
      GitLabPrinter(report, pathPrefix: checkout).write(to: take)
    }
  }
}

/// The ways to print findings.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, github, gitlab

  /// Made to be read, so that less can be more.
  var isForPeople: Bool { self == .text || self == .github }
}
