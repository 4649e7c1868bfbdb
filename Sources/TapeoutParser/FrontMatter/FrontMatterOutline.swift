package import TapeoutModel

/// Where everything stands in the front matter of one file, for whoever changes it.
package struct FrontMatterOutline: Sendable {
  /// Between the opening and the closing line.
  package let range: Range<Int>
  /// Byte offset of the first line of the body.
  package let bodyStart: Int
  /// The fields; nil where there are none at all.
  package let root: Value?

  /// A value, and what it holds.
  package struct Value: Sendable {
    package enum Kind: Hashable, Sendable {
      case plain, quoted, block, list, map
    }

    package let kind: Kind
    package let range: Range<Int>
    /// Of a scalar; else empty.
    package let text: String
    /// Of a list.
    package let items: [Value]
    /// Of a map.
    package let entries: [Entry]

    package var isScalar: Bool { kind != .list && kind != .map }
    /// Nothing written behind the colon.
    package var isEmpty: Bool { kind == .plain && range.isEmpty }
  }

  package struct Entry: Sendable {
    package let key: String
    package let keyRange: Range<Int>
    package let value: Value
  }

  /// What keeps a file from being changed.
  package struct Unreadable: Error, Hashable, Sendable {
    package let finding: Finding
  }

  /// Reads the front matter of a file without mending anything.
  ///
  /// - Throws: what is wrong first, where the file cannot be read to its end.
  package init(_ bytes: [UInt8]) throws(Unreadable) {
    let file = FileID(0)
    let read = bytes.withUnsafeBufferPointer { bytes -> Result<FrontMatterOutline, Unreadable> in
      switch SourceTextReader(file: file, bytes: bytes).read() {
      case .failure(let rejection): return .failure(Unreadable(finding: rejection.finding))
      case .success(let text):
        let recovered = FrontMatterRecovery(file: file, bytes: bytes, range: text.frontMatter).read()
        if let finding = recovered.findings.first { return .failure(Unreadable(finding: finding)) }
        let outline = FrontMatterOutline(text, recovered.tree)
        if let root = outline.root, root.kind != .map, !root.isEmpty {
          let place = SourceRange(file, root.range.lowerBound, root.range.upperBound)
          let finding = Finding("wrong-type", at: place, "The front matter is not a list of fields")
          return .failure(Unreadable(finding: finding))
        }
        return .success(outline)
      }
    }
    self = try read.get()
  }

  private init(_ text: SourceText, _ tree: FrontMatterTree) {
    range = text.frontMatter
    bodyStart = text.bodyStart
    root = tree.nodes.isEmpty ? nil : Value(tree, 0)
  }
}

extension FrontMatterOutline.Value {
  /// Its depth is bounded by the reader's.
  fileprivate init(_ tree: FrontMatterTree, _ index: Int) {
    let node = tree[index]
    range = Int(node.start)..<Int(node.end)
    text = node.text
    switch node.kind {
    case .plain: kind = .plain
    case .quoted: kind = .quoted
    case .block: kind = .block
    case .list: kind = .list
    case .map: kind = .map
    }
    items = node.kind == .list ? tree.children(of: index).map { Self(tree, $0) } : []
    entries =
      node.kind == .map
      ? tree.entries(of: index).map { key, value in
        let place = Int(tree[key].start)..<Int(tree[key].end)
        return .init(key: tree[key].text, keyRange: place, value: Self(tree, value))
      } : []
  }
}
