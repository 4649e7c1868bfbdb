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
    var worst: [Finding] = []
    forEachWorst(limit) { worst.append($0) }
    return worst
  }

  /// Goes through the findings of ``worst(_:)`` without a list of them.
  func forEachWorst(_ limit: Int, _ body: (Finding) -> Void) {
    var left = limit == 0 ? findings.count : min(limit, findings.count)
    for severity in Severity.allCases.sorted(by: >) {
      for finding in findings where finding.severity == severity {
        guard left > 0 else { return }
        left -= 1
        body(finding)
      }
    }
  }

  /// The findings that are not among the worst so many (0 for all).
  func leftOut(_ limit: Int) -> SeverityCounts {
    guard limit > 0 else { return SeverityCounts([]) }
    return counts.without(worst: limit)
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

  /// What is left where so many are taken away, the worst first.
  func without(worst count: Int) -> SeverityCounts {
    var left = self
    left.errors = max(0, errors - count)
    left.warnings = max(0, warnings - max(0, count - errors))
    left.hints = max(0, hints - max(0, count - errors - warnings))
    return left
  }
}

extension SeverityCounts: CustomStringConvertible {
  /// `2 errors, 1 warning`; `no findings` where there are none.
  package var description: String {
    let parts = [(errors, "error"), (warnings, "warning"), (hints, "hint")].filter { $0.0 > 0 }
    return parts.isEmpty ? "no findings" : parts.map { Wording.counted($0.0, $0.1) }.joined(separator: ", ")
  }
}
