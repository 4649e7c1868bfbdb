internal import CMark
import TapeoutModel

/// What a reader of a report takes for a decision that is wanted is one, or has a finding.
extension BodyWalk {
  // MARK: Headings

  mutating func readDecisionHeading(_ heading: MarkdownNode) {
    guard case .misspelt? = decisions.meet(heading) else { return }
    let line = blockStart(heading)..<lineEnd(heading.startLine, from: blockStart(heading))
    var fixes: [Fix] = []
    let text = bytes[line].drop { $0 == UInt8(ascii: "#") || $0 == 0x20 }
    if text.startIndex > line.lowerBound {
      fixes = [
        Fix("write Decisions wanted", replace: range(text.startIndex..<line.upperBound), with: "Decisions wanted")
      ]
    }
    report(
      line, "The heading “\(String(decoding: text, as: UTF8.self))” is read as `Decisions wanted`",
      advice: "Write `Decisions wanted`.", fixes: fixes)
  }

  /// Opens the section where a paragraph of bold text alone is a heading to its readers but not to Markdown.
  mutating func readBoldDecisionHeading(_ paragraph: MarkdownNode) {
    guard !decisions.isOpen, let text = paragraph.firstChild, text.type == CMARK_NODE_STRONG, text.next == nil,
      case .exact? = DecisionSection.Title(paragraph.plainText())
    else { return }
    let heading = String(repeating: "#", count: decisions.meetBold()) + " Decisions wanted"
    let line = blockStart(paragraph)..<lineEnd(paragraph.startLine, from: blockStart(paragraph))
    report(
      line, "“\(String(decoding: bytes[line], as: UTF8.self))” is no heading in Markdown, and is read as one",
      advice: "Write `\(heading)` on a line of its own.",
      fixes: [Fix("write \(heading)", replace: range(line), with: heading)])
  }

  // MARK: Items

  /// Adds a task item of the section; one without a text is reported and left out.
  ///
  /// - Parameters:
  ///   - text: of the item, without its box.
  ///   - line: its first line, from its box on.
  ///   - end: of its first paragraph.
  mutating func addDecision(_ box: Checkbox, text: [UInt8], line: Range<Int>, end: Int) {
    let read = DecisionText(text)
    guard !read.text.isEmpty else {
      report(
        line, "This item does not say what is to be decided", advice: "Write `- [ ] text (owner, by 2026-04-02)`.")
      return
    }
    let state: DecisionItem.State =
      switch box.state {
      case .open, .failing: .wanted
      case .met: .taken
      case .waived: .withdrawn
      }
    reading.decisions.append(
      DecisionItem(
        state: state, text: read.text, reason: read.reason, owner: read.owner, due: read.due, range: range(line)))
    decisions.paragraphEnds.append(end)
    // Who decides and by when does not matter any more once it is ticked.
    if state == .wanted { reportParts(of: read, line: line, end: end) }
  }

  private mutating func reportParts(of read: DecisionText, line: Range<Int>, end: Int) {
    guard let day = read.dayText else {
      report(
        line, "Nothing says who decides this, and by when",
        advice: "End the item with both, in parentheses: `(owner, by 2026-04-02)`.")
      return
    }
    let place = lastPlace(of: Array(day.utf8), in: line.lowerBound..<end)
    if read.due == nil {
      let slip = DateSlip(day)
      let meant = slip.meant.flatMap { $0 == "TBD" ? nil : $0 }
      report(
        place ?? line,
        day.isEmpty ? "The word “by” is not followed by a day" : "“\(day)” is no day by which this can be decided",
        advice: meant.map { "Write \($0)." } ?? "Write a date, such as `(owner, by 2026-04-02)`.",
        fixes: place.flatMap { place in meant.map { [Fix("write \($0)", replace: range(place), with: $0)] } } ?? [])
    } else if read.owner == nil {
      report(
        line, "Nothing says who decides this",
        advice: "Name one person, role or team before the day: `(owner, by \(day))`.")
    } else if read.parenthesisWithoutBy != nil {
      report(
        place ?? line, "The day \(day) stands without the word “by”, and is read as the day of the decision",
        advice: "Write `by \(day)`.",
        fixes: place.map { [Fix("write by \(day)", replace: range($0), with: "by \(day)")] } ?? [])
    }
  }

  /// Takes note of an item that has no box, is no part of one that has, and has no items of its own.
  mutating func enterDecisionItem(_ item: MarkdownNode) {
    guard let list = item.parent, !hasBox(item) else { return }
    var child = item.firstChild
    guard let first = child else { return }
    while let node = child {
      if node.type == CMARK_NODE_LIST { return }
      child = node.next
    }
    var ancestor = list.parent
    while let node = ancestor {
      if node.type == CMARK_NODE_ITEM, hasBox(node) { return }
      ancestor = node.parent
    }
    let start = blockStart(first)
    decisions.unboxed.append((list.startLine, start..<lineEnd(first.startLine, from: start)))
  }

  private func hasBox(_ item: MarkdownNode) -> Bool {
    guard let first = item.firstChild, first.type == CMARK_NODE_PARAGRAPH else { return false }
    let start = blockStart(first)
    return start < bytes.count && bytes[start] == UInt8(ascii: "[")
      && Checkbox(bytes, at: start, end: lineEnd(first.startLine, from: start), isLenient: true) != nil
  }

  // MARK: The end

  /// Gives each decision the links in it, and reports the items without a box, once a list.
  mutating func finishDecisions() {
    var next = 0
    let links = reading.body.links
    for index in reading.decisions.indices {
      while next < links.count, links[next].range.start < reading.decisions[index].range.start { next += 1 }
      while next < links.count, Int(links[next].range.start) < decisions.paragraphEnds[index] {
        reading.decisions[index].links.append(links[next].destination)
        next += 1
      }
    }
    var counts: [Int: Int] = [:]
    for item in decisions.unboxed { counts[item.list, default: 0] += 1 }
    for item in decisions.unboxed {
      guard let count = counts.removeValue(forKey: item.list) else { continue }
      report(
        item.firstLine,
        count == 1
          ? "This item below `Decisions wanted` has no box, so it is not read as a decision"
          : "\(count) items of this list below `Decisions wanted` have no box, so they are not read as decisions",
        advice: "Begin each with a box: `- [ ] text (owner, by 2026-04-02)`, and tick it once it is taken.")
    }
  }

  private mutating func report(_ place: Range<Int>, _ headline: String, advice: String, fixes: [Fix] = []) {
    reading.findings.append(
      Finding("unclear-decision", at: range(place), headline, advice: advice, fixes: fixes))
  }

  private func lastPlace(of wanted: [UInt8], in text: Range<Int>) -> Range<Int>? {
    guard !wanted.isEmpty, text.count >= wanted.count else { return nil }
    var start = text.upperBound - wanted.count
    while start >= text.lowerBound {
      if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return start..<(start + wanted.count) }
      start -= 1
    }
    return nil
  }
}
