import TapeoutParser

/// A block of a checklist in Markdown, with the bytes of the text that hold it.
struct ChecklistBlock {
  enum Kind {
    case heading(level: Int)
    /// An item of a list; `depth` counts the items around it.
    case item(depth: Int, box: ForeignBox?)
    case paragraph
    /// Rows of cells, the header first.
    case table([[ChecklistCell]])
  }

  var kind: Kind
  /// As it is written, on one line; empty for a table.
  var text: String
  var range: Range<Int>

  var isItem: Bool { if case .item = kind { true } else { false } }
}

struct ChecklistCell {
  var text: String
  var range: Range<Int>
}
