internal import CMark
package import TapeoutModel

/// Renders a Markdown body as HTML for a page: safe whatever the body holds.
///
/// Raw HTML is left out, links that ``BodyReader`` objects to lose their link and keep their text, task items carry
/// their state as a class and as a word, and pipe tables become tables. Bare web addresses become links, `~~text~~` is
/// struck out, and `[^1]` becomes a footnote.
package enum BodyRenderer {
  /// The HTML of the body that begins at `start`; empty where the body is not safe to parse.
  ///
  /// - Parameters:
  ///   - bytes: the whole file: valid UTF-8 without NUL.
  ///   - start: offset of the body's first byte.
  ///   - headingShift: levels by which headings move down, to stand below those of the page.
  ///   - omitsCriteria: leaves out what stands under `Exit criteria`, for a page that shows them itself.
  ///   - hasAnchors: gives headings ids: for the one body of a page.
  ///   - resolve: where a link or picture leads from the page, given what the body says; nil drops the link and
  ///     keeps its text.
  /// - Complexity: linear in the body, within the limits that also hold for reading it.
  package static func html(
    _ bytes: [UInt8], from start: Int, headingShift: Int = 0, omitsCriteria: Bool = false,
    hasAnchors: Bool = false,
    resolve: (_ destination: String, _ isPicture: Bool) -> String?
  ) -> [UInt8] {
    bytes.withUnsafeBufferPointer { bytes in
      var scan = BodyScan(bytes, from: start, skipsProse: false)
      // Most often the criteria need not even be parsed.
      if omitsCriteria { scan.leaveOutCriteria(bytes) }
      guard scan.excess == nil, let tree = MarkdownTree(bytes, pieces: scan.pieces) else { return [] }
      var rendering = BodyRendering(bytes: bytes, scan: scan, headingShift: headingShift, omitsCriteria: omitsCriteria)
      guard rendering.rewriteBlocks(tree.root) else { return [] }
      rendering.rewriteInlines(tree.root, resolve)
      let marks = HostMarks(in: bytes, from: start)
      var html = marked(tree.html(), marks)
      if marks.contains(.footnotes) { html = Footnotes.mark(html, hasAnchors: hasAnchors) }
      return hasAnchors ? HeadingIDs.mark(html) : html
    }
  }

  /// What Git hosts add to Markdown and libcmark does not know. Addresses first: dates within them are none.
  private static func marked(_ html: [UInt8], _ marks: HostMarks) -> [UInt8] {
    var html = html
    if marks.contains(.addresses) { html = WebAddresses.link(html) }
    if marks.contains(.strikethrough) { html = Strikethrough.mark(html) }
    return DateMarks.mark(html)
  }

  /// The HTML of one paragraph; empty where the body has none such, or is not safe to parse.
  ///
  /// - Parameters: as of ``html(_:from:headingShift:omitsCriteria:hasAnchors:resolve:)``.
  package static func html(
    _ excerpt: Body.Excerpt, of bytes: [UInt8], from start: Int,
    resolve: (_ destination: String, _ isPicture: Bool) -> String?
  ) -> [UInt8] {
    bytes.withUnsafeBufferPointer { bytes in
      let scan = BodyScan(bytes, from: start, skipsProse: false)
      guard scan.excess == nil, let tree = MarkdownTree(bytes, pieces: scan.pieces) else { return [] }
      var rendering = BodyRendering(bytes: bytes, scan: scan, headingShift: 0, omitsCriteria: false)
      guard let paragraph = rendering.paragraph(excerpt, of: tree.root), rendering.rewriteBlocks(tree.root) else {
        return []
      }
      rendering.rewriteInlines(paragraph, resolve)
      return marked(tree.html(of: paragraph), HostMarks(in: bytes, from: start))
    }
  }
}

/// Changes a tree into what the page shall show; libcmark then writes it.
struct BodyRendering {
  let bytes: UnsafeBufferPointer<UInt8>
  let scan: BodyScan
  let headingShift: Int
  let omitsCriteria: Bool

  private var section = CriteriaSection()
  private var omitted: [MarkdownNode] = []
  private var headings: [MarkdownNode] = []
  private var tasks: [TaskList] = []
  private var tables: [(paragraph: MarkdownNode, lines: [Range<Int>], table: PipeTable)] = []

  init(bytes: UnsafeBufferPointer<UInt8>, scan: BodyScan, headingShift: Int, omitsCriteria: Bool) {
    self.bytes = bytes
    self.scan = scan
    self.headingShift = headingShift
    self.omitsCriteria = omitsCriteria
  }

  /// The paragraph that is asked for, which is no table.
  func paragraph(_ excerpt: Body.Excerpt, of root: MarkdownNode) -> MarkdownNode? {
    var first: MarkdownNode?
    var isBelowHeading = false
    var next = root.firstChild
    while let node = next {
      next = node.next
      if node.type == CMARK_NODE_HEADING {
        let title = String(decoding: node.plainText(), as: UTF8.self).lowercased()
        isBelowHeading = title.utf8.elementsEqual("in short".utf8)
      } else if node.type == CMARK_NODE_PARAGRAPH, !isTable(node) {
        switch excerpt {
        case .inShort: if isBelowHeading { return node }
        case .response: if isResponse(node) { return node }
        }
        first = first ?? node
      }
    }
    return excerpt == .inShort ? first : nil
  }

  private func isResponse(_ paragraph: MarkdownNode) -> Bool {
    let text = String(decoding: paragraph.plainText().prefix(40), as: UTF8.self).lowercased()
    return ["response:", "mitigation:", "decision point:"].contains { text.utf8.starts(with: $0.utf8) }
  }

  private func isTable(_ paragraph: MarkdownNode) -> Bool {
    paragraph.endLine > paragraph.startLine
      && PipeTable(BlockLines(bytes, scan, block: paragraph).contents, bytes) != nil
  }

  /// Rewrites headings, tasks and tables; false where the tree is too deep.
  mutating func rewriteBlocks(_ root: MarkdownNode) -> Bool {
    guard gather(root) else { return false }
    for heading in headings { heading.setHeadingLevel(min(heading.headingLevel + headingShift, 6)) }
    // Before the tasks, whose paragraphs may dissolve.
    var writer = TableWriter(bytes: bytes, scan: scan)
    for table in tables { writer.add(table.table, lines: table.lines, in: table.paragraph) }
    writer.rewrite()
    for list in tasks { list.rewrite() }
    for node in omitted { node.remove() }
    return true
  }

  /// Finds what is to be rewritten, before anything is: a walk does not survive changes.
  private mutating func gather(_ root: MarkdownNode) -> Bool {
    var walk = MarkdownWalk(root)
    var isLeaf = false
    while walk.advance(skippingChildren: isLeaf) {
      isLeaf = false
      guard walk.isEntering else { continue }
      if walk.depth > MarkdownTree.greatestDepth { return false }
      let node = walk.node
      if walk.depth == 1 {
        if node.type == CMARK_NODE_HEADING { section.meet(node) }
        if node.type == CMARK_NODE_PARAGRAPH, omitsCriteria, !section.isOpen { meetLookalike(node) }
        if omitsCriteria, section.isOpen {
          omitted.append(node)
          isLeaf = true
          continue
        }
      }
      switch node.type {
      case CMARK_NODE_HEADING:
        isLeaf = true
        headings.append(node)
      case CMARK_NODE_LIST:
        if let list = TaskList(node, bytes, scan, isCriteria: section.isOpen) { tasks.append(list) }
      case CMARK_NODE_PARAGRAPH:
        isLeaf = true
        gatherTable(node)
      default: break
      }
    }
    return true
  }

  /// Opens the section where a whole paragraph is read as its heading.
  private mutating func meetLookalike(_ paragraph: MarkdownNode) {
    guard paragraph.startLine == paragraph.endLine else { return }
    let start = min(scan.offset(line: paragraph.startLine, column: paragraph.startColumn), bytes.count)
    let end = max(scan.lineEnd(paragraph.startLine), start)
    if let line = HeadingLookalike(bytes[start..<end], isAlone: true) { section.meet(line) }
  }

  private mutating func gatherTable(_ paragraph: MarkdownNode) {
    guard paragraph.endLine > paragraph.startLine, paragraph.taskBox(bytes, scan) == nil else { return }
    let lines = BlockLines(bytes, scan, block: paragraph).contents
    guard let table = PipeTable(lines, bytes) else { return }
    tables.append((paragraph, lines, table))
  }

  /// Leaves out raw HTML, points links where they lead and drops those that are not followed.
  func rewriteInlines(_ root: MarkdownNode, _ resolve: (_ destination: String, _ isPicture: Bool) -> String?) {
    var html: [MarkdownNode] = []
    var links: [MarkdownNode] = []
    var walk = MarkdownWalk(root)
    while walk.advance() {
      guard walk.isEntering else { continue }
      switch walk.node.type {
      case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: html.append(walk.node)
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE: links.append(walk.node)
      default: break
      }
    }
    for node in html { node.remove() }
    for link in links {
      let isImage = link.type == CMARK_NODE_IMAGE
      let destination = link.destination
      let isFollowed = LinkTarget(destination).isFollowed(isImage: isImage)
      if isFollowed, let resolved = resolve(String(decoding: destination, as: UTF8.self), isImage) {
        link.setDestination(resolved)
      } else {
        link.unwrap()
      }
    }
  }
}
