import TapeoutModel

/// A JSON text that is one object, with every item of its lists on a line of its own: small, and yet `grep` and `diff`
/// see items.
///
/// Beside what JSON demands, `<` is written as `\u003c`, so that the text can stand inside a script element, and what
/// is hidden (see `Unicode.Scalar.isHidden`) as `\u202e`: the same string to a reader, and harmless on a terminal.
package struct JSONDocument {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]
  private var isEmpty = true

  package init() {}

  /// The finished text, with a line break at its end.
  package var text: [UInt8] { bytes + Array("\n}\n".utf8) }

  package mutating func add(_ name: String, _ value: JSONValue) {
    begin(name)
    append(value)
  }

  /// Adds a list whose items are made, written and let go one by one.
  package mutating func add(_ name: String, _ places: Range<Int>, _ item: (Int) -> JSONValue) {
    begin(name)
    bytes.append(UInt8(ascii: "["))
    for place in places {
      bytes.append(place == places.lowerBound ? "\n" : ",\n")
      append(item(place))
    }
    bytes.append(places.isEmpty ? "]" : "\n]")
  }

  private mutating func begin(_ name: String) {
    bytes.append(isEmpty ? "\n" : ",\n")
    isEmpty = false
    append(name)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func append(_ value: JSONValue) {
    switch value {
    case .null: bytes.append("null")
    case .bool(let value): bytes.append(value ? "true" : "false")
    case .integer(let value): bytes.append(value)
    case .number(let value): value.isFinite ? bytes.append(value) : bytes.append("null")
    case .string(let value): append(value)
    case .day(let value):
      bytes.append(UInt8(ascii: "\""))
      bytes.append(value)
      bytes.append(UInt8(ascii: "\""))
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for index in values.indices {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append(values[index])
      }
      bytes.append(UInt8(ascii: "]"))
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

  private mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    if text.isAll(\.standsForItself) {
      bytes.append(text)
    } else {
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
    bytes.append(UInt8(ascii: "\""))
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
