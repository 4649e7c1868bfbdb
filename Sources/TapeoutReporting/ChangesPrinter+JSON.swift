import TapeoutHistory
import TapeoutJSON
import TapeoutModel

/// Prints changes as `tapeout.changes/1`: JSON for other programs, described in `Docs/changes-json.md`.
///
/// Keys stand in the order of the alphabet, one line a change.
package struct ChangesJSONPrinter {
  private let report: ChangesReport

  package init(_ report: ChangesReport) {
    self.report = report
  }

  package func printed() -> String {
    let bytes = JSONWriter.document { json in
      json.lines("changes", report.changes) { change, json in json.append(change) }
      json.add("format", "tapeout.changes/1")
      json.add("from", report.old)
      json.list("notes", report.notes) { $1.append($0) }
      json.add("reconstructed", report.isReconstructed)
      json.add("to", report.new)
      json.addTool()
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension JSONWriter {
  fileprivate mutating func add(_ name: StaticString, _ side: ChangesReport.Side) {
    object(name) { json in
      json.add("day", side.day)
      json.add("name", side.name)
    }
  }

  fileprivate mutating func append(_ change: Change) {
    object { json in
      json.add("accepted", change.accepted)
      json.add("cause", change.cause)
      json.add("consequences", change.consequences)
      json.list("criteria", change.criteria) { $1.append($0) }
      json.add("days", change.days)
      json.add("kind", change.kind.rawValue)
      json.add("launch_effect", change.launchEffect)
      json.add("new", change.new)
      json.add("new_text", change.newText)
      json.add("old", change.old)
      json.add("old_text", change.oldText)
      json.add("reason", change.reason)
      json.add("sentence", change.sentence)
      json.add(subjectOf: change)
    }
  }

  private mutating func add(subjectOf change: Change) {
    let (type, id, chip) =
      switch change.subject {
      case .milestone(let id): ("milestone", id.description, id.chip)
      case .risk(let id): ("risk", id.description, id.chip)
      case .chip(let name): ("chip", name, name)
      }
    object("subject") { json in
      json.add("chip", chip)
      json.add("chip_title", change.chipTitle)
      json.add("gate", change.isGate)
      json.add("id", id)
      json.add("launch", change.isLaunch)
      json.add("title", change.title)
      json.add("type", type)
    }
  }
}
