internal import CMark
import TapeoutModel

/// A list with at least one task in it, to be rendered.
struct TaskList {
  private let list: MarkdownNode
  private let boxes: [(item: MarkdownNode, box: Checkbox?)]
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Whether it stands under `Exit criteria`, where a ticked task is met rather than done.
  private let isCriteria: Bool

  init?(_ list: MarkdownNode, _ bytes: UnsafeBufferPointer<UInt8>, _ scan: BodyScan, isCriteria: Bool) {
    guard scan.holdsMarkup else { return nil }
    var boxes: [(MarkdownNode, Checkbox?)] = []
    var hasTask = false
    var next = list.firstChild
    while let item = next {
      let box = item.firstChild.flatMap { $0.taskBox(bytes, scan) }
      if box != nil { hasTask = true }
      boxes.append((item, box))
      next = item.next
    }
    guard hasTask else { return nil }
    self.list = list
    self.boxes = boxes
    self.bytes = bytes
    self.isCriteria = isCriteria
  }

  /// Puts a list of our own in the place of libcmark's.
  func rewrite() {
    var html = HTMLText()
    if let start = list.listStart {
      html.markup("<ol class=\"tasks\"")
      if start != 1 {
        html.markup(" start=\"")
        html.number(start)
        html.markup("\"")
      }
      html.markup(">")
    } else {
      html.markup("<ul class=\"tasks\">")
    }
    let enter = html.take()
    html.markup(list.listStart == nil ? "</ul>" : "</ol>")
    guard let tasks = MarkdownNode.custom(CMARK_NODE_CUSTOM_BLOCK, enter: enter, exit: html.take()) else { return }
    list.insertBefore(tasks)
    for (item, box) in boxes {
      if let box, let paragraph = item.firstChild { drop(box, from: paragraph) }
      open(box, &html)
      let enter = html.take()
      html.markup("</li>")
      guard let task = MarkdownNode.custom(CMARK_NODE_CUSTOM_BLOCK, enter: enter, exit: html.take()) else { continue }
      tasks.append(task)
      while let child = item.firstChild {
        task.append(child)
        // What libcmark does in a tight list of its own.
        if list.isTight, child.type == CMARK_NODE_PARAGRAPH { child.unwrap() }
      }
    }
    list.remove()
  }

  private func open(_ box: Checkbox?, _ html: inout HTMLText) {
    switch box?.state {
    case nil: html.markup("<li>")
    case .open: html.markup("<li class=\"task task-open\"><span class=\"vh\">Open: </span>")
    case .met where isCriteria: html.markup("<li class=\"task task-met\"><span class=\"vh\">Met: </span>")
    case .met: html.markup("<li class=\"task task-met\"><span class=\"vh\">Done: </span>")
    case .failing: html.markup("<li class=\"task task-failing\"><span class=\"vh\">Failing: </span>")
    case .waived: html.markup("<li class=\"task task-waived\"><span class=\"vh\">Waived: </span>")
    }
  }

  private func drop(_ box: Checkbox, from paragraph: MarkdownNode) {
    guard let first = paragraph.firstChild else { return }
    // A box that is defined as a link somewhere is still a box.
    if first.type == CMARK_NODE_LINK { return first.remove() }
    let literal = first.literal
    guard first.type == CMARK_NODE_TEXT, literal.starts(with: bytes[box.range]) else { return }
    let text = literal[box.range.count...].drop { $0 == 0x20 || $0 == 0x09 }
    first.setLiteral(UnsafeBufferPointer(rebasing: text))
  }
}

extension MarkdownNode {
  /// The box that a paragraph begins with, where it is the first of a list's item.
  func taskBox(_ bytes: UnsafeBufferPointer<UInt8>, _ scan: BodyScan) -> Checkbox? {
    let start = scan.offset(line: startLine, column: startColumn)
    guard start < bytes.count, bytes[start] == UInt8(ascii: "["), beginsItem else { return nil }
    return Checkbox(bytes, at: start, end: max(scan.lineEnd(startLine), start), isLenient: false)
  }
}
