import TapeoutModel

/// Prints findings as `tapeout.findings/1`: JSON for other programs, described in `Docs/findings-json.md`.
package struct JSONPrinter {
  private let report: FindingsReport

  package init(_ report: FindingsReport) {
    self.report = report
  }

  package func printed() throws -> String {
    var index = SourceLineIndex(report.sources)
    let document = Document(
      format: "tapeout.findings/1",
      tool: Document.Tool(name: "tapeout", version: ToolVersion.current),
      statusDate: report.statusDate.description,
      summary: Document.Summary(
        errors: report.counts.errors, warnings: report.counts.warnings, hints: report.counts.hints,
        files: report.fileCount, fails: report.fails),
      findings: report.findings.map { Document.Item($0, &index) })
    return try jsonText(document)
  }
}

private struct Document: Encodable {
  var format: String
  var tool: Tool
  var statusDate: String
  var summary: Summary
  var findings: [Item]

  enum CodingKeys: String, CodingKey {
    case format, tool
    case statusDate = "status_date"
    case summary, findings
  }

  struct Tool: Encodable {
    var name: String
    var version: String
  }

  struct Summary: Encodable {
    var errors: Int
    var warnings: Int
    var hints: Int
    var files: Int
    var fails: Bool
  }

  struct Item: Encodable {
    var rule: String
    var severity: String
    var headline: String
    var advice: OrNull<String>
    var location: Location
    var notes: [Note]
    var fixes: [Fix]
  }

  struct Note: Encodable {
    var text: String
    var location: OrNull<Location>
  }

  struct Fix: Encodable {
    var title: String
    var edits: [Edit]
  }

  struct Edit: Encodable {
    var location: Location
    var text: String
  }

  struct Location: Encodable {
    var path: String
    var start: Position
    var end: Position
  }

  struct Position: Encodable {
    var line: Int
    var column: Int
    var offset: Int
  }
}

extension Document.Item {
  package init(_ finding: Finding, _ index: inout SourceLineIndex) {
    rule = finding.rule.description
    severity = finding.severity.description
    headline = finding.headline
    advice = OrNull(value: finding.advice)
    location = Document.Location(finding.range, &index)
    notes = []
    for note in finding.notes {
      let place = note.range.map { Document.Location($0, &index) }
      notes.append(Document.Note(text: note.text, location: OrNull(value: place)))
    }
    fixes = []
    for fix in finding.fixes {
      let edits = fix.edits.map { Document.Edit(location: Document.Location($0.range, &index), text: $0.text) }
      fixes.append(Document.Fix(title: fix.title, edits: edits))
    }
  }
}

extension Document.Location {
  package init(_ range: SourceRange, _ index: inout SourceLineIndex) {
    let (first, last) = index.positions(of: range)
    path = index.path(of: range.file)
    start = Document.Position(line: first.line, column: first.column, offset: Int(range.start))
    end = Document.Position(line: last.line, column: last.column, offset: Int(range.end))
  }
}
