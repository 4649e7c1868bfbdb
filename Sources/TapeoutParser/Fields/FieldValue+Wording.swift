extension FieldValue {
  /// What is written there, in Markdown: ``date or `TBD` ``.
  package var wording: String {
    switch self {
    case .text, .person: "text"
    case .partner: "partner id"
    case .milestone: "milestone id"
    case .kind: "kind"
    case .newKind: "name"
    case .formerID: "id"
    case .date: "date"
    case .statedDate: "date or `TBD`"
    case .day: "day"
    case .dayOrDays: "day or `FIRST..LAST`"
    case .window: "date, `FIRST..LAST` or `TBD`"
    case .datedReason: "date and reason"
    case .length, .duration: "duration"
    case .durationOrUnknown: "duration or `TBD`"
    case .supposedOf: "milestone or risk"
    case .supposition: "move, date, `occurs` or `averted`"
    case .words(let words): FieldValue.alternatives(words.map(\.text))
    case .flag: "`true` or `false`"
    case .count: "whole number"
    case .percentage: "percentage, such as `60%`"
    case .weekdays: "`mon-fri`, `sun-thu`, or a list of days"
    case .address: "web address"
    case .newField: "name"
    case .number: "number"
    case .timeZone: "name of a time zone"
    case .rule: "rule"
    case .list(.text): "text or list of texts"
    case .list(let item): "list of \(item.wording)s"
    case .map(let key, .record(let table)): "map: \(key.wording) to `{\(table.names.joined(separator: ", "))}`"
    case .map(let key, .words): "map: \(key.wording) to severity"
    case .map(.milestone, let value): "map: milestone to \(value.wording)"
    case .map(let key, let value): "map: \(key.wording) to \(value.wording)"
    case .record(let table): "`{\(table.names.joined(separator: ", "))}`"
    case .records(let table): "list of `{\(table.names.joined(separator: ", "))}`"
    }
  }

  private static func alternatives(_ words: [String]) -> String {
    let quoted = words.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}
