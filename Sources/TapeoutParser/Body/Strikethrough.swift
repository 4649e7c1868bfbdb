/// Strikes out what stands between two `~~` in one block of rendered HTML, as Git hosts do (GitHub Flavored Markdown,
/// section 6.5).
enum Strikethrough {
  /// - Parameter html: as libcmark writes it: `<` and `>` only around tags, code as it was written.
  /// - Complexity: linear.
  static func mark(_ html: [UInt8]) -> [UInt8] {
    html.withUnsafeBufferPointer { bytes in
      var result: [UInt8] = []
      var taken = 0
      var open: (place: Int, depth: Int)?
      var index = 0
      /// Elements within a block that are open.
      var depth = 0
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "<") {
          let tag = Tag(bytes, index)
          if tag.isInline { depth += tag.depthChange } else { (open, depth) = (nil, 0) }
          // What closes an element that was open before the mark takes the mark with it.
          if let start = open, depth < start.depth { open = nil }
          index = tag.end
          continue
        }
        guard isMark(bytes, index) else {
          index += bytes[index] == UInt8(ascii: "~") ? run(bytes, index) : 1
          continue
        }
        if let start = open, start.depth == depth, index > start.place + 2, !isBlank(bytes, index - 1) {
          result += bytes[taken..<start.place]
          result += "<del>".utf8
          result += bytes[(start.place + 2)..<index]
          result += "</del>".utf8
          taken = index + 2
          open = nil
        } else if index + 2 < bytes.count, !isBlank(bytes, index + 2) {
          open = (index, depth)
        }
        index += 2
      }
      return taken > 0 ? result + bytes[taken...] : html
    }
  }

  /// Exactly two tildes.
  private static func isMark(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "~") && run(bytes, index) == 2
  }

  private static func run(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] == UInt8(ascii: "~") { end += 1 }
    return end - start
  }

  private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool { bytes[index] <= 0x20 }

  /// A tag, or a whole element of code, which is shown to the letter.
  private struct Tag {
    let end: Int
    let isInline: Bool
    let depthChange: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) {
      let isCode = bytes.holds("<code", at: start)
      var index = start + 1
      while index < bytes.count, isCode ? !bytes.holds("</code>", at: index) : bytes[index] != UInt8(ascii: ">") {
        index += 1
      }
      end = min(index + (isCode ? 7 : 1), bytes.count)
      let inline: [StaticString] = ["em>", "strong>", "a ", "a>", "time>", "span", "code"]
      let isClosing = start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "/")
      let name = start + (isClosing ? 2 : 1)
      let isVoid = bytes.holds("br", at: name) || bytes.holds("img", at: name)
      isInline = isVoid || inline.contains { bytes.holds($0, at: name) }
      depthChange = isVoid || isCode ? 0 : isClosing ? -1 : 1
    }
  }
}
