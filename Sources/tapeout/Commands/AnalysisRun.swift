import TapeoutModel
import TapeoutReporting
import TapeoutWording
import TapeoutWorkspace

/// An analysis for a command that shows figures: errors in the content are said aloud, since the figures rest on it.
struct AnalysisRun {
  let analysis: Analysis
  let counts: SeverityCounts

  /// - Parameter history: how to read earlier plans; nil does not read them.
  init(_ options: ProjectOptions, history: HistoryReader.Options? = nil) async throws {
    let project = try options.project()
    let progress = ProgressLine(Terminal.errorStream)
    progress.start()
    defer { progress.finish() }
    analysis = try await Analysis(of: project, options.analysis(history: history)) { progress.show($0) }
    counts = SeverityCounts(analysis.findings)
  }

  /// Ends a command: findings that fail make its status 1, whatever it has shown.
  func finish() throws {
    guard counts.errors > 0 else { return }
    let errors = Wording.counted(counts.errors, "error")
    try StandardStream.error.write(
      "error: The content has \(errors), so the figures may be wrong.\n"
        + "help: Run `tapeout check` and mend \(counts.errors == 1 ? "it" : "them") first.\n"
    )
    throw ExitStatus.findings.error
  }
}
