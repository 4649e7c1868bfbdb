/// What stands in the section `Exit criteria` beside its criteria, gathered on the way through the body: whatever is
/// meant as a criterion and is none gets a finding at the end.
struct CriteriaReview {
  /// A list item that is being walked through.
  private struct Item {
    let firstLine: Range<Int>
    var isBoxed = false
    var holdsBox = false
    /// Whether it lies within an item with a box: then it is a detail of that criterion.
    let isDetail: Bool
    /// How many plain items had been met when it began.
    let plainBefore: Int
  }

  private var items: [Item] = []
  private var list = 0
  /// Items that have no box, nor anything below them, by the list that they stand in.
  private(set) var plainItems: [(list: Int, firstLine: Range<Int>)] = []
  /// Header lines of tables, and whether a column tells states.
  var tables: [(header: Range<Int>, tellsStates: Bool)] = []
  /// Task items behind the section.
  var tasksBehind = 0
  /// Whether something below the heading has a finding already that says it is not read.
  var hasFinding = false
  /// The first heading that ends the section.
  var end: MarkdownNode?

  /// - Parameter isFirst: whether its list begins with it.
  mutating func enterItem(firstLine: Range<Int>, isFirst: Bool) {
    if items.isEmpty, isFirst { list += 1 }
    let isDetail = items.contains { $0.isBoxed }
    items.append(Item(firstLine: firstLine, isDetail: isDetail, plainBefore: plainItems.count))
  }

  /// The item being walked through is a criterion.
  mutating func markBoxed() {
    guard !items.isEmpty else { return }
    items[items.count - 1].isBoxed = true
  }

  mutating func leaveItem() {
    guard let item = items.popLast() else { return }
    if item.isBoxed || item.holdsBox {
      // What has a box below it is a label.
      if !items.isEmpty { items[items.count - 1].holdsBox = true }
    } else if !item.isDetail {
      plainItems.removeSubrange(item.plainBefore...)
      plainItems.append((list, item.firstLine))
    }
  }
}
