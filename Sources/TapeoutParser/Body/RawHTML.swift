/// What a piece of raw HTML is.
enum RawHTML: Equatable {
  /// Nothing but comments and blanks: dropped without a word.
  case comment
  /// A comment that is never closed, and so swallows the rest of the text.
  case unclosedComment
  case markup

  init(_ html: UnsafeBufferPointer<UInt8>) {
    self = RawHTML.judge(html)
  }

  private static func judge(_ html: UnsafeBufferPointer<UInt8>) -> RawHTML {
    var index = 0
    while true {
      while index < html.count, isBlank(html[index]) { index += 1 }
      if index == html.count { return .comment }
      guard html.holds("<!--", at: index) else { return .markup }
      // `<!-->` and `<!--->` are whole comments to a browser.
      var end = index + 2
      while !html.holds("-->", at: end) {
        if end == html.count { return .unclosedComment }
        end += 1
      }
      index = end + 3
    }
  }

  /// A tag's name in lower case; empty for anything else.
  static func tagName(_ html: UnsafeBufferPointer<UInt8>) -> String {
    var name: [UInt8] = []
    for byte in html.dropFirst(isClosingTag(html) ? 2 : 1).prefix(24) {
      switch byte {
      case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"): name.append(byte)
      case 0x41...0x5A: name.append(byte | 0x20)
      default: return String(decoding: name, as: UTF8.self)
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  static func isClosingTag(_ html: UnsafeBufferPointer<UInt8>) -> Bool { html.holds("</", at: 0) }

  /// Whether a tag of this name means something to a browser, so that it was hardly meant as text.
  static func isElement(_ name: String) -> Bool { elements.contains(name) }

  private static let elements: Set<String> = [
    "a", "abbr", "address", "article", "aside", "audio", "b", "base", "big", "blockquote", "body", "br", "button",
    "canvas", "caption", "center", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
    "embed", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "li", "link", "main", "mark", "math", "meta",
    "nav", "object", "ol", "option", "p", "pre", "q", "s", "samp", "script", "section", "select", "small", "span",
    "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea",
    "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "var", "video",
  ]

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
