/// One task item below the heading `Decisions wanted` of a report, as it is written there.
public struct DecisionItem: Hashable, Sendable {
  public enum State: String, CaseIterable, Sendable {
    /// `[ ]`, and `[!]`: it is wanted.
    case wanted
    /// `[x]`
    case taken
    /// `[-]`: nobody wants it any more.
    case withdrawn
  }

  public var state: State
  /// What is to be decided, without the box, the parenthesis and what follows it.
  public var text: String
  /// What stands behind the parenthesis.
  public var reason: String?
  /// Who is asked.
  public var owner: String?
  /// By when.
  public var due: PlanDate?
  /// The links in the item, as written.
  public var links: [String] = []
  /// The item's first line, from its box on.
  public var range: SourceRange

  public init(
    state: State, text: String, reason: String? = nil, owner: String? = nil, due: PlanDate? = nil, range: SourceRange
  ) {
    self.state = state
    self.text = text
    self.reason = reason
    self.owner = owner
    self.due = due
    self.range = range
  }
}

/// A decision that a report asked for: wanted until a later report, or the same one, ticks it.
///
/// Items of several reports are one decision if their texts are the same but for case, blanks, quotation marks and what
/// punctuation they end with. Owner, day and reason are those of the newest report that states them.
public struct Decision: Hashable, Sendable {
  public var state: DecisionItem.State
  public var text: String
  public var reason: String?
  public var owner: String?
  public var due: PlanDate?
  /// The day that was stated first, where it is another one; nil where the day never moved.
  public var firstDue: PlanDate?
  /// The report that asked first.
  public var asked: ReportIndex
  /// The newest report that lists it: for a decision that is not wanted any more, the one that says so.
  public var stated: ReportIndex
  /// The item in that report.
  public var range: SourceRange
  /// What the items link to: milestones in the order in which they are linked, each once.
  public var milestones: [MilestoneIndex] = []
  /// The chips of all that the items link to, each once.
  public var chips: [ChipIndex] = []

  public init(_ item: DecisionItem, in report: ReportIndex) {
    state = item.state
    text = item.text
    asked = report
    stated = report
    range = item.range
    (reason, owner, due) = (item.reason, item.owner, item.due)
  }

  public var isWanted: Bool { state == .wanted }

  /// Whether it is wanted still though its day has passed.
  public func isLate(on day: Day) -> Bool { isWanted && due.map { $0.last < day } ?? false }

  /// Takes in what a later item says of it.
  mutating func restate(_ item: DecisionItem, in report: ReportIndex) {
    state = item.state
    stated = report
    range = item.range
    text = item.text
    reason = item.reason ?? reason
    owner = item.owner ?? owner
    guard let next = item.due, next != due else { return }
    if let due, firstDue == nil { firstDue = due }
    due = next
    if firstDue == next { firstDue = nil }
  }
}

/// Follows the decisions of a plan from report to report.
///
/// - Complexity: linear in the items of all reports.
public struct DecisionLedger {
  public private(set) var decisions: IndexedArray<DecisionIndex, Decision> = []
  /// Items that are ticked though no decision of their text was wanted: nothing is closed by them.
  public private(set) var unmatched: [Unmatched] = []
  private var open: [String: DecisionIndex] = [:]

  /// An item that closes nothing.
  public struct Unmatched: Sendable {
    public let item: DecisionItem
    /// The decision that it became.
    public let decision: DecisionIndex
    public let report: ReportIndex
  }

  public init() {}

  /// Takes in the items of the next report, and returns the decision that each belongs to.
  @discardableResult
  public mutating func take(_ items: [DecisionItem], of report: ReportIndex) -> [DecisionIndex] {
    items.map { item in
      let (key, item) = recognized(item)
      let index: DecisionIndex
      if let known = open[key] {
        index = known
        decisions[known].restate(item, in: report)
      } else {
        index = decisions.endIndex
        decisions.append(Decision(item, in: report))
        if item.state != .wanted { unmatched.append(Unmatched(item: item, decision: index, report: report)) }
      }
      // What is wanted again after it was taken is another decision.
      open[key] = item.state == .wanted ? index : nil
      return index
    }
  }

  /// An item and its key. Where a ticked item says behind its text what was decided, that becomes the reason:
  /// `- [x] Keep or drop the features: dropped`.
  private func recognized(_ item: DecisionItem) -> (key: String, item: DecisionItem) {
    let key = DecisionLedger.key(item.text)
    guard item.state != .wanted, open[key] == nil else { return (key, item) }
    let text = item.text.unicodeScalars
    let ends = text.indices.lazy.filter { ":.;,".unicodeScalars.contains(text[$0]) }.prefix(DecisionLedger.mostEnds)
    for end in ends {
      let shorter = DecisionLedger.key(String(text[..<end]))
      guard open[shorter] != nil else { continue }
      var item = item
      let rest = text[text.index(after: end)...].drop { $0.properties.isWhitespace }
      item.text = String(text[..<end])
      item.reason = item.reason ?? (rest.isEmpty ? nil : String(rest))
      return (shorter, item)
    }
    return (key, item)
  }

  /// Places in a ticked item at which the text may end that it was asked for with.
  private static let mostEnds = 16

  /// What makes two items the same decision.
  static func key(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "\u{2018}", "\u{2019}": key.append("'")
      case "\u{201C}", "\u{201D}": key.append("\"")
      case _ where scalar.properties.isWhitespace:
        if key.last != " ", !key.isEmpty { key.append(" ") }
      case _ where scalar.properties.isDefaultIgnorableCodePoint: continue
      default: key.append(scalar)
      }
    }
    while let last = key.last, " .;:,!?。；：！？".unicodeScalars.contains(last) { key.removeLast() }
    return String(key)
  }
}
