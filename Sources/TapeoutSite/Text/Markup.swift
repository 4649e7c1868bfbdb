/// HTML or SVG that may stand on a page as it is. Text that comes into it is escaped; only literals are markup.
///
///     let title = "<b>"
///     Markup("<h1>\(title)</h1>").html   // "<h1>&lt;b&gt;</h1>"
///
/// Bytes rather than a string: a page is thousands of small pieces put together, which a string checks one by one.
package struct Markup: Hashable, Sendable {
  /// UTF-8.
  package private(set) var bytes: [UInt8]

  package init() { bytes = [] }

  /// Takes over what was made safe elsewhere: by the body renderer, or by a template.
  package init(trusted bytes: [UInt8]) { self.bytes = bytes }

  /// Words of ours in which backticks set off what stands in a file.
  init(marking text: String) {
    bytes = []
    let parts = text.utf8.split(separator: UInt8(ascii: "`"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let words = String(decoding: Array(part), as: UTF8.self)
      // A backtick without its other half stays one.
      if index % 2 == 0 {
        self.text(words)
      } else if index + 1 < parts.count {
        self += "<code>\(words)</code>"
      } else {
        self.text("`" + words)
      }
    }
  }

  package var html: String { String(decoding: bytes, as: UTF8.self) }
  var isEmpty: Bool { bytes.isEmpty }
  var opensWithHeading: Bool { bytes.starts(with: "<h".utf8) && !bytes.starts(with: "<hr".utf8) }

  mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  static func + (left: Markup, right: Markup) -> Markup { Markup(trusted: left.bytes + right.bytes) }
  static func += (left: inout Markup, right: Markup) { left.bytes += right.bytes }

  /// The text, escaped.
  mutating func text(_ text: String) { bytes.append(escaped: text) }
}

extension Markup: ExpressibleByStringInterpolation {
  package init(stringLiteral literal: StaticString) {
    bytes = []
    bytes.append(literal)
  }

  package init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

  package struct StringInterpolation: StringInterpolationProtocol {
    var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: StaticString) { bytes.append(literal) }
    package mutating func appendInterpolation(_ text: String) { bytes.append(escaped: text) }
    package mutating func appendInterpolation(_ markup: Markup) { bytes += markup.bytes }
    package mutating func appendInterpolation(_ number: Int) { bytes.append(number: number) }
    package mutating func appendInterpolation(_ number: Double) { bytes.append(coordinate: number) }
  }
}

extension Sequence where Element == Markup {
  func joined() -> Markup {
    var result = Markup()
    for part in self { result += part }
    return result
  }
}
