import ArgumentParser
import TapeoutDisk
import TapeoutForecast
import TapeoutModel
import TapeoutPublish
import TapeoutReporting
import TapeoutSite
import TapeoutSystem
import TapeoutWorkspace

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Makes the site from Content/ and publishes it in one step, or leaves the last one as it is.",
    discussion: """
      Errors in the content or in the templates stop the build. Files in the output folder that tapeout did not write \
      are kept. A folder that is not empty and was never a site is refused; --adopt makes it one.
      """)

  @Option(
    help: ArgumentHelp("The folder to publish in. Default: Public below the root.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Where the site will be found, such as https://example.com/plan/. Default: site: in program.md.",
      valueName: "url"),
    transform: { try BuildCommand.address($0) })
  var site: String?

  @Flag(help: "Publish in a folder that holds other things and was never a site. They stay. Needed once.")
  var adopt = false

  @Flag(help: "Warnings stop the build, too.")
  var strict = false

  @OptionGroup var project: ProjectOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var forecast: ForecastOptions

  func run() async throws {
    let clock = ContinuousClock()
    let start = clock.now
    let project = try project.project()
    let folder = try OutputFolder(output, for: project, home: Terminal.homeFolder)
    if let adopted = try folder.admitted(isAdopting: adopt, HistoryOptions.reading) {
      try StandardStream.error.write(adopted.printable + "\n")
    }
    Interruption.expect()
    // A file that grows beyond what the shell allows is a failure like a full disk, not a reason to die.
    signal(SIGXFSZ, SIG_IGN)
    do {
      let staging = try Staging(
        folder,
        waiting: { try StandardStream.error.write("Another build of \(folder.path.printable) is running: waiting.\n") },
        isStopped: { Interruption.hasCome })
      defer { staging.release() }
      guard let built = try await build(project, staging) else { throw ExitStatus.findings.error }
      let printer = BuildPrinter(folder: folder.path, built.publication, built.counts, clock.now - start)
      try StandardStream.output.write(printer.printed())
      staging.release()
      Interruption.endIfReceived()
      // Not by returning: freeing a large plan and its site piece by piece takes as long as writing a tenth of it.
      withExtendedLifetime(built) { ExitStatus.success.end() }
    } catch {
      Interruption.endIfReceived()
      throw error
    }
  }

  /// A published site, with all it was made from, which nobody frees.
  private struct Built {
    var publication: Publication
    var counts: SeverityCounts
    var analysis: Analysis
    var assembly: SiteAssembly
  }

  /// Nil where findings stopped the build; they are printed by then.
  private func build(
    _ project: Project, _ staging: Staging
  ) async throws -> Built? {
    let progress = ProgressLine(Terminal.errorStream)
    progress.start()
    defer { progress.finish() }
    let isSerial = self.project.jobs == 1
    let publisher = Publisher(staging, isSerial: isSerial) { Interruption.hasCome }
    // Looked at while the content is read: a large folder takes some time.
    async let last = publisher.lastSite()
    async let loading = TemplateLoader.load(project)
    let read = try await ReadProject(project, self.project.analysis(history: history.reading)) { progress.show($0) }
    // While the rules look at the plan. Where they stop the build, it was for nothing.
    let settings = forecast.settings(isSerial: isSerial)
    async let prepared = SitePreparation(read, settings)
    let analysis = try await Analysis(read) { progress.show($0) }
    let templates = try await loading
    let failing = [
      report(analysis.findings, analysis.sources, analysis),
      report(templates.findings, templates.sources, analysis),
    ].filter(\.fails)
    guard failing.isEmpty else {
      progress.finish()
      try stop(failing, project, staging.output)
      return nil
    }
    let preparation = await prepared
    _ = try preparation.forecast.drawn()
    let assembly = SiteAssembly(analysis, preparation, templates, site: site)
    let step = progress.steps("Writing the site", of: assembly.unitCount)
    let publication = try await publisher.publish(
      unitCount: assembly.unitCount, attachments: assembly.attachments, root: project.root, over: last
    ) { unit, deliver throws(OperationalError) in
      try assembly.makeFiles(unit, deliver)
      step()
    }
    return Built(
      publication: publication, counts: SeverityCounts(analysis.findings), analysis: analysis, assembly: assembly)
  }

  // MARK: Findings

  /// Of those that stop the build, and no others.
  private func report(_ findings: [Finding], _ sources: SourceSet, _ analysis: Analysis) -> FindingsReport {
    let worst: Severity = strict ? .warning : .error
    return FindingsReport(
      findings: findings.filter { $0.severity >= worst }, sources: sources, fileCount: sources.files.count,
      statusDate: analysis.statusDate, isStrict: strict)
  }

  private func stop(_ reports: [FindingsReport], _ project: Project, _ folder: OutputFolder) throws {
    let style = TextStyle(isColored: Terminal.errorStream.showsColor)
    let prefix = project.pathPrefix(from: Terminal.workingFolder)
    var text = ""
    for report in reports {
      let printer = TextPrinter(report, style: style, pathPrefix: prefix, limit: 50)
      text += printer.printed() + "\n"
    }
    text += "error: The site was not built. \(folder.path.printable) is as it was.\n"
    try StandardStream.error.write(text)
  }

  // MARK: Options

  /// Checked by bytes: it ends up in every page.
  private static func address(_ text: String) throws -> String {
    guard text.isWebAddress else {
      throw ValidationError(
        "'\(text.printable)' is not an absolute web address: write it as https://example.com/plan/.")
    }
    return text
  }
}

extension String {
  /// Whether it is an absolute http or https address with a host, of characters that need no escaping anywhere, and
  /// without query or fragment, since paths are added to it.
  fileprivate var isWebAddress: Bool {
    let bytes = Array(utf8)
    let schemes = ["https://", "http://"].map { Array($0.utf8) }
    guard let scheme = schemes.first(where: { bytes.starts(with: $0) }) else { return false }
    let rest = bytes[scheme.count...]
    guard let first = rest.first, first != UInt8(ascii: "/"), first != UInt8(ascii: ":") else { return false }
    return rest.allSatisfy { byte in
      byte > 0x20 && byte < 0x7F && !"<>\"'\\^`{|}?#".utf8.contains(byte)
    }
  }
}
