/// Why a text is not JSON.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, as the end of a sentence.
  public let reason: String
  /// The offset of the byte where it shows.
  public let offset: Int

  public var description: String { "\(reason) at byte \(offset)" }
}

extension JSONValue {
  /// Values within each other: more than any message needs, and few enough for every stack.
  public static let deepest = 128

  /// Reads a text strictly by RFC 8259: one value, nothing behind it but blanks, no comments, no comma too many, no
  /// number that does not fit, and no field twice, since readers differ in which one they take.
  ///
  /// A half of a surrogate pair (`\ud800`) stands for the replacement character, U+FFFD: editors send one where a
  /// character is half typed.
  ///
  /// - Complexity: linear in the bytes.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    self = try bytes.withUnsafeBufferPointer { bytes -> Result<JSONValue, JSONError> in
      guard String(validating: bytes, as: UTF8.self) != nil else {
        return .failure(JSONError(reason: "the text is not UTF-8", offset: 0))
      }
      var reader = JSONReader(bytes: bytes)
      do throws(JSONError) {
        return .success(try reader.document())
      } catch {
        return .failure(error)
      }
    }.get()
  }
}

/// One pass over the bytes of a text that is known to be UTF-8.
private struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var place = 0
  var depth = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSONValue {
    skipBlanks()
    let value = try self.value()
    skipBlanks()
    guard place == bytes.count else { throw error("there is more behind the value") }
    return value
  }

  private func error(_ reason: String) -> JSONError { JSONError(reason: reason, offset: place) }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    switch next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw error("the text ends where a value belongs")
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let end = place + word.utf8.count
    guard end <= bytes.count, bytes[place..<end].elementsEqual(word.utf8) else { throw error("this is no value") }
    place = end
    return value
  }

  // MARK: Collections

  private mutating func enter() throws(JSONError) {
    depth += 1
    guard depth <= JSONValue.deepest else { throw error("values lie more than \(JSONValue.deepest) deep") }
    place += 1
    skipBlanks()
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    try enter()
    var items: [JSONValue] = []
    if next == UInt8(ascii: "]") {
      place += 1
      depth -= 1
      return .array(items)
    }
    while true {
      skipBlanks()
      items.append(try value())
      if try !hasMore(until: UInt8(ascii: "]")) { return .array(items) }
    }
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    try enter()
    var object = JSONObject()
    // Few fields are compared one by one; many are remembered.
    var names: Set<[UInt8]> = []
    if next == UInt8(ascii: "}") {
      place += 1
      depth -= 1
      return .object(object)
    }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw error("the name of a field is no string") }
      let start = place
      let name = try string()
      let isKnown =
        object.fields.count < 16 ? object[name] != nil : !names.insert(Array(name.utf8)).inserted
      guard !isKnown else {
        place = start
        throw error("a field is written twice")
      }
      if object.fields.count == 15 { names = Set(object.fields.map { Array($0.name.utf8) } + [Array(name.utf8)]) }
      skipBlanks()
      guard next == UInt8(ascii: ":") else { throw error("no colon follows the name of a field") }
      place += 1
      skipBlanks()
      object.fields.append(.init(name, try value()))
      if try !hasMore(until: UInt8(ascii: "}")) { return .object(object) }
    }
  }

  /// Steps over a comma, or over what ends the collection.
  private mutating func hasMore(until end: UInt8) throws(JSONError) -> Bool {
    skipBlanks()
    switch next {
    case UInt8(ascii: ","):
      place += 1
      return true
    case end:
      place += 1
      depth -= 1
      return false
    default: throw error("a comma or the end of the collection is missing")
    }
  }

  // MARK: Scalars

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = place
    if next == UInt8(ascii: "-") { place += 1 }
    if next == UInt8(ascii: "0") {
      place += 1
    } else {
      try digits()
    }
    var isWhole = true
    if next == UInt8(ascii: ".") {
      isWhole = false
      place += 1
      try digits()
    }
    if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      place += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if isWhole, let number = Int(text) { return .integer(number) }
    guard let number = Double(text), number.isFinite else { throw error("a number is too large") }
    return .number(number)
  }

  private mutating func digits() throws(JSONError) {
    let start = place
    while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
    guard place > start else { throw error(start == bytes.count ? "a number has no end" : "this is no value") }
  }

  private mutating func string() throws(JSONError) -> String {
    place += 1
    var start = place
    var text = ""
    while true {
      guard let byte = next else { throw error("a string has no end") }
      switch byte {
      case UInt8(ascii: "\""):
        let piece = String(decoding: bytes[start..<place], as: UTF8.self)
        place += 1
        return text.isEmpty ? piece : text + piece
      case UInt8(ascii: "\\"):
        text += String(decoding: bytes[start..<place], as: UTF8.self)
        place += 1
        text.unicodeScalars.append(try escape())
        start = place
      case 0..<0x20: throw error("a control character stands in a string")
      default: place += 1
      }
    }
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    guard let byte = next else { throw error("a string has no end") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try codeUnit()
      if let scalar = Unicode.Scalar(unit) { return scalar }
      // The second half of a pair must follow the first one at once.
      guard UTF16.isLeadSurrogate(unit), place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"),
        bytes[place + 1] == UInt8(ascii: "u")
      else { return "\u{FFFD}" }
      let pair = place
      place += 2
      let low = try codeUnit()
      guard UTF16.isTrailSurrogate(low) else {
        place = pair
        return "\u{FFFD}"
      }
      return Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)) ?? "\u{FFFD}"
    default:
      place -= 1
      throw error("there is no such escape")
    }
  }

  private mutating func codeUnit() throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("an escape needs four hexadecimal digits")
      }
      unit = unit << 4 | UInt16(digit)
      place += 1
    }
    return unit
  }
}
