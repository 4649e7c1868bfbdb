import TapeoutModel

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

  /// Words of ours in which backticks set off what stands in a file; days among them stand in `<time>`.
  init(marking text: String) {
    bytes = []
    let parts = text.utf8.split(separator: UInt8(ascii: "`"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let words = String(decoding: Array(part), as: UTF8.self)
      // A backtick without its other half stays one.
      if index % 2 == 0 {
        self += Markup(datesIn: words)
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

  // MARK: Without a value between, for what a page has hundreds of

  mutating func literal(_ literal: StaticString) { bytes.append(literal) }
  /// What a template says.
  mutating func copy(_ template: [UInt8], _ range: Range<Int>) {
    template.withUnsafeBufferPointer { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
  }
  mutating func number(_ number: Int) { bytes.append(decimal: number) }
  mutating func coordinate(_ number: Double) { bytes.append(coordinate: number) }

  /// A start tag with its attributes, or whatever else is short.
  ///
  /// - Parameter capacity: more than it will be, in bytes.
  @inline(__always)
  mutating func short(upTo capacity: Int = 512, _ write: (inout ShortText) -> Void) {
    bytes.append(upTo: capacity, write)
  }
}

extension Markup: ExpressibleByStringInterpolation {
  package init(stringLiteral literal: StaticString) {
    bytes = []
    bytes.append(literal)
  }

  package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.markup }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var markup = Markup()

    package init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: StaticString) { markup.literal(literal) }
    package mutating func appendInterpolation(_ text: String) { markup.text(text) }
    package mutating func appendInterpolation(_ markup: Markup) { self.markup += markup }
    package mutating func appendInterpolation(_ number: Int) { markup.number(number) }
    package mutating func appendInterpolation(_ number: Double) { markup.coordinate(number) }
    package mutating func appendInterpolation(literal: StaticString) { markup.literal(literal) }
    /// For a page.
    mutating func appendInterpolation(_ drawing: Drawing) { drawing.write(to: &markup) }
  }
}

extension Sequence where Element == Markup {
  func joined() -> Markup {
    var result = Markup()
    for part in self { result += part }
    return result
  }
}
