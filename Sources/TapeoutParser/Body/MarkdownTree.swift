internal import CMark

/// A parsed Markdown text; owns libcmark's tree and lets go of its memory.
///
/// Lives on one thread.
struct MarkdownTree: ~Copyable {
  let root: MarkdownNode

  /// The deepest tree that is read.
  static let greatestDepth = 100

  /// Parses stretches of a text as if nothing lay between them. Nil only where memory ran out.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, pieces: [Range<Int>]) {
    guard let root = MarkdownTree.parse(bytes, pieces) else { return nil }
    self.root = root
  }

  init?(_ bytes: [UInt8]) {
    guard let root = bytes.withUnsafeBufferPointer({ MarkdownTree.parse($0, [$0.indices]) }) else { return nil }
    self.root = root
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ pieces: [Range<Int>]) -> MarkdownNode? {
    guard let start = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    MarkdownMemory.begin()
    guard let parser = cmark_parser_new_with_mem(options, MarkdownMemory.allocator) else {
      MarkdownMemory.end()
      return nil
    }
    for piece in pieces {
      cmark_parser_feed(parser, (start + piece.lowerBound).assumingMemoryBound(to: CChar.self), piece.count)
    }
    let document = cmark_parser_finish(parser)
    cmark_parser_free(parser)
    guard let root = MarkdownNode(document) else {
      MarkdownMemory.end()
      return nil
    }
    return root
  }

  deinit { MarkdownMemory.end() }

  private static let options = CMARK_OPT_SOURCEPOS

  /// The tree as HTML in safe mode.
  func html() -> [UInt8] { html(of: root) }

  /// One of its nodes as HTML in safe mode.
  func html(of node: MarkdownNode) -> [UInt8] {
    guard let text = cmark_render_html(node.pointer, CMARK_OPT_DEFAULT) else { return [] }
    return Array(MarkdownNode.bytes(of: text))
  }
}
