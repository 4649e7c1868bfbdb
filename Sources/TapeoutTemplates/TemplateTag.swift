/// One tag of a template, or the text between two.
public struct TemplateTag: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case text, variable, markup, section, inverted, close, partial, comment
    /// A tag of Mustache that templates do without here, by its sign.
    case refused(UInt8)
    /// A tag that is never closed.
    case unclosed
  }

  public var kind: Kind
  /// What stands in it, without spaces around.
  public var name: String
  /// In bytes, braces included.
  public var range: Range<Int>

  /// Reads a template; never fails.
  public static func read(_ bytes: [UInt8]) -> [TemplateTag] {
    var tags: [TemplateTag] = []
    var start = 0
    var index = 0
    let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    func add(_ kind: Kind, _ content: Range<Int>, _ range: Range<Int>) {
      var content = bytes[content]
      func isSpace(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
      while isSpace(content.first) { content.removeFirst() }
      while isSpace(content.last) { content.removeLast() }
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
      let isComment = end < bytes.count && bytes[end] == UInt8(ascii: "!")
      func isAt(_ brace: UInt8, _ count: Int) -> Bool {
        end + count <= bytes.count && bytes[end..<(end + count)].allSatisfy { $0 == brace }
      }
      // Where another tag begins first, this one was left open; a comment may hold braces.
      while end < bytes.count, !isAt(close, length), isComment || !isAt(open, 2) { end += 1 }
      guard isAt(close, length) else {
        add(.unclosed, index..<index, index..<end)
        index = end
        start = end
        continue
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
