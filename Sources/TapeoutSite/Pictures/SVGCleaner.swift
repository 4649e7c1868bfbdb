/// Writes an SVG picture of others anew, with nothing in it that could act: no script, no event, no address but of
/// its own parts, and no element or attribute that is not on a list.
///
/// Browsers run nothing in a picture; yet the file lies on the site's own address, and somebody may open it as a page.
/// What is written comes from decoded names, values and texts alone, so that no two ways of reading the source matter.
package struct SVGCleaner {
  /// Why a picture cannot be cleaned, in words that follow “it”.
  package struct Refusal: Error, Hashable, Sendable {
    package let reason: String

    package static let oversized = Refusal(reason: "has more than 4 MiB")
  }

  /// The most bytes of a picture: 4 MiB.
  package static let largest = 4 << 20
  private static let deepest = 256

  private enum Fate {
    case kept
    /// Left out with everything in it.
    case dropped
    /// Left out itself; what is in it stays.
    case unwrapped
    /// A style sheet, judged when all of it is known.
    case style
  }

  private var reader: XMLPieces
  private var output: [UInt8] = []
  private var open: [(name: [UInt8], fate: Fate)] = []
  /// How many open elements are left out with everything in them.
  private var dropped = 0
  private var style: [UInt8] = []
  private var hasRoot = false

  private init(_ bytes: [UInt8]) throws(Refusal) {
    reader = try XMLPieces(bytes)
    output.reserveCapacity(bytes.count)
  }

  /// - Complexity: linear in the bytes.
  package static func clean(_ bytes: [UInt8]) throws(Refusal) -> [UInt8] {
    if bytes.count > largest { throw .oversized }
    var cleaner = try SVGCleaner(bytes)
    while let piece = try cleaner.reader.next() { try cleaner.take(piece) }
    guard cleaner.hasRoot else { throw Refusal(reason: "holds no <svg>") }
    guard cleaner.open.isEmpty else { throw XMLPieces.malformed }
    cleaner.output.append(0x0A)
    return cleaner.output
  }

  private mutating func take(_ piece: XMLPieces.Piece) throws(Refusal) {
    switch piece {
    case .start(let name, let attributes, let isEmpty):
      try start(name, attributes)
      if isEmpty { end() }
    case .end(let name):
      guard open.last?.name == name else { throw XMLPieces.malformed }
      end()
    case .text(let text):
      guard let fate = open.last?.fate else {
        guard text.allSatisfy(\.isXMLSpace) else { throw XMLPieces.malformed }
        return
      }
      if dropped > 0 { return }
      if fate == .style { style += text } else { output.append(escaping: text, isValue: false) }
    }
  }

  private mutating func start(_ name: [UInt8], _ attributes: [XMLPieces.Attribute]) throws(Refusal) {
    if open.count >= SVGCleaner.deepest { throw Refusal(reason: "has more than 256 elements in one another") }
    if open.isEmpty {
      if hasRoot { throw XMLPieces.malformed }
      guard name == Array("svg".utf8) else { throw Refusal(reason: "does not begin with <svg>") }
      hasRoot = true
    }
    let fate: Fate =
      if open.last?.fate == .style {
        .dropped
      } else if name == Array("style".utf8) {
        .style
      } else if name == Array("a".utf8) {
        .unwrapped
      } else {
        SVGNames.elements.contains(name) ? .kept : .dropped
      }
    let isRoot = open.isEmpty
    open.append((name, fate))
    if fate == .dropped { dropped += 1 }
    guard dropped == 0, fate == .kept else { return }
    output.append(UInt8(ascii: "<"))
    output += name
    if isRoot {
      output += " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"".utf8
    }
    for attribute in attributes where SVGNames.allows(attribute.name, attribute.value, on: name) {
      output.append(UInt8(ascii: " "))
      output += attribute.name
      output += "=\"".utf8
      output.append(escaping: attribute.value, isValue: true)
      output.append(UInt8(ascii: "\""))
    }
    output.append(UInt8(ascii: ">"))
  }

  private mutating func end() {
    guard let (name, fate) = open.popLast() else { return }
    if fate == .dropped { dropped -= 1 }
    guard dropped == 0 else {
      style = []
      return
    }
    switch fate {
    case .dropped, .unwrapped: return
    case .style:
      if SVGNames.isSafeStyle(style) {
        output += "<style>".utf8
        output.append(escaping: style, isValue: false)
        output += "</style>".utf8
      }
      style = []
    case .kept:
      output += "</".utf8
      output += name
      output.append(UInt8(ascii: ">"))
    }
  }
}

extension [UInt8] {
  /// For text and for values in double quotes.
  fileprivate mutating func append(escaping text: [UInt8], isValue: Bool) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): self += "&amp;".utf8
      case UInt8(ascii: "<"): self += "&lt;".utf8
      case UInt8(ascii: ">"): self += "&gt;".utf8
      case UInt8(ascii: "\""): self += "&quot;".utf8
      // In values a line end of its own would become a blank.
      case 0x09 where isValue, 0x0A where isValue, 0x0D: self += "&#\(byte);".utf8
      default: append(byte)
      }
    }
  }
}
