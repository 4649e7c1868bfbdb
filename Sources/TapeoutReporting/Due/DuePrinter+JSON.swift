import TapeoutJSON
import TapeoutModel

/// Prints what is due as `tapeout.due/1`: JSON for other programs, described in `Docs/due-json.md`.
package struct DueJSONPrinter {
  private let report: DueReport

  package init(_ report: DueReport) { self.report = report }

  package func printed() -> String {
    let bytes = JSONWriter.document { json in
      json.add("format", "tapeout.due/1")
      json.add("from", report.from)
      json.lines("items", report.items) { item, json in json.append(item) }
      json.add("to", report.to)
      json.addTool()
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension JSONWriter {
  mutating func append(_ item: DueItem) {
    object { json in
      json.add("chip", item.chip)
      json.add("chip_title", item.chipTitle)
      json.object("criteria") { json in
        json.add("failing", item.criteria.failing)
        json.add("met", item.criteria.met)
        json.add("open", item.criteria.open)
        json.add("waived", item.criteria.waived)
      }
      json.add("criterion", item.criterion)
      json.add("date", item.date)
      json.add("day", item.date?.last)
      json.add(ownValues: item.ownValues.map { ($0.field, $0.text) })
      json.add("float_days", item.float)
      json.add("from", item.giver)
      json.add("gate", item.isGate)
      json.add("health", item.health?.name)
      json.list("holds_up", item.holdsUp) { $1.append($0.id) }
      json.add("id", item.id)
      json.add("kind", item.kind.rawValue)
      json.add("overdue_days", item.overdueDays)
      json.add("owner", item.owner)
      json.add("reason", item.reason)
      json.add("title", item.title)
      json.add("to", item.receiver)
    }
  }
}
