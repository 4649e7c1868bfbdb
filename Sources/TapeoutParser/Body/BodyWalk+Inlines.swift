internal import CMark
import TapeoutModel

extension BodyWalk {
  /// Reads the links, pictures and raw HTML of a paragraph, a heading or a table's cell.
  ///
  /// - Parameters:
  ///   - start: where the text begins: what lies before it is a task's box.
  ///   - limit: nothing from here on counts.
  /// - Returns: false where it is too deep.
  mutating func readInlines(
    of block: MarkdownNode, from start: Int, before limit: Int, _ places: inout some InlineLocating
  ) -> Bool {
    var open: [OpenLink] = []
    var hasElement = false
    var walk = MarkdownWalk(block)
    while walk.advance() {
      let node = walk.node
      if depth + walk.depth > MarkdownTree.greatestDepth { return false }
      switch node.type {
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
        if walk.isEntering { open.append(opening(of: node, &places)) }
        guard !walk.isEntering || node.firstChild == nil, let link = open.popLast() else { continue }
        let place = closing(of: node, link, &places)
        linkPlaces.append(place)
        // Before the text: a task's box that is defined as a link.
        guard place.lowerBound >= start, place.lowerBound < limit else { continue }
        add(node, at: range(place), index: link.index)
      case CMARK_NODE_LINEBREAK: places.passHardBreak(afterLine: node.lineBefore)
      case CMARK_NODE_HTML_INLINE:
        let html = node.literal
        let kind = RawHTML(html)
        guard kind != .comment, !(hasElement && RawHTML.isClosingTag(html)) else { continue }
        let place = self.place(of: html, node, &places)
        guard place.lowerBound < limit else { continue }
        hasElement = true
        reading.findings.append(rawHTML(html, kind, at: range(place), isInline: true))
      default: break
      }
    }
    return true
  }

  /// A link that is being walked through.
  struct OpenLink {
    let start: Int?
    let isAutolink: Bool
    /// Its place among the links: before those inside it.
    let index: Int
  }

  // MARK: Links

  private func opening(of link: MarkdownNode, _ places: inout some InlineLocating) -> OpenLink {
    let index = reading.body.links.count
    let isImage = link.type == CMARK_NODE_IMAGE
    if let text = link.autolinkText {
      let literal = text.literal
      let start = places.exactStart(line: text.startLine, column: text.startColumn - 1) { offset in
        isAutolink(literal, at: offset)
      }
      if let start { return OpenLink(start: start, isAutolink: true, index: index) }
    }
    let literal = link.firstChild.flatMap { $0.type == CMARK_NODE_TEXT ? $0.literal : nil }
    let autolink = link.autolinkText?.literal
    let start = places.start(line: link.openingLine, column: link.startColumn) { offset in
      if let autolink, isAutolink(autolink, at: offset) { return true }
      var text = offset
      if isImage {
        guard bytes[text] == UInt8(ascii: "!") else { return false }
        text += 1
      }
      guard text < bytes.count, bytes[text] == UInt8(ascii: "[") else { return false }
      return literal.map { self.matches($0, at: text + 1) } ?? true
    }
    let isAngled = start.map { bytes[$0] == UInt8(ascii: "<") } ?? false
    return OpenLink(start: start, isAutolink: isAngled, index: index)
  }

  /// Whether `<https://…>` with such a text can stand at an offset.
  private func isAutolink(_ literal: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    bytes[offset] == UInt8(ascii: "<") && matches(literal, at: offset + 1)
  }

  private func closing(of link: MarkdownNode, _ open: OpenLink, _ places: inout some InlineLocating) -> Range<Int> {
    guard let start = open.start else { return places.whole }
    if open.isAutolink {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: ">") { end += 1 }
      return start..<min(end + 1, bytes.count)
    }
    let end = places.end(line: link.startLine, column: link.endColumn, from: start) { offset in
      bytes[offset] == UInt8(ascii: ")") || bytes[offset] == UInt8(ascii: "]")
    }
    return start..<max(end ?? probableEnd(start), start)
  }

  /// The end of the line, but not far away.
  private func probableEnd(_ start: Int) -> Int {
    var end = start
    while end < min(bytes.count, start + 200), bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private mutating func add(_ node: MarkdownNode, at range: SourceRange, index: Int) {
    let isImage = node.type == CMARK_NODE_IMAGE
    let bytes = node.destination
    let destination = String(decoding: bytes, as: UTF8.self)
    if let objection = LinkTarget(bytes).objection(isImage: isImage, shown: destination.shortened) {
      reading.findings.append(Finding("unsafe-link", at: range, objection.headline, advice: objection.advice))
      return
    }
    let link = Body.Link(kind: isImage ? .image : .link, destination: destination, range: range)
    reading.body.links.insert(link, at: min(index, reading.body.links.count))
  }

  /// Whether the text of a node can stand at an offset: its first bytes, up to anything that is written otherwise
  /// than it reads.
  private func matches(_ literal: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    var index = offset
    for byte in literal.prefix(8) {
      guard index < bytes.count else { return false }
      switch bytes[index] {
      case UInt8(ascii: "\\"), UInt8(ascii: "&"): return true
      case byte: index += 1
      default: return false
      }
    }
    return true
  }

  // MARK: Raw HTML

  private func place(
    of html: UnsafeBufferPointer<UInt8>, _ node: MarkdownNode, _ places: inout some InlineLocating
  ) -> Range<Int> {
    let firstLine = html.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? html.count
    let start = places.start(line: node.startLine, column: node.startColumn) { offset in
      offset + firstLine <= bytes.count && bytes[offset..<(offset + firstLine)].elementsEqual(html[..<firstLine])
    }
    guard let start else { return places.whole }
    return start..<(start + firstLine)
  }

  func rawHTML(
    _ html: UnsafeBufferPointer<UInt8>, _ kind: RawHTML, at range: SourceRange, isInline: Bool
  ) -> Finding {
    guard kind == .markup else {
      return Finding(
        "raw-html", at: range, "The comment that opens here is never closed, so nothing after it is shown",
        advice: "Close it with -->.")
    }
    let name = RawHTML.tagName(html)
    guard !name.isEmpty else {
      return Finding(
        "raw-html", at: range, "Raw HTML is never shown, and this is some",
        advice: "Write it in Markdown, or put it into a code block.")
    }
    guard isInline, !RawHTML.isElement(name) else {
      return Finding(
        "raw-html", at: range, "Raw HTML is never shown: <\(RawHTML.isClosingTag(html) ? "/" : "")\(name)>",
        advice: "Write it in Markdown instead, or take it out.")
    }
    let start = SourceRange(range.file, Int(range.start), Int(range.start))
    return Finding(
      "raw-html", at: range, "“<\(name)>” is taken for HTML, and HTML is never shown",
      advice: "Put a backslash before the < if it is meant as text.",
      fixes: [Fix("write \\<\(name)>", replace: start, with: "\\")])
  }
}

extension MarkdownNode {
  /// The text of what may be written as `<https://…>`: a link that reads as it leads. `[a](a)` does, too.
  fileprivate var autolinkText: MarkdownNode? {
    guard type == CMARK_NODE_LINK, let text = firstChild, text.type == CMARK_NODE_TEXT, text.next == nil else {
      return nil
    }
    let destination = destination
    let literal = text.literal
    let isMail = destination.count == literal.count + 7 && destination.dropFirst(7).elementsEqual(literal)
    return isMail || destination.elementsEqual(literal) ? text : nil
  }

  /// The line that a break ends, as libcmark counts; 0 where it says nothing about what stands there.
  fileprivate var lineBefore: Int {
    var breaks = 0
    var before = previous
    while let node = before, node.type == CMARK_NODE_SOFTBREAK {
      breaks += 1
      before = node.previous
    }
    guard let line = before?.endLine, line > 0 else { return 0 }
    return line + breaks
  }

  /// The line that a link's opening bracket stands on: libcmark only keeps that of the closing one.
  fileprivate var openingLine: Int {
    var breaks = 0
    var inner = firstChild
    while let node = inner {
      if node.isBreak {
        breaks += 1
        inner = node.next
      } else if node.isLinkOrImage, let child = node.firstChild {
        inner = child
      } else {
        return node.startLine - breaks
      }
    }
    return startLine - breaks
  }
}

extension String {
  /// Cut to what a message can show.
  fileprivate var shortened: String {
    unicodeScalars.count <= 80 ? self : String(unicodeScalars.prefix(80)) + "…"
  }
}
