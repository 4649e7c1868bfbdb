import TapeoutModel

/// Writes JSON (RFC 8259) as bytes, value by value.
struct JSONWriter {
  var bytes: [UInt8] = []

  // MARK: Fields

  /// An object; fields are written in the order in which they are added.
  mutating func object(_ fields: (inout JSONWriter) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    fields(&self)
    bytes.append(UInt8(ascii: "}"))
  }

  /// A list of what `write` makes of each item.
  mutating func list<Item>(_ items: [Item], _ write: (Item, inout JSONWriter) -> Void) {
    bytes.append(UInt8(ascii: "["))
    for index in items.indices {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(items[index], &self)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Begins a field of the object at hand: what is appended next is its value.
  ///
  /// - Parameter name: ours, plain and unique.
  mutating func field(_ name: StaticString) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func add(_ name: StaticString, _ text: String?) {
    field(name)
    if let text { append(text) } else { null() }
  }

  mutating func add(_ name: StaticString, _ number: Int?) {
    field(name)
    if let number { bytes.append(number) } else { null() }
  }

  mutating func add(_ name: StaticString, _ number: Double?) {
    field(name)
    if let number { append(number) } else { null() }
  }

  mutating func add(_ name: StaticString, _ flag: Bool) {
    field(name)
    bytes.append(flag ? "true" : "false")
  }

  mutating func add(_ name: StaticString, _ day: Day?) {
    field(name)
    if let day { append(day) } else { null() }
  }

  mutating func add(_ name: StaticString, _ id: MilestoneID?) {
    field(name)
    guard let id else { return null() }
    bytes.append(UInt8(ascii: "\""))
    appendEscaped(id.chip)
    bytes.append(UInt8(ascii: "/"))
    appendEscaped(id.milestone)
    bytes.append(UInt8(ascii: "\""))
  }

  // MARK: Values

  mutating func null() { bytes.append("null") }

  mutating func append(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let value): bytes.append(value ? "true" : "false")
    case .integer(let value): bytes.append(value)
    case .number(let value): append(value)
    case .string(let value): append(value)
    case .day(let value): append(value)
    case .array(let values): list(values) { $1.append($0) }
    case .object(let fields):
      bytes.append(UInt8(ascii: "{"))
      for index in fields.indices {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(fields[index].name)
        bytes.append("\":")
        append(fields[index].value)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  mutating func append(_ number: Double) {
    if number.isFinite { bytes.append(number) } else { null() }
  }

  mutating func append(_ day: Day) {
    bytes.append(UInt8(ascii: "\""))
    bytes.append(day)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    appendEscaped(text)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ text: String) {
    if text.isAll(\.standsForItself) { return bytes.append(text) }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes.append("\\\"")
      case "\\": bytes.append("\\\\")
      case "\n": bytes.append("\\n")
      case "\r": bytes.append("\\r")
      case "\t": bytes.append("\\t")
      case "<": bytes.append("\\u003c")
      default:
        if scalar.isHidden {
          for unit in scalar.utf16 { escape(unit) }
        } else {
          bytes.append(contentsOf: scalar.utf8)
        }
      }
    }
  }

  private mutating func escape(_ unit: UInt16) {
    let digits = String(unit, radix: 16)
    bytes.append("\\u")
    bytes.append(String(repeating: "0", count: 4 - digits.utf8.count))
    bytes.append(digits)
  }
}

extension UInt8 {
  /// Whether it may be written into a JSON string as it is.
  fileprivate var standsForItself: Bool {
    switch self {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"): false
    default: self >= 0x20 && self < 0x7F
    }
  }
}
