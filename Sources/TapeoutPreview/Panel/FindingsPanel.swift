import TapeoutDisk
import TapeoutModel
import TapeoutReporting
import TapeoutSite
import TapeoutTemplates
import TapeoutWording
import TapeoutWorkspace

/// Every finding of the files as they are now, as the HTML of the panel that pages show.
package struct FindingsPanel: Sendable {
  /// HTML: what stands in the panel.
  package let text: [UInt8]
  package private(set) var errors = 0
  package private(set) var warnings = 0
  package private(set) var hints = 0

  /// Findings that are shown at most; the counts count all.
  static let most = 300

  /// - Parameter root: of the project, for the addresses of an editor.
  init(_ analysis: Analysis, _ templates: TemplateSet, editor: Editor, root: String) {
    let reports = [
      FindingsReport(
        findings: templates.findings, sources: templates.sources, fileCount: 0, statusDate: analysis.statusDate),
      FindingsReport(
        findings: analysis.findings, sources: analysis.sources, fileCount: 0, statusDate: analysis.statusDate),
    ]
    var list: [(severity: Severity, markup: Markup)] = []
    for report in reports {
      errors += report.counts.errors
      warnings += report.counts.warnings
      hints += report.counts.hints
      var writer = FindingWriter(report.sources, editor: editor, program: analysis.plan.program, root: root)
      for finding in report.worst(FindingsPanel.most) { list.append((finding.severity, writer.item(finding))) }
    }
    let shown = Severity.allCases.sorted(by: >).flatMap { severity in list.filter { $0.severity == severity } }
      .prefix(FindingsPanel.most)
    let total = errors + warnings + hints
    let counts = [(errors, "error"), (warnings, "warning"), (hints, "hint")].filter { $0.0 > 0 }
      .map { Wording.counted($0.0, $0.1) }
    text = FindingsPanel.written(
      total > 0 ? "\(Wording.list(counts))" : "No findings", shown.map(\.markup).joined(), more: total - shown.count)
  }

  /// What the machine could not do.
  init(failure: OperationalError) {
    errors = 1
    let advice: Markup = failure.advice.map { "<p><b>What to do:</b> \($0.printable)</p>" } ?? ""
    text = FindingsPanel.written(
      "The files cannot be read", "<li class=\"error\"><h3>\(failure.summary.printable)</h3>\(advice)</li>", more: 0)
  }

  private static func written(_ heading: Markup, _ items: Markup, more: Int) -> [UInt8] {
    let rest: Markup =
      more > 0 ? "<p class=\"more\">\(Wording.grouped(more)) more: tapeout check --limit 0 prints all.</p>" : ""
    return ("<h2 id=\"heading\">\(heading)</h2><ol>\(items)</ol>\(rest)" as Markup).bytes
  }
}
