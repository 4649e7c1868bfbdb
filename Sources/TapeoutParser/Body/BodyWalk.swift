internal import CMark
import TapeoutModel

/// The one walk through a body's tree that gathers everything the plan needs.
struct BodyWalk {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: FileID
  let chip: String
  let scan: BodyScan
  var reading: BodyReading

  var section = CriteriaSection()
  var review = CriteriaReview()
  /// Where the links of the block being read lie.
  var linkPlaces: [Range<Int>] = []
  /// Table cells that hold markup, to be parsed on their own.
  var cells: [Range<Int>] = []
  /// Levels of the block being read below the document.
  var depth = 0
  /// Whether the file may have exit criteria: it is a milestone's.
  private var seeksCriteria: Bool { !chip.isEmpty }
  /// Whether the file may have decisions: it is a report.
  let seeksDecisions: Bool
  var decisions = DecisionSection()

  init(
    bytes: UnsafeBufferPointer<UInt8>, file: FileID, chip: String, scan: BodyScan, reading: BodyReading,
    seeksDecisions: Bool = false
  ) {
    self.bytes = bytes
    self.file = file
    self.chip = chip
    self.scan = scan
    self.reading = reading
    self.seeksDecisions = seeksDecisions
  }

  /// Reads a whole document; false where it is too deep.
  mutating func read(_ root: MarkdownNode) -> Bool {
    var walk = MarkdownWalk(root)
    var isLeaf = false
    while walk.advance(skippingChildren: isLeaf) {
      isLeaf = false
      guard walk.isEntering else {
        if section.isOpen, walk.node.type == CMARK_NODE_ITEM { review.leaveItem() }
        continue
      }
      if walk.depth > MarkdownTree.greatestDepth { return false }
      depth = walk.depth
      let node = walk.node
      switch node.type {
      case CMARK_NODE_HEADING:
        isLeaf = true
        if seeksCriteria { readHeading(node, isOwn: walk.depth == 1) }
        if seeksDecisions, walk.depth == 1 { readDecisionHeading(node) }
        guard readLeaf(node, after: nil) else { return false }
      case CMARK_NODE_PARAGRAPH:
        isLeaf = true
        if seeksDecisions, walk.depth == 1 { readBoldDecisionHeading(node) }
        let box = readTask(node)
        if seeksCriteria { readLines(of: node, hasBox: box != nil) }
        guard readLeaf(node, after: box) else { return false }
      case CMARK_NODE_ITEM:
        enterItem(node)
        if decisions.isOpen { enterDecisionItem(node) }
      case CMARK_NODE_CODE_BLOCK: readCode(node)
      case CMARK_NODE_HTML_BLOCK: readHTMLBlock(node)
      default: break
      }
    }
    finishCriteria()
    let isWhole = readCells()
    finishDecisions()
    return isWhole
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

  // MARK: Blocks of text

  /// Reads the inlines of a paragraph or heading, after its box where it is a task; false where it is too deep.
  private mutating func readLeaf(_ node: MarkdownNode, after box: Range<Int>?) -> Bool {
    let marks = scan.marks(from: node.startLine, through: node.endLine)
    guard marks > (box == nil ? 0 : 1) else { return true }
    let start = box?.upperBound ?? blockStart(node)
    let lines = BlockLines(bytes, scan, block: node)
    var places = InlinePlaces(bytes, lines, block: node)
    if box == nil, lines.count > 1, node.type == CMARK_NODE_PARAGRAPH {
      let contents = lines.contents
      if let table = PipeTable(contents, bytes) {
        for row in table.rows { cells.append(contentsOf: row.filter(holdsMarkup)) }
        return readInlines(of: node, from: start, before: contents[table.header].lowerBound, &places)
      }
    }
    linkPlaces.removeAll(keepingCapacity: true)
    guard readInlines(of: node, from: start, before: bytes.count, &places) else { return false }
    reportFalseLinks(in: start..<max(lines.end, start))
    return true
  }

  private mutating func reportFalseLinks(in text: Range<Int>) {
    for link in FalseLinkScanner(bytes, in: text, besides: linkPlaces).falseLinks {
      let (headline, advice) = link.finding
      reading.findings.append(Finding("false-link", at: range(link.range), headline, advice: advice))
    }
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
    var text: [UInt8] = []
    for cell in cells { PipeTable.appendHeading(for: cell, of: bytes, to: &text) }
    if scan.holdsDefinitions { text += LinkDefinitions.lines(of: scan, bytes) }
    guard let tree = MarkdownTree(text) else { return true }
    var heading = tree.root.firstChild
    for cell in cells {
      guard let node = heading, node.type == CMARK_NODE_HEADING else { break }
      var places = CellPlaces(bytes: bytes, cell: cell)
      linkPlaces.removeAll(keepingCapacity: true)
      guard readInlines(of: node, from: cell.lowerBound, before: bytes.count, &places) else { return false }
      reportFalseLinks(in: cell)
      heading = node.next
    }
    reading.body.links.sort { $0.range.start < $1.range.start }
    return true
  }
}
