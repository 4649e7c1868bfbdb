internal import CMark

/// Puts pipe tables in the place of the paragraphs that libcmark takes them for.
///
/// Cells of plain text are written straight into the table's HTML. All others, of all tables, are parsed in one
/// document of their own, and their inlines moved.
struct TableWriter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let scan: BodyScan
  private var tables: [(table: PipeTable, paragraph: MarkdownNode)] = []
  /// What is parsed: for each table the lines before it, then its cells.
  private var text: [UInt8] = []

  init(bytes: UnsafeBufferPointer<UInt8>, scan: BodyScan) {
    self.bytes = bytes
    self.scan = scan
  }

  /// Notes a table, and what of it has to be parsed.
  mutating func add(_ table: PipeTable, lines: [Range<Int>], in paragraph: MarkdownNode) {
    tables.append((table, paragraph))
    for (index, line) in lines[..<table.header].enumerated() {
      // Indented this far a line can only go on with its paragraph.
      if index > 0 { text.append(contentsOf: [0x20, 0x20, 0x20, 0x20]) }
      text.append(contentsOf: bytes[line])
      text.append(0x0A)
    }
    for row in table.rows {
      for cell in row where !isPlain(cell) { PipeTable.appendHeading(for: cell, of: bytes, to: &text) }
    }
    // Whatever came last, the next table's lines begin a paragraph.
    text.append(0x0A)
  }

  /// Rewrites the tables that were added.
  func rewrite() {
    guard !tables.isEmpty else { return }
    let definitions = scan.holdsDefinitions ? LinkDefinitions.lines(of: scan, bytes) : []
    guard let parsed = MarkdownTree(text + definitions) else { return }
    for (table, paragraph) in tables {
      if table.header > 0, let before = parsed.root.firstChild, before.type == CMARK_NODE_PARAGRAPH {
        paragraph.insertBefore(before)
      }
      write(table, before: paragraph, parsed.root)
      paragraph.remove()
    }
  }

  private func write(_ table: PipeTable, before paragraph: MarkdownNode, _ parsed: MarkdownNode) {
    guard let block = MarkdownNode.custom(CMARK_NODE_CUSTOM_BLOCK, enter: [0]) else { return }
    paragraph.insertBefore(block)
    var html = HTMLText()
    // Wide tables scroll on their own, and a keyboard can scroll only what can have the focus.
    html.markup("<div class=\"tw\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>\n<thead>\n")
    for (index, row) in table.rows.enumerated() {
      if index == 1 { html.markup("<tbody>\n") }
      html.markup("<tr>")
      for (column, alignment) in table.alignments.enumerated() {
        html.markup(index == 0 ? "<th scope=\"col\"" : "<td")
        html.markup(alignment.attribute)
        html.markup(">")
        if column < row.count { write(row[column], &html, block, parsed) }
        html.markup(index == 0 ? "</th>" : "</td>")
      }
      html.markup("</tr>\n")
      if index == 0 { html.markup("</thead>\n") }
    }
    if table.rows.count > 1 { html.markup("</tbody>\n") }
    html.markup("</table></div>")
    block.setExit(html.take())
  }

  /// Writes a cell: into the HTML, or as a node that begins with the HTML before it.
  private func write(_ cell: Range<Int>, _ html: inout HTMLText, _ block: MarkdownNode, _ parsed: MarkdownNode) {
    if isPlain(cell) { return html.text(bytes[cell]) }
    guard let heading = parsed.firstChild, heading.type == CMARK_NODE_HEADING,
      let inline = MarkdownNode.custom(CMARK_NODE_CUSTOM_INLINE, enter: html.take())
    else { return }
    block.append(inline)
    inline.appendChildren(of: heading)
    heading.remove()
  }

  /// Whether libcmark would make nothing but text of a cell.
  private func isPlain(_ cell: Range<Int>) -> Bool {
    for index in cell {
      switch bytes[index] {
      case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["),
        UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "&"):
        return false
      default: break
      }
    }
    return true
  }
}

extension PipeTable.Alignment {
  fileprivate var attribute: StaticString {
    switch self {
    case .none: ""
    case .left: " class=\"left\""
    case .center: " class=\"center\""
    case .right: " class=\"right\""
    }
  }
}
