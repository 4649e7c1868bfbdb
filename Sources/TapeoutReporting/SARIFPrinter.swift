import TapeoutModel
package import TapeoutRules

/// Prints findings as SARIF 2.1.0, which code hosts and editors read.
package struct SARIFPrinter {
  private let report: FindingsReport
  private let rules: [any Rule]
  private let pathPrefix: String
  /// Stands for the folder that the paths start from: a reader puts the checkout there.
  private static let base = "%SRCROOT%"

  package init(_ report: FindingsReport, rules: [any Rule], pathPrefix: String = "") {
    self.report = report
    self.rules = rules.sorted { $0.name < $1.name }
    self.pathPrefix = pathPrefix
  }

  package func printed() throws -> String {
    var index = SourceLineIndex(report.sources)
    let names = Dictionary(
      rules.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let driver = SARIFLog.Driver(
      name: "tapeout", semanticVersion: ToolVersion.current, rules: rules.map { SARIFLog.ReportingDescriptor($0) })
    let folder = SARIFLog.ArtifactLocation(
      description: SARIFLog.Message(text: "The folder in which tapeout ran: usually the root of the repository."))
    let run = SARIFLog.Run(
      tool: SARIFLog.Tool(driver: driver),
      originalUriBaseIds: [SARIFPrinter.base: folder],
      results: report.findings.map { result($0, names[$0.rule], &index) })
    return try jsonText(SARIFLog(runs: [run]))
  }

  private func result(_ finding: Finding, _ rule: Int?, _ index: inout SourceLineIndex) -> SARIFLog.Result {
    var text = [finding.headline]
    var related: [SARIFLog.Location] = []
    for note in finding.notes {
      if let range = note.range {
        related.append(
          SARIFLog.Location(
            id: related.count, physicalLocation: place(range, &index),
            message: SARIFLog.Message(text: note.text.printable)))
      } else {
        text.append("Note: " + note.text)
      }
    }
    if let advice = finding.advice { text.append(advice) }
    return SARIFLog.Result(
      ruleId: finding.rule.description,
      ruleIndex: rule,
      level: finding.severity.sarifLevel,
      message: SARIFLog.Message(text: text.map(\.printable).joined(separator: "\n")),
      locations: [SARIFLog.Location(physicalLocation: place(finding.range, &index))],
      relatedLocations: related.isEmpty ? nil : related,
      fixes: finding.fixes.isEmpty ? nil : finding.fixes.map { fix($0, &index) })
  }

  /// Edits by file, files in their order.
  private func fix(_ fix: Fix, _ index: inout SourceLineIndex) -> SARIFLog.Fix {
    var changes: [SARIFLog.ArtifactChange] = []
    var last: FileID?
    let edits = fix.edits.sorted {
      ($0.range.file, $0.range.start, $0.range.end) < ($1.range.file, $1.range.start, $1.range.end)
    }
    for edit in edits {
      if edit.range.file != last {
        changes.append(SARIFLog.ArtifactChange(artifactLocation: file(edit.range.file, index), replacements: []))
        last = edit.range.file
      }
      let replacement = SARIFLog.Replacement(
        deletedRegion: region(edit.range, &index), insertedContent: SARIFLog.ArtifactContent(text: edit.text))
      changes[changes.count - 1].replacements.append(replacement)
    }
    return SARIFLog.Fix(description: SARIFLog.Message(text: fix.title.printable), artifactChanges: changes)
  }

  private func place(_ range: SourceRange, _ index: inout SourceLineIndex) -> SARIFLog.PhysicalLocation {
    SARIFLog.PhysicalLocation(artifactLocation: file(range.file, index), region: region(range, &index))
  }

  private func region(_ range: SourceRange, _ index: inout SourceLineIndex) -> SARIFLog.Region {
    let (start, end) = index.positions(of: range)
    return SARIFLog.Region(
      startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column)
  }

  private func file(_ file: FileID, _ index: SourceLineIndex) -> SARIFLog.ArtifactLocation {
    let path = uriReference(pathPrefix + index.path(of: file))
    if path.utf8.first == UInt8(ascii: "/") { return SARIFLog.ArtifactLocation(uri: "file://" + path) }
    return SARIFLog.ArtifactLocation(uri: path, uriBaseId: SARIFPrinter.base)
  }
}

extension SARIFLog.ReportingDescriptor {
  fileprivate init(_ rule: any Rule) {
    let explanation = rule.explanation
    id = rule.name.description
    shortDescription = SARIFLog.Message(text: explanation.summary)
    fullDescription = SARIFLog.Message(text: explanation.what)
    help = SARIFLog.Message(
      text: "\(explanation.what)\n\n\(explanation.why)", markdown: explanation.markdown)
    defaultConfiguration = Configuration(level: rule.defaultSeverity.sarifLevel)
    properties = Properties(tags: [rule.group.rawValue])
  }
}

extension Severity {
  fileprivate var sarifLevel: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .hint: "note"
    }
  }
}

/// A relative path as RFC 3986 writes it: everything but unreserved characters and slashes as `%20`.
private func uriReference(_ path: String) -> String {
  var result: [UInt8] = []
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"):
      result.append(byte)
    default: result += percentEncoded(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}
