public import TapeoutModel

/// Writes JSON (RFC 8259) as bytes, value by value, without building a tree first.
///
/// What takes a closure or a generic item is inlinable, and public, because the compiler carries nothing else into
/// other modules: written from one, `plan.json` took a third longer, most of it in looking generic types up.
///
/// Every JSON text of the program comes from this writer. Fields appear in the order in which they are added. Each field
/// of the outermost object and each item of ``lines(_:_:_:)`` has a line of its own, so that `grep` and `diff` see
/// items.
///
///     JSONWriter.document { json in
///       json.add("format", "tapeout.plan/1")
///       json.lines("chips", plan.chips) { chip, json in
///         json.object { json in json.add("id", chip.id) }
///       }
///     }
public struct JSONWriter {
  @usableFromInline var bytes: [UInt8] = []
  /// How many objects are open.
  @usableFromInline var depth = 0
  /// Whether the open object has no field yet.
  @usableFromInline var isAtStart = true
  /// Gets what is written in pieces; nil where it is wanted as a whole.
  @usableFromInline var take: (([UInt8]) -> Void)?
  /// The bytes of a piece, or a line more.
  @usableFromInline static let pieceSize = 1 << 18

  init() {}

  /// Writes a text that is one object, and ends it with a line break.
  ///
  /// - Parameter capacity: the expected number of bytes; reserving them avoids copies of a long text.
  public static func document(capacity: Int = 0, _ fields: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.bytes.reserveCapacity(capacity)
    json.object(fields)
    json.bytes.append(UInt8(ascii: "\n"))
    return json.bytes
  }

  /// Writes a text that is one object, and ends it with a line break, piece by piece: never much of it is held.
  public static func document(to take: @escaping ([UInt8]) -> Void, _ fields: (inout JSONWriter) -> Void) {
    var json = JSONWriter()
    json.take = take
    json.object(fields)
    json.bytes.append(UInt8(ascii: "\n"))
    take(json.bytes)
  }

  /// Writes a text that is one list with each item on a line of its own, for formats that ask for one, piece by piece.
  public static func document<Item>(
    to take: @escaping ([UInt8]) -> Void, lines items: some Collection<Item>, _ write: (Item, inout JSONWriter) -> Void
  ) {
    var json = JSONWriter()
    json.take = take
    // What is in the list has no lines of its own.
    json.depth = 1
    json.appendList(items, separator: ",\n", write)
    json.bytes.append(UInt8(ascii: "\n"))
    take(json.bytes)
  }

  @usableFromInline mutating func handOver() {
    guard let take else { return }
    take(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  // MARK: Objects and lists

  /// Writes an object as a value.
  @inlinable public mutating func object(_ fields: (inout JSONWriter) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    depth += 1
    isAtStart = true
    fields(&self)
    isAtStart = false
    depth -= 1
    if depth == 0 { bytes.append(UInt8(ascii: "\n")) }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Adds a field that holds an object.
  @inlinable public mutating func object(_ name: StaticString, _ fields: (inout JSONWriter) -> Void) {
    begin(name)
    object(fields)
  }

  /// Adds a field that holds an object, or null where there is no value.
  @inlinable public mutating func object<Value>(
    _ name: StaticString, of value: Value?, _ fields: (Value, inout JSONWriter) -> Void
  ) {
    guard let value else { return begin(name, value: "null") }
    begin(name)
    object { fields(value, &$0) }
  }

  /// Adds a field that holds a list. `write` appends one value for each item.
  @inlinable public mutating func list<Item>(
    _ name: StaticString, _ items: some Collection<Item>, _ write: (Item, inout JSONWriter) -> Void
  ) {
    begin(name)
    appendList(items, separator: ",", write)
  }

  /// Adds a field that holds a list with each item on a line of its own. `write` appends one value for each item.
  @inlinable public mutating func lines<Item>(
    _ name: StaticString, _ items: some Collection<Item>, _ write: (Item, inout JSONWriter) -> Void
  ) {
    begin(name)
    guard !items.isEmpty else { return append(literal: "[]") }
    appendList(items, separator: ",\n", write)
  }

  @inlinable mutating func appendList<Item>(
    _ items: some Collection<Item>, separator: StaticString, _ write: (Item, inout JSONWriter) -> Void
  ) {
    let isOneEachLine = separator.utf8CodeUnitCount > 1
    append(literal: isOneEachLine ? "[\n" : "[")
    var isFirst = true
    for item in items {
      if !isFirst { append(literal: separator) }
      isFirst = false
      write(item, &self)
      if bytes.count >= JSONWriter.pieceSize { handOver() }
    }
    append(literal: isOneEachLine ? "\n]" : "]")
  }

  /// Begins a field of the open object. The value that is appended next belongs to it.
  ///
  /// - Parameter value: its value where that is one of JSON's words. Comma, name, colon and word are put together first:
  ///   a plan has a million fields, and an array is asked for room only once for each then.
  @inlinable mutating func begin(_ name: StaticString, value: StaticString = "") {
    let mostBytes = name.utf8CodeUnitCount + value.utf8CodeUnitCount + 5
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: mostBytes) { text in
      guard let start = text.baseAddress else { return }
      var end = start
      if !isAtStart { end = JSONWriter.put(UInt8(ascii: ","), at: end) }
      if depth == 1 { end = JSONWriter.put(UInt8(ascii: "\n"), at: end) }
      end = JSONWriter.put(UInt8(ascii: "\""), at: end)
      end = JSONWriter.put(name, at: end)
      end = JSONWriter.put(UInt8(ascii: "\""), at: end)
      end = JSONWriter.put(UInt8(ascii: ":"), at: end)
      end = JSONWriter.put(value, at: end)
      bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: end - start))
    }
    isAtStart = false
  }

  /// Writes a byte and returns the place behind it.
  @inlinable static func put(_ byte: UInt8, at place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    place.initialize(to: byte)
    return place + 1
  }

  @inlinable static func put(
    _ literal: StaticString, at place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    place.initialize(from: literal.utf8Start, count: literal.utf8CodeUnitCount)
    return place + literal.utf8CodeUnitCount
  }

  // MARK: Fields

  /// Adds a text; null where there is none.
  public mutating func add(_ name: StaticString, _ text: String?) {
    guard let text else { return begin(name, value: "null") }
    begin(name)
    append(text)
  }

  /// Adds a whole number; null where there is none.
  public mutating func add(_ name: StaticString, _ number: Int?) {
    guard let number else { return begin(name, value: "null") }
    begin(name)
    bytes.append(decimal: number)
  }

  /// Adds a number; null where there is none, or where it is not finite, which JSON cannot say.
  public mutating func add(_ name: StaticString, _ number: Double?) {
    guard let number, number.isFinite else { return begin(name, value: "null") }
    begin(name)
    // The shortest text that reads back as the same number; whole numbers without a point.
    if let whole = Int(exactly: number) { bytes.append(decimal: whole) } else { append(ascii: number.description) }
  }

  public mutating func add(_ name: StaticString, _ flag: Bool) {
    begin(name, value: flag ? "true" : "false")
  }

  /// Adds a day as text, such as `2026-04-02`; null where there is none.
  public mutating func add(_ name: StaticString, _ day: Day?) {
    guard let day else { return begin(name, value: "null") }
    begin(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(day: day)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Adds a date as text, as precisely as it is known, such as `2026-Q2`; null where there is none.
  public mutating func add(_ name: StaticString, _ date: PlanDate?) {
    if let date, date.precision == .day { return add(name, date.first) }
    add(name, date?.description)
  }

  /// Adds the name of a milestone in the whole program, such as `custom-1/tape-out`; null where there is none.
  public mutating func add(_ name: StaticString, _ id: MilestoneID?) {
    guard let id else { return begin(name, value: "null") }
    begin(name)
    append(id)
  }

  // MARK: Values

  @inlinable public mutating func null() { append(literal: "null") }

  /// Appends a text as a value, such as an item of a list.
  public mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    appendEscaped(text)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends the name of a milestone in the whole program as a value.
  public mutating func append(_ id: MilestoneID) {
    bytes.append(UInt8(ascii: "\""))
    appendEscaped(id.chip)
    bytes.append(UInt8(ascii: "/"))
    appendEscaped(id.milestone)
    bytes.append(UInt8(ascii: "\""))
  }

  @inlinable mutating func append(literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func append(ascii text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends the inside of a string.
  ///
  /// Beside what JSON demands, `<` is written as `\u003c`, so that the text can stand inside a script element, and what
  /// is hidden (see `Unicode.Scalar.isHidden`) as `\u202e`: a reader of JSON gets the same string, and a terminal is not
  /// steered by it.
  private mutating func appendEscaped(_ text: String) {
    if text.isAll(\.standsForItselfInJSON) { return append(ascii: text) }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": append(literal: "\\\"")
      case "\\": append(literal: "\\\\")
      case "\n": append(literal: "\\n")
      case "\r": append(literal: "\\r")
      case "\t": append(literal: "\\t")
      case "<": append(literal: "\\u003c")
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
    append(literal: "\\u")
    append(ascii: String(repeating: "0", count: 4 - digits.utf8.count))
    append(ascii: digits)
  }
}

extension UInt8 {
  fileprivate var standsForItselfInJSON: Bool {
    switch self {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"): false
    default: self >= 0x20 && self < 0x7F
    }
  }
}
