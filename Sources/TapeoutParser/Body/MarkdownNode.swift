internal import CMark

/// A node of libcmark's tree, borrowed from the ``MarkdownTree`` that owns it.
struct MarkdownNode: Equatable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { self.pointer = pointer }

  init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  var type: cmark_node_type { cmark_node_get_type(pointer) }
  var firstChild: MarkdownNode? { MarkdownNode(cmark_node_first_child(pointer)) }
  var next: MarkdownNode? { MarkdownNode(cmark_node_next(pointer)) }
  var previous: MarkdownNode? { MarkdownNode(cmark_node_previous(pointer)) }
  var parent: MarkdownNode? { MarkdownNode(cmark_node_parent(pointer)) }

  /// Counted from 1 among the lines that libcmark was fed.
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
  /// Counted from 1, in bytes.
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
  var endColumn: Int { Int(cmark_node_get_end_column(pointer)) }
  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }

  /// The text of a text, code or HTML node. Valid as long as the node.
  var literal: UnsafeBufferPointer<UInt8> { MarkdownNode.bytes(of: cmark_node_get_literal(pointer)) }
  /// Where a link or an image leads, without escapes and entities. Valid as long as the node.
  var destination: UnsafeBufferPointer<UInt8> { MarkdownNode.bytes(of: cmark_node_get_url(pointer)) }

  static func bytes(of text: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let text else { return UnsafeBufferPointer(start: nil, count: 0) }
    var count = 0
    while text[count] != 0 { count += 1 }
    return UnsafeBufferPointer(start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: count)
  }

  /// Holds blocks, not lines of text.
  var isContainer: Bool {
    switch type {
    case CMARK_NODE_DOCUMENT, CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST, CMARK_NODE_ITEM, CMARK_NODE_CUSTOM_BLOCK: true
    default: false
    }
  }

  var isBreak: Bool { type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK }
  var isLinkOrImage: Bool { type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE }

  /// The paragraph that a list item begins with: where a task's box would stand.
  var beginsItem: Bool {
    type == CMARK_NODE_PARAGRAPH && previous == nil && parent?.type == CMARK_NODE_ITEM
  }

  /// How many block quotes are around it.
  var quoteDepth: Int {
    var depth = 0
    var ancestor = parent
    while let node = ancestor {
      if node.type == CMARK_NODE_BLOCK_QUOTE { depth += 1 }
      ancestor = node.parent
    }
    return depth
  }
}

/// A walk through the nodes below a root, in document order, without recursion.
struct MarkdownWalk {
  let root: MarkdownNode
  private(set) var node: MarkdownNode
  /// On the way into the node; false on the way out of one that has children.
  private(set) var isEntering = true
  /// Levels below the root.
  private(set) var depth = 0

  init(_ root: MarkdownNode) {
    self.root = root
    node = root
  }

  /// Goes on to the next node in or out; false when all are visited.
  ///
  /// - Parameter skippingChildren: leaves the node just entered without visiting what it holds.
  mutating func advance(skippingChildren: Bool = false) -> Bool {
    if isEntering, !skippingChildren, let child = node.firstChild {
      node = child
      depth += 1
      return true
    }
    if node == root { return false }
    if let next = node.next {
      node = next
      isEntering = true
      return true
    }
    guard let parent = node.parent, parent != root else { return false }
    node = parent
    depth -= 1
    isEntering = false
    return true
  }
}
