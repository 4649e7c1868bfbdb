import TapeoutJSON
import TapeoutModel

/// Prints findings as `tapeout.findings/1`: JSON for other programs, described in `Docs/findings-json.md`.
///
/// Keys stand in the order of the alphabet, one line a finding.
package struct JSONPrinter {
  private let report: FindingsReport

  package init(_ report: FindingsReport) {
    self.report = report
  }

  package func printed() -> String { collected(write) }

  package func write(to take: @escaping PieceTaker) {
    var index = SourceLineIndex(report.sources)
    JSONWriter.document(to: take) { json in
      json.lines("findings", report.findings) { finding, json in json.append(finding, &index) }
      json.add("format", "tapeout.findings/1")
      json.add("status_date", report.statusDate)
      json.object("summary") { json in
        json.add("errors", report.counts.errors)
        json.add("fails", report.fails)
        json.add("files", report.fileCount)
        json.add("hints", report.counts.hints)
        json.add("warnings", report.counts.warnings)
      }
      json.addTool()
    }
  }
}

extension JSONWriter {
  /// Adds who wrote the document.
  mutating func addTool() {
    object("tool") { json in
      json.add("name", "tapeout")
      json.add("version", ToolVersion.current)
    }
  }

  fileprivate mutating func append(_ finding: Finding, _ index: inout SourceLineIndex) {
    object { json in
      json.add("advice", finding.advice)
      json.list("fixes", finding.fixes) { fix, json in
        json.object { json in
          json.list("edits", fix.edits) { edit, json in
            json.object { json in
              json.add(location: edit.range, &index)
              json.add("text", edit.text)
            }
          }
          json.add("title", fix.title)
        }
      }
      json.add("headline", finding.headline)
      json.add(location: finding.range, &index)
      json.list("notes", finding.notes) { note, json in
        json.object { json in
          json.add(location: note.range, &index)
          json.add("text", note.text)
        }
      }
      json.add("rule", finding.rule.description)
      json.add("severity", finding.severity.description)
    }
  }

  private mutating func add(location range: SourceRange?, _ index: inout SourceLineIndex) {
    object("location", of: range) { range, json in
      let (start, end) = index.positions(of: range)
      json.add("end", end, offset: range.end)
      json.add("path", index.path(of: range.file))
      json.add("start", start, offset: range.start)
    }
  }

  private mutating func add(_ name: StaticString, _ position: SourcePosition, offset: Int32) {
    object(name) { json in
      json.add("column", position.column)
      json.add("line", position.line)
      json.add("offset", Int(offset))
    }
  }
}
