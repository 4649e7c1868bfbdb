package import TapeoutModel
import TapeoutRules
import TapeoutWording

/// What a check found, ready to be printed.
package struct FindingsReport {
  /// In the order of files and places.
  package let findings: [Finding]
  package let sources: SourceSet
  /// Files that were asked about.
  package let fileCount: Int
  package let statusDate: Day
  package let isStrict: Bool
  package let counts: SeverityCounts

  package init(findings: [Finding], sources: SourceSet, fileCount: Int, statusDate: Day, isStrict: Bool = false) {
    self.findings = findings
    self.sources = sources
    self.fileCount = fileCount
    self.statusDate = statusDate
    self.isStrict = isStrict
    counts = SeverityCounts(findings)
  }

  /// Whether the check as a whole has failed.
  package var fails: Bool { counts.errors > 0 || (isStrict && counts.warnings > 0) }

  /// The worst first, at most `limit` of them (0 for all); those equally bad in the order of places.
  package func worst(_ limit: Int) -> [Finding] {
    let sorted = Severity.allCases.sorted(by: >).flatMap { severity in findings.filter { $0.severity == severity } }
    return limit == 0 ? sorted : Array(sorted.prefix(limit))
  }
}

/// How many findings there are of each severity.
package struct SeverityCounts: Hashable {
  package private(set) var errors = 0
  package private(set) var warnings = 0
  package private(set) var hints = 0

  package init(_ findings: some Sequence<Finding>) {
    for finding in findings {
      switch finding.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .hint: hints += 1
      }
    }
  }

  package var total: Int { errors + warnings + hints }
}

extension SeverityCounts: CustomStringConvertible {
  /// `2 errors, 1 warning`; `no findings` where there are none.
  package var description: String {
    let parts = [(errors, "error"), (warnings, "warning"), (hints, "hint")].filter { $0.0 > 0 }
    return parts.isEmpty ? "no findings" : parts.map { Wording.counted($0.0, $0.1) }.joined(separator: ", ")
  }
}
