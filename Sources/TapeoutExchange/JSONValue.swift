package import TapeoutModel

/// A value of JSON (RFC 8259). Nulls are written: a reader sees that something is not known.
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// Null where it is no finite number, which JSON cannot say.
  case number(Double)
  case string(String)
  /// A string such as `2026-04-02`.
  case day(Day)
  case array([JSONValue])
  /// In the order given; names are ours, plain and unique.
  case object([(name: String, value: JSONValue)])
}

extension JSONValue {
  init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
  init(_ number: Int?) { self = number.map(JSONValue.integer) ?? .null }
  init(_ number: Double?) { self = number.map(JSONValue.number) ?? .null }
  init(_ day: Day?) { self = day.map(JSONValue.day) ?? .null }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral {
  package init(stringLiteral text: String) { self = .string(text) }
  package init(dictionaryLiteral fields: (String, JSONValue)...) {
    self = .object(fields.map { (name: $0, value: $1) })
  }
}
