internal import CMark

extension MarkdownNode {
  /// A node of raw HTML around whatever is put into it; nil only where memory ran out. It must be put into a tree.
  static func custom(_ type: cmark_node_type, enter: [CChar], exit: [CChar] = []) -> MarkdownNode? {
    guard let node = MarkdownNode(cmark_node_new_with_mem(type, MarkdownMemory.allocator)) else { return nil }
    cmark_node_set_on_enter(node.pointer, enter)
    if !exit.isEmpty { cmark_node_set_on_exit(node.pointer, exit) }
    return node
  }

  func setExit(_ exit: [CChar]) { cmark_node_set_on_exit(pointer, exit) }

  func setHeadingLevel(_ level: Int) { cmark_node_set_heading_level(pointer, Int32(level)) }

  func setDestination(_ destination: String) { cmark_node_set_url(pointer, destination) }

  func setLiteral(_ text: UnsafeBufferPointer<UInt8>) {
    cmark_node_set_literal(pointer, text.map(CChar.init(bitPattern:)) + [0])
  }

  /// Takes the node and all it holds out of its tree and frees them.
  func remove() {
    cmark_node_unlink(pointer)
    cmark_node_free(pointer)
  }

  /// Puts a node into the tree before this one; frees it where it cannot be.
  func insertBefore(_ node: MarkdownNode) {
    if cmark_node_insert_before(pointer, node.pointer) == 0 { node.remove() }
  }

  /// Puts a node into this one, after all else; frees it where it cannot be.
  func append(_ node: MarkdownNode) {
    if cmark_node_append_child(pointer, node.pointer) == 0 { node.remove() }
  }

  func appendChildren(of other: MarkdownNode) {
    while let child = other.firstChild { append(child) }
  }

  /// Leaves what the node holds in its place.
  func unwrap() {
    while let child = firstChild { insertBefore(child) }
    remove()
  }

  var listStart: Int? {
    cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil
  }

  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }
}
