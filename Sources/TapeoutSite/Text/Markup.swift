/// HTML or SVG that may stand on a page as it is. Text that comes into it is escaped; only literals are markup.
///
///     let title = "<b>"
///     Markup("<h1>\(title)</h1>").html   // "<h1>&lt;b&gt;</h1>"
package struct Markup: Hashable, Sendable {
  package private(set) var html: String

  package init() { html = "" }

  /// Takes over what was made safe elsewhere: by the body renderer, or by a template.
  package init(trusted html: String) { self.html = html }

  /// Words of ours in which backticks set off what stands in a file.
  init(marking text: String) {
    html = ""
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

  var isEmpty: Bool { html.isEmpty }
  var opensWithHeading: Bool { html.utf8.starts(with: "<h".utf8) && !html.utf8.starts(with: "<hr".utf8) }

  static func + (left: Markup, right: Markup) -> Markup { Markup(trusted: left.html + right.html) }
  static func += (left: inout Markup, right: Markup) { left.html += right.html }

  /// The text, escaped.
  mutating func text(_ text: String) { text.appendEscaped(to: &html) }
}

extension Markup: ExpressibleByStringInterpolation {
  package init(stringLiteral literal: String) { html = literal }

  package init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

  package struct StringInterpolation: StringInterpolationProtocol {
    var html = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      html.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: String) { html += literal }
    package mutating func appendInterpolation(_ text: String) { text.appendEscaped(to: &html) }
    package mutating func appendInterpolation(_ markup: Markup) { html += markup.html }
    package mutating func appendInterpolation(_ number: Int) { html += String(number) }
    /// A coordinate.
    package mutating func appendInterpolation(_ number: Double) { number.appendCoordinate(to: &html) }
  }
}

extension Sequence where Element == Markup {
  func joined() -> Markup {
    var result = Markup()
    for part in self { result += part }
    return result
  }
}

extension Double {
  /// Rounded to two decimals, without zeros at the end: enough for a wall, and the same on every machine.
  func appendCoordinate(to text: inout String) {
    let hundredths = Int((self * 100).rounded())
    let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    if hundredths < 0 { text += "-" }
    text += String(whole)
    guard part > 0 else { return }
    text += part < 10 ? ".0" : "."
    text += part % 10 == 0 ? String(part / 10) : String(part)
  }
}
