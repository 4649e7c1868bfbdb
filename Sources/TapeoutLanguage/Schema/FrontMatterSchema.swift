import TapeoutJSON
import TapeoutModel
import TapeoutParser

/// The front matter of one kind of file as JSON Schema (2020-12), made from the field table that the parser reads by.
///
/// It describes what YAML's core schema makes of the text: a year is a number there, a flag a boolean. What only the
/// whole plan can tell, such as whether a milestone exists, it leaves to `tapeout check`.
package enum FrontMatterSchema {
  /// What files of each kind are called.
  package static let nouns = FieldTable.all.map(\.noun)

  /// The schema of a kind of file as a text, a field a line; nil where there is no such kind.
  package static func text(of noun: String) -> [UInt8]? {
    FieldTable.all.first { $0.noun == noun }.map { JSONWriter.indented(json($0)) + Array("\n".utf8) }
  }

  static func json(_ table: FieldTable) -> JSONValue {
    var schema = JSONObject([
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
      .init("title", .string("tapeout: front matter of a \(table.noun)")),
    ])
    for field in object(table).object?.fields ?? [] { schema[field.name] = field.value }
    return .object(schema)
  }

  private static func object(_ table: FieldTable) -> JSONValue {
    let required = table.entries.filter(\.isRequired).map { JSONValue.string($0.name) }
    let properties = table.entries.map { entry in
      JSONObject.Field(entry.name, described(entry))
    }
    return [
      "type": "object", "properties": .object(JSONObject(properties)),
      "required": required.isEmpty ? nil : .array(required), "additionalProperties": false,
    ]
  }

  /// A field that may be left out may also be left empty.
  private static func described(_ entry: FieldTable.Entry) -> JSONValue {
    let own = value(entry.value)
    var field = JSONObject([.init("description", .string(entry.summary))])
    if entry.isRequired {
      for part in own.object?.fields ?? [] { field[part.name] = part.value }
    } else {
      field["anyOf"] = .array((own["anyOf"]?.array ?? [own]) + [["type": "null"]])
    }
    return .object(field)
  }

  private static func value(_ value: FieldValue) -> JSONValue {
    switch value {
    case .text, .person: return ["type": ["string", "number", "boolean"]]
    case .partner, .newKind: return id(Pattern.id)
    case .newField: return text(Pattern.fieldName)
    case .number: return ["type": "number"]
    case .milestone, .formerID: return id(Pattern.reference)
    case .rule: return ["type": "string", "pattern": .string("^\(Pattern.id)$")]
    case .kind:
      let known = MilestoneKind.builtIn.map { JSONValue.string($0.name) }
      return ["anyOf": [["enum": .array(known)], id(Pattern.id)]]
    case .date: return ["anyOf": [text(Pattern.date), year]]
    case .statedDate: return ["anyOf": [text(Pattern.date), year, ["const": "TBD"]]]
    case .day: return text(Pattern.day)
    case .dayOrDays: return text("\(Pattern.date)(\\.\\.\(Pattern.date))?")
    case .window: return ["anyOf": [text("\(Pattern.date)(\\.\\.\(Pattern.date))?"), year, ["const": "TBD"]]]
    case .datedReason: return ["anyOf": [text("(\(Pattern.date)|TBD)( .*)?"), year]]
    case .length: return text(Pattern.length)
    case .duration: return text(Pattern.duration)
    case .durationOrUnknown: return ["anyOf": [text(Pattern.duration), ["const": "TBD"]]]
    case .supposedOf: return text(Pattern.supposedOf)
    case .supposition: return ["anyOf": [text("[+-]\(Pattern.length)|\(Pattern.date)|occurs|averted"), year]]
    case .words(let words): return ["enum": .array(words.map { .string($0.text) })]
    case .flag: return ["type": "boolean"]
    case .count: return ["type": "integer", "minimum": 0]
    case .percentage: return text("[0-9]+(\\.[0-9]+)?%")
    case .weekdays: return oneOrMany(text("\(Pattern.weekday)(-\(Pattern.weekday))?"))
    case .timeZone: return text(Pattern.timeZone)
    case .address: return ["type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"]
    case .list(let item): return oneOrMany(self.value(item))
    case .map(let key, let entry):
      return [
        "type": "object", "propertyNames": names(key), "additionalProperties": self.value(entry),
      ]
    case .record(let table): return object(table)
    case .records(let table): return ["type": "array", "items": object(table)]
    }
  }

  /// Names of entries are texts whatever they look like.
  private static func names(_ key: FieldValue) -> JSONValue? {
    switch key {
    case .milestone: text(Pattern.reference)
    case .supposedOf: text(Pattern.supposedOf)
    case .newKind, .rule: text(Pattern.id)
    case .newField: text(Pattern.fieldName)
    case .day: text(Pattern.day)
    case .dayOrDays: text("\(Pattern.date)(\\.\\.\(Pattern.date))?")
    default: nil
    }
  }

  private static func oneOrMany(_ item: JSONValue) -> JSONValue {
    ["anyOf": [item, ["type": "array", "items": item]]]
  }

  private static func text(_ pattern: String) -> JSONValue { ["type": "string", "pattern": .string("^(\(pattern))$")] }

  /// An id may consist of digits, which YAML takes for a number.
  private static func id(_ pattern: String) -> JSONValue {
    ["anyOf": [text(pattern), ["type": "integer", "minimum": 0]]]
  }

  /// A year alone, which YAML takes for a number.
  private static var year: JSONValue {
    [
      "type": "integer", "minimum": .integer(Day.supported.lowerBound.civil.year),
      "maximum": .integer(Day.supported.upperBound.civil.year),
    ]
  }

  /// How things are spelled, as far as a pattern can tell.
  private enum Pattern {
    static let id = "[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?"
    static let reference = "\(id)(/\(id))?"
    static let supposedOf = "(risk )?\(id)/\(id)"
    static let yearDigits = "(19|20|21)[0-9]{2}"
    static let day = "\(yearDigits)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    static let date =
      "\(yearDigits)(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-W(0[1-9]|[1-4][0-9]|5[0-3])|-Q[1-4]|-H[12])?"
    static let length = "[0-9]+(d|w|wd|h)"
    static let duration = "\(length)(\\.\\.\(length)\\.\\.\(length))?"
    static let fieldName = "[a-z][a-z0-9_-]{0,39}"
    static let timeZone = "[A-Za-z][A-Za-z0-9+_-]*(/[A-Za-z][A-Za-z0-9+_-]*){0,2}"
    static let weekday = "([Mm][Oo][Nn]|[Tt][Uu][Ee]|[Ww][Ee][Dd]|[Tt][Hh][Uu]|[Ff][Rr][Ii]|[Ss][Aa][Tt]|[Ss][Uu][Nn])"
  }
}
