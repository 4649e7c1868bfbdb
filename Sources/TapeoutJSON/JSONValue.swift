/// A JSON value (RFC 8259) as a tree: for texts whose shape another program decides.
public indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number that was written without fraction and exponent, and fits.
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// The fields of a JSON object in their order.
public struct JSONObject: Hashable, Sendable {
  public struct Field: Hashable, Sendable {
    public var name: String
    public var value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  public var fields: [Field]

  public init(_ fields: [Field] = []) { self.fields = fields }

  /// The value of a field, its name compared by bytes; nil where there is none. Setting nil takes the field out.
  ///
  /// - Complexity: linear in the fields.
  public subscript(name: String) -> JSONValue? {
    get { fields.first { $0.name.utf8.elementsEqual(name.utf8) }?.value }
    set {
      let place = fields.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
      switch (place, newValue) {
      case (let place?, let value?): fields[place].value = value
      case (let place?, nil): fields.remove(at: place)
      case (nil, let value?): fields.append(Field(name, value))
      case (nil, nil): break
      }
    }
  }
}

extension JSONValue {
  /// The value of an object's field; nil where there is none, or this is no object.
  public subscript(name: String) -> JSONValue? {
    if case .object(let object) = self { object[name] } else { nil }
  }

  public var string: String? { if case .string(let text) = self { text } else { nil } }
  public var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  public var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  public var object: JSONObject? { if case .object(let object) = self { object } else { nil } }

  /// A whole number, however it was written: `2`, `2.0`, `2e0`.
  public var int: Int? {
    switch self {
    case .integer(let number): number
    case .number(let number): Int(exactly: number)
    default: nil
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  public init(stringLiteral text: String) { self = .string(text) }
  public init(integerLiteral number: Int) { self = .integer(number) }
  public init(booleanLiteral flag: Bool) { self = .bool(flag) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  public init(arrayLiteral items: JSONValue...) { self = .array(items) }

  /// An object without the fields whose value is nil.
  public init(dictionaryLiteral fields: (String, JSONValue?)...) {
    self = .object(JSONObject(fields.compactMap { name, value in value.map { JSONObject.Field(name, $0) } }))
  }
}

extension JSONWriter {
  /// A value as bytes on one line, without a line break at its end.
  public static func compact(_ value: JSONValue) -> [UInt8] {
    var json = JSONWriter()
    json.append(value)
    return json.bytes
  }

  /// A value as bytes for a person to read: collections that do not fit on a line have a line for each part, indented by
  /// two blanks a level.
  public static func indented(_ value: JSONValue) -> [UInt8] {
    var json = JSONWriter()
    json.append(indented: value, by: 0)
    return json.bytes
  }

  private mutating func append(indented value: JSONValue, by indentation: Int) {
    let line = JSONWriter.compact(value)
    guard indentation * 2 + line.count > 80 else { return bytes.append(contentsOf: line) }
    let inner = "\n" + String(repeating: "  ", count: indentation + 1)
    let end = "\n" + String(repeating: "  ", count: indentation)
    switch value {
    case .array(let items):
      append(literal: "[")
      for (index, item) in items.enumerated() {
        append(ascii: (index > 0 ? "," : "") + inner)
        append(indented: item, by: indentation + 1)
      }
      append(ascii: end + "]")
    case .object(let object):
      append(literal: "{")
      for (index, field) in object.fields.enumerated() {
        append(ascii: (index > 0 ? "," : "") + inner)
        append(field.name)
        append(literal: ": ")
        append(indented: field.value, by: indentation + 1)
      }
      append(ascii: end + "}")
    default: bytes.append(contentsOf: line)
    }
  }

  /// Appends a value of any shape, on the line that is open.
  public mutating func append(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let flag): append(literal: flag ? "true" : "false")
    case .integer(let number): append(ascii: String(number))
    case .number(let number):
      // What is not finite cannot be said in JSON.
      if number.isFinite { append(ascii: number.description) } else { null() }
    case .string(let text): append(text)
    case .array(let items):
      append(literal: "[")
      for (index, item) in items.enumerated() {
        if index > 0 { append(literal: ",") }
        append(item)
      }
      append(literal: "]")
    case .object(let object):
      append(literal: "{")
      for (index, field) in object.fields.enumerated() {
        if index > 0 { append(literal: ",") }
        append(field.name)
        append(literal: ":")
        append(field.value)
      }
      append(literal: "}")
    }
  }
}
