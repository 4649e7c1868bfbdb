import TapeoutModel

/// The front matter of one file as scalars, lists and maps, each with its place in the file.
///
/// Nodes lie in one array in the order in which they were written; node 0 is the root. Scalars are text:
/// what type a value has is for the field to say, so `no` stays text.
struct FrontMatterTree {
  var nodes: [Node] = []

  struct Node {
    enum Kind: UInt8 {
      case plain, quoted, block, list, map
    }

    var kind: Kind
    /// Place in the file, in bytes.
    var start: Int32
    var end: Int32
    /// The scalar's text; empty for lists and maps.
    var text: String
    /// Nodes below this one, itself included: the next sibling is at this distance.
    var span: Int32

    var isScalar: Bool { kind.rawValue <= Kind.block.rawValue }
  }

  subscript(index: Int) -> Node { nodes[index] }

  /// The items of a list, or the keys and values of a map in turn.
  func children(of index: Int) -> ChildSequence {
    ChildSequence(tree: self, upcoming: index + 1, end: index + Int(nodes[index].span))
  }

  /// The keys and values of a map.
  func entries(of index: Int) -> EntrySequence {
    EntrySequence(children: children(of: index))
  }

  struct ChildSequence: Sequence, IteratorProtocol {
    let tree: FrontMatterTree
    var upcoming: Int
    let end: Int

    mutating func next() -> Int? {
      guard upcoming < end else { return nil }
      defer { upcoming += Int(tree.nodes[upcoming].span) }
      return upcoming
    }
  }

  struct EntrySequence: Sequence, IteratorProtocol {
    var children: ChildSequence

    mutating func next() -> (key: Int, value: Int)? {
      guard let key = children.next(), let value = children.next() else { return nil }
      return (key, value)
    }
  }
}
