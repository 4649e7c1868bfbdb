internal import CMark

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
