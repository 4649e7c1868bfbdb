import TapeoutModel

/// HTML or SVG that may stand on a page as it is. Text that comes into it is escaped; only literals are markup.
///
///     let title = "<b>"
///     Markup("<h1>\(title)</h1>").html   // "<h1>&lt;b&gt;</h1>"
///
/// Bytes rather than a string: a page is thousands of small pieces put together, which a string checks one by one.
public struct Markup: Hashable, Sendable {
  /// UTF-8.
  @inlinable public var bytes: [UInt8] { written }
  @usableFromInline var written: [UInt8]

  @inlinable public init() { written = [] }

  /// Takes over what was made safe elsewhere: by the body renderer, or by a template.
  @inlinable public init(trusted bytes: [UInt8]) { written = bytes }

  /// Words of ours in which backticks set off what stands in a file; days among them stand in `<time>`.
  public init(marking text: String) {
    written = []
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

  public var html: String { String(decoding: bytes, as: UTF8.self) }
  @inlinable public var isEmpty: Bool { written.isEmpty }
  public var opensWithHeading: Bool { bytes.starts(with: "<h".utf8) && !bytes.starts(with: "<hr".utf8) }

  @inlinable public mutating func reserveCapacity(_ count: Int) { written.reserveCapacity(count) }

  public static func + (left: Markup, right: Markup) -> Markup { Markup(trusted: left.bytes + right.bytes) }
  @inlinable public static func += (left: inout Markup, right: Markup) { left.written += right.written }

  /// The text, escaped.
  public mutating func text(_ text: String) { written.append(escaped: text) }

  // MARK: Without a value between, for what a page has hundreds of

  @inlinable public mutating func literal(_ literal: StaticString) { written.append(literal) }
  /// What a template says.
  @inlinable public mutating func copy(_ template: [UInt8], _ range: Range<Int>) {
    template.withUnsafeBufferPointer { written.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
  }
  public mutating func number(_ number: Int) { written.append(decimal: number) }
  public mutating func coordinate(_ number: Double) { written.append(coordinate: number) }

  /// A start tag with its attributes, or whatever else is short.
  ///
  /// - Parameter capacity: more than it will be, in bytes.
  @inlinable @inline(__always)
  public mutating func short(upTo capacity: Int = 512, _ write: (inout ShortText) -> Void) {
    written.append(upTo: capacity, write)
  }
}

extension Markup: ExpressibleByStringInterpolation {
  public init(stringLiteral literal: StaticString) {
    written = []
    written.append(literal)
  }

  public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.markup }

  public struct StringInterpolation: StringInterpolationProtocol {
    public var markup = Markup()

    public init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    public mutating func appendLiteral(_ literal: StaticString) { markup.literal(literal) }
    public mutating func appendInterpolation(_ text: String) { markup.text(text) }
    public mutating func appendInterpolation(_ markup: Markup) { self.markup += markup }
    public mutating func appendInterpolation(_ number: Int) { markup.number(number) }
    public mutating func appendInterpolation(_ number: Double) { markup.coordinate(number) }
    public mutating func appendInterpolation(literal: StaticString) { markup.literal(literal) }
  }
}

extension Sequence where Element == Markup {
  public func joined() -> Markup {
    var result = Markup()
    for part in self { result += part }
    return result
  }
}
