import TapeoutModel

/// A JSON text that is one object, with every item of its lists on a line of its own: small, and yet `grep` and `diff`
/// see items.
///
/// Beside what JSON demands, `<` is written as `\u003c`, so that the text can stand inside a script element, and what
/// is hidden (see `Unicode.Scalar.isHidden`) as `\u202e`: the same string to a reader, and harmless on a terminal.
package struct JSONDocument {
  private var json = JSONWriter()
  private var isEmpty = true

  package init() {
    json.bytes.append(UInt8(ascii: "{"))
  }

  /// Ends the text, with a line break, and gives it away: it can be long, and a second reference would copy it.
  package mutating func finish() -> [UInt8] {
    json.bytes.append("\n}\n")
    var text: [UInt8] = []
    swap(&text, &json.bytes)
    return text
  }

  package mutating func add(_ name: String, _ value: JSONValue) {
    begin(name)
    json.append(value)
  }

  /// Adds a list whose items are made, written and let go one by one.
  package mutating func add(_ name: String, _ places: Range<Int>, _ item: (Int) -> JSONValue) {
    addObjects(name, places) { place, json in json.append(item(place)) }
  }

  /// Adds a list whose items are written where they will stand: for those that come by the ten thousand.
  mutating func addObjects(_ name: String, _ places: Range<Int>, _ write: (Int, inout JSONWriter) -> Void) {
    begin(name)
    json.bytes.append(UInt8(ascii: "["))
    for place in places {
      json.bytes.append(place == places.lowerBound ? "\n" : ",\n")
      write(place, &json)
    }
    json.bytes.append(places.isEmpty ? "]" : "\n]")
  }

  mutating func reserveCapacity(_ count: Int) { json.bytes.reserveCapacity(count) }

  private mutating func begin(_ name: String) {
    json.bytes.append(isEmpty ? "\n" : ",\n")
    isEmpty = false
    json.append(name)
    json.bytes.append(UInt8(ascii: ":"))
  }
}
