import TapeoutJSON
import TapeoutModel
package import TapeoutRules

/// Prints findings as the part of SARIF 2.1.0 (OASIS, 2020) that they need, which code hosts and editors read.
///
/// Names are the standard's, keys stand in the order of the alphabet, one line a rule and a finding.
package struct SARIFPrinter {
  private let report: FindingsReport
  private let rules: [any Rule]
  private let pathPrefix: String

  package init(_ report: FindingsReport, rules: [any Rule], pathPrefix: String = "") {
    self.report = report
    self.rules = rules.sorted { $0.name < $1.name }
    self.pathPrefix = pathPrefix
  }

  package func printed() -> String { collected(write) }

  package func write(to take: @escaping PieceTaker) {
    var writer = SARIFResultWriter(
      index: SourceLineIndex(report.sources), pathPrefix: pathPrefix,
      ruleIndices: Dictionary(
        rules.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first }))
    JSONWriter.document(to: take) { json in
      json.add("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      json.list("runs", [report]) { report, json in
        json.object { json in
          json.add("columnKind", "unicodeCodePoints")
          json.object("originalUriBaseIds") { json in
            json.object("%SRCROOT%") { json in
              json.message("description", "The folder in which tapeout ran: usually the root of the repository.")
            }
          }
          json.lines("results", report.findings) { finding, json in writer.append(finding, to: &json) }
          json.object("tool") { json in json.object("driver", driver) }
        }
      }
      json.add("version", "2.1.0")
    }
  }

  private func driver(_ json: inout JSONWriter) {
    json.add("name", "tapeout")
    json.lines("rules", rules) { rule, json in
      let explanation = rule.explanation
      json.object { json in
        json.object("defaultConfiguration") { $0.add("level", rule.defaultSeverity.sarifLevel) }
        json.message("fullDescription", explanation.what)
        json.object("help") { json in
          json.add("markdown", explanation.markdown)
          json.add("text", "\(explanation.what)\n\n\(explanation.why)")
        }
        json.add("id", rule.name.description)
        json.object("properties") { json in
          json.list("tags", [rule.group.rawValue]) { $1.append($0) }
        }
        json.message("shortDescription", explanation.summary)
      }
    }
    json.add("semanticVersion", ToolVersion.current)
  }
}
