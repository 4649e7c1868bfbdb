#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A value as JSON text: indented, keys in the order of the alphabet, with a line break at its end.
///
/// What is hidden (see ``Unicode/Scalar/isHidden``) is written as `\u202e`: the same string to a reader of JSON,
/// and harmless on a terminal.
package func jsonText(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  let text = String(decoding: try encoder.encode(value), as: UTF8.self)
  return text.escapingHidden { $0 == "\n" ? "\n" : utf16Escape($0) } + "\n"
}

private func utf16Escape(_ scalar: Unicode.Scalar) -> String {
  Character(scalar).utf16.map { unit in
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }.joined()
}

/// A value that is written as null where there is none, so that a reader finds every key.
package struct OrNull<Value: Encodable>: Encodable {
  package var value: Value?

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}
