import TapeoutHistory
import TapeoutModel

/// Prints changes as `tapeout.changes/1`: JSON for other programs, described in `Docs/changes-json.md`.
package struct ChangesJSONPrinter {
  private let report: ChangesReport

  package init(_ report: ChangesReport) {
    self.report = report
  }

  package func printed() throws -> String {
    try jsonText(
      Document(
        format: "tapeout.changes/1",
        tool: Document.Tool(name: "tapeout", version: ToolVersion.current),
        from: Document.Side(name: report.old.name, day: report.old.day.description),
        to: Document.Side(name: report.new.name, day: report.new.day.description),
        isReconstructed: report.isReconstructed,
        notes: report.notes,
        changes: report.changes.map(Document.Item.init)))
  }
}

private struct Document: Encodable {
  var format: String
  var tool: Tool
  var from: Side
  var to: Side
  var isReconstructed: Bool
  var notes: [String]
  var changes: [Item]

  enum CodingKeys: String, CodingKey {
    case format, tool, from, to
    case isReconstructed = "reconstructed"
    case notes, changes
  }

  struct Tool: Encodable {
    var name: String
    var version: String
  }

  struct Side: Encodable {
    var name: String
    var day: String
  }

  struct Subject: Encodable {
    var type: String
    var id: String
    var title: String
    var chip: String
    var chipTitle: String
    var isLaunch: Bool
    var isGate: Bool

    enum CodingKeys: String, CodingKey {
      case type, id, title, chip
      case chipTitle = "chip_title"
      case isLaunch = "launch"
      case isGate = "gate"
    }
  }

  struct Item: Encodable {
    var kind: String
    var subject: Subject
    var old: OrNull<String>
    var new: OrNull<String>
    var days: OrNull<Int>
    var accepted: OrNull<String>
    var oldText: OrNull<String>
    var newText: OrNull<String>
    var criteria: [String]
    var reason: OrNull<String>
    var launchEffect: Int
    var cause: OrNull<String>
    var consequences: Int
    var sentence: String

    enum CodingKeys: String, CodingKey {
      case kind, subject, old, new, days, accepted
      case oldText = "old_text"
      case newText = "new_text"
      case criteria, reason
      case launchEffect = "launch_effect"
      case cause, consequences, sentence
    }
  }
}

extension Document.Item {
  package init(_ change: Change) {
    kind = change.kind.rawValue
    subject = Document.Subject(change)
    old = OrNull(value: change.old?.description)
    new = OrNull(value: change.new?.description)
    days = OrNull(value: change.days)
    accepted = OrNull(value: change.accepted?.description)
    oldText = OrNull(value: change.oldText)
    newText = OrNull(value: change.newText)
    criteria = change.criteria
    reason = OrNull(value: change.reason)
    launchEffect = change.launchEffect
    cause = OrNull(value: change.cause?.description)
    consequences = change.consequences
    sentence = change.sentence
  }
}

extension Document.Subject {
  package init(_ change: Change) {
    switch change.subject {
    case .milestone(let milestone): (type, id, chip) = ("milestone", milestone.description, milestone.chip)
    case .risk(let risk): (type, id, chip) = ("risk", risk.description, risk.chip)
    case .chip(let name): (type, id, chip) = ("chip", name, name)
    }
    title = change.title
    chipTitle = change.chipTitle
    isLaunch = change.isLaunch
    isGate = change.isGate
  }
}
