/// One tag of a template, or the text between two.
struct TemplateTag: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case text, variable, markup, section, inverted, close, partial, comment
    /// A tag that Mustache knows and our templates do without, by its sign.
    case refused(UInt8)
    /// A tag that is never closed.
    case unclosed
  }

  var kind: Kind
  /// What stands in it, without spaces around.
  var name: String
  /// In bytes, braces included.
  var range: Range<Int>

  /// Reads a template; never fails.
  static func read(_ bytes: [UInt8]) -> [TemplateTag] {
    var tags: [TemplateTag] = []
    var start = 0
    var index = 0
    let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    func add(_ kind: Kind, _ content: Range<Int>, _ range: Range<Int>) {
      var content = bytes[content]
      while let first = content.first, first == 0x20 || first == 0x09 || first == 0x0A { content.removeFirst() }
      while let last = content.last, last == 0x20 || last == 0x09 || last == 0x0A { content.removeLast() }
      tags.append(TemplateTag(kind: kind, name: String(decoding: content, as: UTF8.self), range: range))
    }
    while index + 1 < bytes.count {
      guard bytes[index] == open, bytes[index + 1] == open else {
        index += 1
        continue
      }
      if start < index { tags.append(TemplateTag(kind: .text, name: "", range: start..<index)) }
      let isTriple = index + 2 < bytes.count && bytes[index + 2] == open
      let length = isTriple ? 3 : 2
      var end = index + length
      while end < bytes.count, !bytes[end...].starts(with: Array(repeating: close, count: length)) { end += 1 }
      guard end < bytes.count else {
        add(.unclosed, index..<index, index..<bytes.count)
        return tags
      }
      let range = index..<(end + length)
      let content = (index + length)..<end
      if isTriple {
        add(.markup, content, range)
      } else {
        let sign = content.isEmpty ? 0 : bytes[content.lowerBound]
        let rest = content.isEmpty ? content : (content.lowerBound + 1)..<content.upperBound
        switch sign {
        case UInt8(ascii: "#"): add(.section, rest, range)
        case UInt8(ascii: "^"): add(.inverted, rest, range)
        case UInt8(ascii: "/"): add(.close, rest, range)
        case UInt8(ascii: ">"): add(.partial, rest, range)
        case UInt8(ascii: "!"): add(.comment, rest, range)
        case UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "%"), UInt8(ascii: "<"), UInt8(ascii: "$"),
          UInt8(ascii: "*"):
          add(.refused(sign), rest, range)
        default: add(.variable, content, range)
        }
      }
      index = range.upperBound
      start = index
    }
    if start < bytes.count { tags.append(TemplateTag(kind: .text, name: "", range: start..<bytes.count)) }
    return tags
  }
}
