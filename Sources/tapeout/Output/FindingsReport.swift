import TapeoutModel
import TapeoutRules
import TapeoutWorkspace

/// What a check found, ready to be printed.
struct FindingsReport {
  /// In the order of files and places.
  let findings: [Finding]
  let sources: SourceSet
  /// Files that were asked about.
  let fileCount: Int
  let statusDate: Day
  let isStrict: Bool
  let counts: SeverityCounts

  init(findings: [Finding], sources: SourceSet, fileCount: Int, statusDate: Day, isStrict: Bool = false) {
    self.findings = findings
    self.sources = sources
    self.fileCount = fileCount
    self.statusDate = statusDate
    self.isStrict = isStrict
    counts = SeverityCounts(findings)
  }

  init(_ analysis: Analysis, _ selection: PathSelection, isStrict: Bool) {
    let isSelected = analysis.sources.files.map { selection.contains($0.path) }
    self.init(
      findings: analysis.findings.filter { isSelected[Int($0.range.file.index)] },
      sources: analysis.sources,
      fileCount: analysis.files.count { selection.contains($0) },
      statusDate: analysis.statusDate,
      isStrict: isStrict)
  }

  /// Whether the check as a whole has failed.
  var fails: Bool { counts.errors > 0 || (isStrict && counts.warnings > 0) }

  /// The worst first, at most `limit` of them (0 for all); those equally bad in the order of places.
  func worst(_ limit: Int) -> [Finding] {
    let sorted = Severity.allCases.sorted(by: >).flatMap { severity in findings.filter { $0.severity == severity } }
    return limit == 0 ? sorted : Array(sorted.prefix(limit))
  }
}

/// How many findings there are of each severity.
struct SeverityCounts: Hashable {
  private(set) var errors = 0
  private(set) var warnings = 0
  private(set) var hints = 0

  init(_ findings: some Sequence<Finding>) {
    for finding in findings {
      switch finding.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .hint: hints += 1
      }
    }
  }

  var total: Int { errors + warnings + hints }
}

extension SeverityCounts: CustomStringConvertible {
  /// `2 errors, 1 warning`; `no findings` where there are none.
  var description: String {
    let parts = [(errors, "error"), (warnings, "warning"), (hints, "hint")].filter { $0.0 > 0 }
    return parts.isEmpty ? "no findings" : parts.map { counted($0.0, $0.1) }.joined(separator: ", ")
  }
}

/// `1 file`, `2 files`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
