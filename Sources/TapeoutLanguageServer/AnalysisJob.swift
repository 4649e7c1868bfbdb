package import TapeoutDisk
package import TapeoutForecast
import TapeoutHistory
import TapeoutJSON
import TapeoutLanguage
import TapeoutModel
import TapeoutSchedule
package import TapeoutWorkspace

/// One analysis that is to be made, with all that it depends on.
package struct AnalysisJob: Sendable {
  let project: Project
  let generation: Int
  let earlier: Analysis?
  let options: Analysis.Options
  let looksAtDisk: Bool
  let documents: [String: OpenDocument]
  let client: ClientCapabilities
  let rootURI: String
  let rulesURI: String?
  /// What the client was told last.
  let published: LanguageSnapshot?

  /// What came of it.
  package struct Outcome: Sendable {
    let analysis: Analysis
    let snapshot: LanguageSnapshot
    /// What the client does not know yet, open documents first.
    let diagnostics: [(path: String, items: [JSONValue])]
    /// Whether dates or health of anything are others now.
    let hasNewDates: Bool
    let took: Duration
  }

  package func run(progress: @Sendable (Analysis.Stage) -> Void) async throws(OperationalError) -> Outcome {
    let start = ContinuousClock.now
    var overlay: [String: [UInt8]] = [:]
    for (path, document) in documents { overlay[path] = document.text.bytes }
    let analysis: Analysis
    if let earlier {
      analysis = try await earlier.updated(
        overlay: overlay, today: options.today, isDiskUnchanged: !looksAtDisk, progress: progress)
    } else {
      analysis = try await Analysis(of: project, options, overlay: overlay, progress: progress)
    }
    let snapshot = LanguageSnapshot(
      sources: analysis.sources, plan: analysis.plan, schedule: analysis.schedule, findings: analysis.findings,
      today: options.today, versioned: Set(analysis.history?.versions.keys.map { $0 } ?? []),
      missing: analysis.missingFiles)
    let diagnostics = news(in: snapshot)
    let hasNewDates =
      published.map {
        $0.schedule.milestones != snapshot.schedule.milestones || $0.schedule.chips != snapshot.schedule.chips
      } ?? true
    return Outcome(
      analysis: analysis, snapshot: snapshot, diagnostics: diagnostics, hasNewDates: hasNewDates,
      took: .now - start)
  }

  /// The diagnostics of files that are others than the client was told, and of all open documents.
  private func news(in snapshot: LanguageSnapshot) -> [(path: String, items: [JSONValue])] {
    let workspace = LanguageWorkspace(snapshot, client, rootURI: rootURI, documents: documents, rulesURI: rulesURI)
    var open: [(path: String, items: [JSONValue])] = []
    for path in documents.keys.sorted(by: { $0.precedesInBytes($1) }) {
      open.append((path, snapshot.file(at: path).map { workspace.diagnostics(of: $0) } ?? []))
    }
    var others: [(path: String, items: [JSONValue])] = []
    for file in workspace.filesWithFindings {
      let path = snapshot.sources[file].path
      guard documents[path] == nil, !(published?.saysTheSame(as: snapshot, of: file) ?? false) else { continue }
      others.append((path, workspace.diagnostics(of: file)))
    }
    return open + others
  }
}

/// Percentiles that are to be drawn while nobody types.
package struct DrawingJob: Sendable {
  let project: Project
  let generation: Int
  let snapshot: LanguageSnapshot
  let isSerial: Bool

  package func run() async -> Forecast {
    var settings = Forecast.Settings()
    settings.isSerial = isSerial
    return await Forecast.run(snapshot.plan, snapshot.schedule, settings)
  }
}
