import TapeoutJSON
import TapeoutModel

/// Prints findings as a Code Quality report, which GitLab shows in a merge request, beside the lines it changes.
///
/// The format is described at https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
package struct GitLabPrinter {
  private let report: FindingsReport
  private let pathPrefix: String

  /// - Parameter pathPrefix: what leads from the repository's root to the project's.
  package init(_ report: FindingsReport, pathPrefix: String = "") {
    self.report = report
    self.pathPrefix = pathPrefix
  }

  package func printed() -> String { collected(write) }

  package func write(to take: @escaping PieceTaker) {
    var index = SourceLineIndex(report.sources)
    var seen: [String: Int] = [:]
    JSONWriter.document(to: take, lines: report.findings) { finding, json in
      let path = pathPrefix + index.path(of: finding.range.file)
      let line = index.positions(of: finding.range).start.line
      // GitLab tells new findings from old ones by it: it says nothing of lines, which move.
      let words = "\(finding.rule) \(path) \(finding.headline)"
      let place = seen[words, default: 0] + 1
      seen[words] = place
      json.object { json in
        json.add("check_name", finding.rule.description)
        json.add("description", (finding.headline + (finding.advice.map { ". \($0)" } ?? "")).printable)
        json.add("fingerprint", "\(words) \(place)")
        json.object("location") { json in
          json.object("lines") { $0.add("begin", line) }
          json.add("path", path)
        }
        json.add("severity", finding.severity.gitLabName)
      }
    }
  }
}

extension Severity {
  fileprivate var gitLabName: String {
    switch self {
    case .error: "critical"
    case .warning: "minor"
    case .hint: "info"
    }
  }
}
