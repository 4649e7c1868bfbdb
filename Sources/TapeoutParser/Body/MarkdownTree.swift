internal import CMark

/// A parsed Markdown text; owns libcmark's tree and frees it.
struct MarkdownTree: ~Copyable {
  let root: MarkdownNode

  /// The deepest tree that is read.
  static let greatestDepth = 100

  /// Parses stretches of a text as if nothing lay between them. Nil only where memory ran out.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, pieces: [Range<Int>]) {
    // Source positions: without the option, line breaks inside code spans go uncounted.
    guard let start = UnsafeRawPointer(bytes.baseAddress),
      let parser = cmark_parser_new(MarkdownTree.options)
    else { return nil }
    for piece in pieces {
      cmark_parser_feed(parser, (start + piece.lowerBound).assumingMemoryBound(to: CChar.self), piece.count)
    }
    let document = cmark_parser_finish(parser)
    cmark_parser_free(parser)
    guard let root = MarkdownNode(document) else { return nil }
    self.root = root
  }

  init?(_ bytes: [UInt8]) {
    let document = bytes.withUnsafeBytes { buffer in
      cmark_parse_document(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, MarkdownTree.options)
    }
    guard let root = MarkdownNode(document) else { return nil }
    self.root = root
  }

  deinit { cmark_node_free(root.pointer) }

  private static let options = CMARK_OPT_SOURCEPOS

  /// The tree as HTML in safe mode.
  func html() -> String {
    guard let text = cmark_render_html(root.pointer, CMARK_OPT_DEFAULT) else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return String(cString: text)
  }
}
