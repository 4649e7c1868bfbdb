internal import CMark
import TapeoutModel

/// The one walk through a body's tree that gathers everything the plan needs.
struct BodyWalk {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: FileID
  let chip: String
  let scan: BodyScan
  var reading: BodyReading

  /// Level of the `Exit criteria` heading that is open; 0 outside.
  private var criteriaLevel = 0
  /// The sub-heading of the criteria.
  private(set) var group: String?
  /// Table cells that hold markup, to be parsed on their own.
  var cells: [Range<Int>] = []
  var depth = 0

  init(
    bytes: UnsafeBufferPointer<UInt8>, file: FileID, chip: String, scan: BodyScan, reading: BodyReading
  ) {
    self.bytes = bytes
    self.file = file
    self.chip = chip
    self.scan = scan
    self.reading = reading
  }

  var isInCriteria: Bool { criteriaLevel > 0 }

  /// Reads a whole document; false where it is too deep.
  mutating func read(_ root: MarkdownNode) -> Bool {
    var walk = MarkdownWalk(root)
    var isLeaf = false
    while walk.advance(skippingChildren: isLeaf) {
      isLeaf = false
      guard walk.isEntering else { continue }
      if walk.depth > MarkdownTree.greatestDepth { return false }
      depth = walk.depth
      let node = walk.node
      switch node.type {
      case CMARK_NODE_HEADING:
        isLeaf = true
        if walk.depth == 1, !chip.isEmpty { readHeading(node) }
        guard readLeaf(node, after: nil) else { return false }
      case CMARK_NODE_PARAGRAPH:
        isLeaf = true
        guard readLeaf(node, after: readTask(node)) else { return false }
      case CMARK_NODE_HTML_BLOCK: readHTMLBlock(node)
      default: break
      }
    }
    return readCells()
  }

  // MARK: Places

  func range(_ offsets: Range<Int>) -> SourceRange { SourceRange(file, offsets.lowerBound, offsets.upperBound) }

  func blockStart(_ node: MarkdownNode) -> Int {
    min(scan.offset(line: node.startLine, column: node.startColumn), bytes.count)
  }

  /// The end of a line counted from 1, without blanks at its end.
  func lineEnd(_ line: Int, from start: Int) -> Int {
    var end = scan.lineEnd(line)
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return max(end, start)
  }

  private func holdsMarkup(_ cell: Range<Int>) -> Bool {
    for index in cell where bytes[index] == UInt8(ascii: "[") || bytes[index] == UInt8(ascii: "<") { return true }
    return false
  }

  // MARK: Headings

  private mutating func readHeading(_ node: MarkdownNode) {
    let level = node.headingLevel
    if level <= criteriaLevel {
      criteriaLevel = 0
      group = nil
    }
    let text = node.plainText()
    if criteriaLevel > 0 {
      group = text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    } else if isCriteriaTitle(text) {
      criteriaLevel = level
      if reading.criteriaHeading == nil {
        let start = blockStart(node)
        reading.criteriaHeading = range(start..<lineEnd(node.startLine, from: start))
      }
    }
  }

  /// `Exit criteria` in any ASCII case, with or without a colon.
  private func isCriteriaTitle(_ text: [UInt8]) -> Bool {
    let title: StaticString = "exit criteria"
    let length = title.utf8CodeUnitCount
    guard text.count == length || (text.count == length + 1 && text[length] == UInt8(ascii: ":")) else { return false }
    for index in 0..<length {
      let byte = text[index]
      if (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) != title.utf8Start[index] { return false }
    }
    return true
  }

  // MARK: Blocks of text

  /// Reads the inlines of a paragraph or heading, after its box where it is a task; false where it is too deep.
  private mutating func readLeaf(_ node: MarkdownNode, after box: Range<Int>?) -> Bool {
    let marks = scan.marks(from: node.startLine, through: node.endLine)
    guard marks > (box == nil ? 0 : 1) else { return true }
    let start = box?.upperBound ?? blockStart(node)
    let lines = BlockLines(bytes, scan, block: node)
    var places = InlinePlaces(bytes, lines, block: node)
    if lines.count > 1, node.type == CMARK_NODE_PARAGRAPH {
      let contents = lines.contents
      if let table = PipeTable(contents, bytes) {
        for row in table.rows { cells.append(contentsOf: row.filter(holdsMarkup)) }
        return readInlines(of: node, from: start, before: contents[table.header].lowerBound, &places)
      }
    }
    return readInlines(of: node, from: start, before: bytes.count, &places)
  }

  private mutating func readHTMLBlock(_ node: MarkdownNode) {
    let html = node.literal
    let kind = RawHTML(html)
    guard kind != .comment else { return }
    let start = blockStart(node)
    let firstLine = range(start..<lineEnd(node.startLine, from: start))
    reading.findings.append(rawHTML(html, kind, at: firstLine, isInline: false))
  }

  /// Parses the cells that hold markup, all in one document, and reads each.
  private mutating func readCells() -> Bool {
    guard !cells.isEmpty else { return true }
    var text = scan.holdsDefinitions ? LinkDefinitions.lines(of: scan, bytes) : []
    for cell in cells { PipeTable.appendHeading(for: cell, of: bytes, to: &text) }
    guard let tree = MarkdownTree(text) else { return true }
    var heading = tree.root.firstChild
    for cell in cells {
      while let node = heading, node.type != CMARK_NODE_HEADING { heading = node.next }
      guard let node = heading else { break }
      var places = CellPlaces(bytes: bytes, cell: cell)
      guard readInlines(of: node, from: cell.lowerBound, before: bytes.count, &places) else { return false }
      heading = node.next
    }
    reading.body.links.sort { $0.range.start < $1.range.start }
    return true
  }
}

extension MarkdownNode {
  /// The text of a block or inline as a reader sees it, breaks as spaces, without blanks around it.
  ///
  /// - Parameter box: the task's box that it begins with, left out.
  func plainText(without box: UnsafeBufferPointer<UInt8>? = nil) -> [UInt8] {
    var text: [UInt8] = []
    var walk = MarkdownWalk(self)
    var skips = false
    while walk.advance(skippingChildren: skips) {
      skips = false
      guard walk.isEntering else { continue }
      let node = walk.node
      switch node.type {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE:
        let literal = node.literal
        if let box, text.isEmpty, node.isFirst(in: self), literal.starts(with: box) {
          text.append(contentsOf: literal[box.count...])
        } else {
          text.append(contentsOf: literal)
        }
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text.append(0x20)
      // A box that is defined as a link somewhere is still a box.
      case CMARK_NODE_LINK: skips = box != nil && node.isFirst(in: self)
      default: break
      }
    }
    while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
    let blanks = text.prefix { $0 == 0x20 || $0 == 0x09 }.count
    if blanks > 0 { text.removeFirst(blanks) }
    return text
  }

  private func isFirst(in block: MarkdownNode) -> Bool { previous == nil && parent == block }
}
