import TapeoutModel
import TapeoutReporting
import TapeoutWorkspace

extension FindingsReport {
  /// What an analysis found in the files that somebody asked about.
  init(_ analysis: Analysis, _ selection: PathSelection, isStrict: Bool) {
    let isSelected = analysis.sources.files.map { selection.contains($0.path) }
    self.init(
      findings: analysis.findings.filter { isSelected[Int($0.range.file.index)] },
      sources: analysis.sources,
      fileCount: analysis.files.count { selection.contains($0) },
      statusDate: analysis.statusDate,
      isStrict: isStrict)
  }
}
