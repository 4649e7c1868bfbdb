internal import CMark
import TapeoutModel

/// What a reader takes for a criterion is one, or has a finding.
extension BodyWalk {
  // MARK: Headings

  mutating func readHeading(_ heading: MarkdownNode, isOwn: Bool) {
    let line = firstLine(of: heading)
    guard isOwn else {
      if CriteriaTitle(heading.plainText()) != nil { reportUnread(.quotedHeading, at: line) }
      return
    }
    let wasOpen = section.isOpen
    if let title = section.meet(heading) {
      if reading.criteriaHeading == nil { reading.criteriaHeading = range(line) }
      if case .near(let isMisspelt) = title { reportHeading(line, isMisspelt: isMisspelt, text: heading.firstChild) }
      return
    }
    if section.isOpen {
      if NearBox(bytes, at: headingTextStart(line), end: line.upperBound) != nil {
        reportUnread(.headingWithBox, at: line)
      }
    } else if wasOpen, review.end == nil {
      review.end = heading
    }
  }

  private func headingTextStart(_ line: Range<Int>) -> Int {
    var index = line.lowerBound
    while index < line.upperBound, bytes[index] == UInt8(ascii: "#") || bytes[index] == 0x20 { index += 1 }
    return index
  }

  private mutating func reportHeading(_ line: Range<Int>, isMisspelt: Bool, text: MarkdownNode?) {
    let written = String(decoding: bytes[line], as: UTF8.self)
    var fixes: [Fix] = []
    // Only a plain heading with number signs is rewritten: nothing else is lost with it.
    let start = headingTextStart(line)
    if isMisspelt, start > line.lowerBound, text?.next == nil, text?.type == CMARK_NODE_TEXT {
      fixes = [Fix("write Exit criteria", replace: range(start..<line.upperBound), with: "Exit criteria")]
    }
    reading.findings.append(
      Finding(
        "unclear-criteria-heading", at: range(line), "The heading “\(written)” is read as `Exit criteria`",
        advice: isMisspelt
          ? "Write `Exit criteria`." : "Write `Exit criteria`, or another heading if its items are no criteria.",
        fixes: fixes))
  }

  // MARK: Paragraphs

  /// Looks at the lines of a paragraph of the document itself for the heading, and at every paragraph's for boxes.
  ///
  /// - Parameter hasBox: whether its first line was read as a task.
  mutating func readLines(of paragraph: MarkdownNode, hasBox: Bool) {
    let count = paragraph.endLine - paragraph.startLine + 1
    if hasBox, count == 1 { return }
    let start = blockStart(paragraph)
    guard section.isOpen || (depth == 1 ? mayHoldCriteria(paragraph, from: start) : mayBeBox(start)) else {
      readLabel(paragraph, start)
      return
    }
    let lines = BlockLines(bytes, scan, block: paragraph).contents
    if readTable(lines) { return }
    if paragraph.beginsItem { readLabel(paragraph, start) }
    var open: (box: NearBox, isTask: Bool)?
    for (number, line) in lines.enumerated() where number > 0 || !hasBox {
      if depth == 1, !section.isOpen, readLookalike(line, isFirst: number == 0) { continue }
      let isTask = number == 0 && paragraph.beginsItem
      if let box = nearBox(line), section.isOpen || box.state != nil {
        if let open { add(open.box, isTask: open.isTask, text: open.box.textStart..<lines[number - 1].upperBound) }
        open = (box, isTask)
      } else if section.isOpen, open == nil, !paragraph.beginsItem,
        NearBox.hasFalseBullet(bytes, at: line.lowerBound, end: line.upperBound)
      {
        reportUnread(.falseBullet, at: line)
        return
      }
    }
    if let open, let last = lines.last {
      add(open.box, isTask: open.isTask, text: open.box.textStart..<last.upperBound)
    }
  }

  /// Whether a line of a paragraph outside the section may be its heading or begin with a box: most prose is told from
  /// both by a glance at its bytes, without a list of its lines.
  private func mayHoldCriteria(_ paragraph: MarkdownNode, from start: Int) -> Bool {
    for line in paragraph.startLine...max(paragraph.startLine, paragraph.endLine) {
      let end = scan.lineEnd(line)
      var first = max(start, scan.lineStart(line))
      while first < end, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
      if mayBeBox(first) || HeadingLookalike.mayBeTitle(bytes[first..<max(first, end)]) { return true }
    }
    return false
  }

  /// Whether a byte may begin something that looks like a box.
  private func mayBeBox(_ start: Int) -> Bool {
    guard start < bytes.count else { return false }
    switch bytes[start] {
    case UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "&"), UInt8(ascii: ":"), UInt8(ascii: "-"),
      UInt8(ascii: "*"), UInt8(ascii: "+"), 0xC2, 0xE2, 0xEF, 0xF0:
      return true
    default: return false
    }
  }

  private func nearBox(_ line: Range<Int>) -> NearBox? { NearBox(bytes, at: line.lowerBound, end: line.upperBound) }

  /// The list item `Exit criteria:` is no heading.
  private mutating func readLabel(_ paragraph: MarkdownNode, _ start: Int) {
    guard !section.isOpen, depth > 1, paragraph.startLine == paragraph.endLine else { return }
    let line = start..<lineEnd(paragraph.startLine, from: start)
    guard HeadingLookalike(bytes[line], isAlone: true) != nil else { return }
    reportUnread(.label, at: line)
  }

  /// Opens the section where a line is a heading to its readers but not to Markdown.
  private mutating func readLookalike(_ line: Range<Int>, isFirst: Bool) -> Bool {
    guard let lookalike = HeadingLookalike(bytes[line], isAlone: isFirst) else { return false }
    let level = section.meet(lookalike)
    if reading.criteriaHeading == nil { reading.criteriaHeading = range(line) }
    let heading = String(repeating: "#", count: level) + " " + lookalike.title
    var fixes = [Fix("write \(heading)", replace: range(line), with: heading)]
    // With other words around it the heading would have a finding still.
    if case .near = CriteriaTitle(Array(lookalike.title.utf8)) { fixes = [] }
    reading.findings.append(
      Finding(
        "unclear-criteria-heading", at: range(line),
        "“\(String(decoding: bytes[line], as: UTF8.self))” is no heading in Markdown, and is read as one",
        advice: "Write `\(heading)` on a line of its own.", fixes: fixes))
    return true
  }

  /// Adds what a near box begins: in the section a criterion, with a finding; elsewhere a to-do.
  private mutating func add(_ box: NearBox, isTask: Bool, text: Range<Int>) {
    let end = max(text.upperBound, box.range.upperBound)
    let plain = bytes[min(text.lowerBound, end)..<end].map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    let line = box.range.lowerBound..<end
    guard section.isOpen else {
      addToDo(box.state ?? .open, plain, at: line)
      return
    }
    let criterion = Checkbox(state: box.state ?? .open, range: box.range)
    reading.criteria.append(self.criterion(criterion, plain, line, end))
    review.markBoxed()
    let written = String(decoding: bytes[box.range], as: UTF8.self)
    guard let state = box.state else {
      reading.findings.append(
        Finding(
          "unknown-checkbox", at: range(box.range), "“\(written)” is none of the boxes [ ], [x], [!] and [-]",
          advice: "Write `- [ ]` for open, `- [x]` for met, `- [!]` for failing now, `- [-]` for waived."))
      return
    }
    let spelling = (isTask ? "" : "- ") + Checkbox.spelling(state)
    let place = range(box.range.lowerBound..<max(box.textStart, box.range.upperBound))
    reading.findings.append(
      Finding(
        "unknown-checkbox", at: range(box.range), "“\(written)” is no box in Markdown, and is read as `\(spelling)`",
        advice: "Write `\(spelling)` before the text.",
        fixes: [Fix("write \(spelling)", replace: place, with: spelling + " ")]))
  }

  // MARK: Tables and code

  /// Takes note of a table in the section; false where the lines are none.
  private mutating func readTable(_ lines: [Range<Int>]) -> Bool {
    guard section.isOpen else { return PipeTable.isIn(lines, bytes) }
    guard let table = PipeTable(lines, bytes) else { return false }
    let cells = table.rows.joined().map { String(decoding: bytes[$0], as: UTF8.self).lowercased() }
    review.tables.append((lines[table.header], cells.contains { Self.stateWords.contains($0) }))
    return true
  }

  private static let stateWords: Set = [
    "done", "not started", "waived", "open", "met", "status", "state", "resolution", "result", "passed", "failed",
    "in progress", "complete", "completed", "[ ]", "[x]", "☐", "☑", "✓", "✔", "✅", "❌", "✗", "yes", "no", "ok", "pass",
    "fail", "closed", "pending", "todo", "n/a",
  ]

  /// A block of code with boxes in it was mostly indented by mistake.
  mutating func readCode(_ block: MarkdownNode) {
    guard section.isOpen else { return }
    for line in block.startLine...max(block.endLine, block.startLine) {
      let start = scan.lineStart(line)
      let range = start..<lineEnd(line, from: start)
      if NearBox(bytes, at: range.lowerBound, end: range.upperBound) != nil {
        reportUnread(.code, at: range)
        return
      }
    }
  }

  // MARK: Items

  mutating func enterItem(_ item: MarkdownNode) {
    guard section.isOpen, let child = item.firstChild else { return }
    review.enterItem(firstLine: firstLine(of: child), isFirst: item.previous == nil)
  }

  private func firstLine(of node: MarkdownNode) -> Range<Int> {
    let start = blockStart(node)
    return start..<lineEnd(node.startLine, from: start)
  }

  // MARK: The end

  /// Reports what was gathered, once the whole body is known.
  mutating func finishCriteria() {
    var lists: [Int: Int] = [:]
    for item in review.plainItems { lists[item.list, default: 0] += 1 }
    for item in review.plainItems {
      guard let count = lists.removeValue(forKey: item.list) else { continue }
      reportUnread(.plainItems(count), at: item.firstLine)
    }
    for table in review.tables where table.tellsStates || reading.criteria.isEmpty {
      reportUnread(.table, at: table.header)
    }
    if let heading = reading.criteriaHeading, reading.criteria.isEmpty, !reading.hasUnreadCriteria,
      review.tasksBehind > 0, let end = review.end
    {
      reportUnread(
        .endedBy(String(decoding: end.plainText(), as: UTF8.self)), at: Int(heading.start)..<Int(heading.end))
    }
  }

  /// What below or beside the heading is not read as criteria.
  private enum Unread {
    case plainItems(Int)
    case falseBullet, table, code, label, quotedHeading, headingWithBox
    case endedBy(String)
  }

  private mutating func reportUnread(_ what: Unread, at line: Range<Int>) {
    reading.hasUnreadCriteria = true
    let (headline, advice): (String, String) =
      switch what {
      case .plainItems(let count):
        (
          count == 1
            ? "This item below `Exit criteria` has no box, so it is not read as a criterion"
            : "\(count) items of this list below `Exit criteria` have no box, so they are not read as criteria",
          "Begin each criterion with `- [ ]` or, where it is met, `- [x]`."
        )
      case .falseBullet:
        (
          "This line below `Exit criteria` is no list item in Markdown, so it is not read as a criterion",
          "Begin each criterion with a hyphen, a space and a box: `- [ ]`."
        )
      case .table:
        (
          "The table below `Exit criteria` is not read as criteria",
          "Write each row as a task item: `- [ ]` for open, `- [x]` for met."
        )
      case .code:
        (
          "The boxes in this block of code are not read as criteria",
          "Indent the list by less than four spaces, and take ``` away."
        )
      case .label:
        (
          "“\(String(decoding: bytes[line], as: UTF8.self))” in a list is no heading, so what follows is not read as criteria",
          "Write `## Exit criteria` on a line of its own, and the items below it without indentation."
        )
      case .quotedHeading:
        (
          "A heading inside a list or a quote opens no section, so what follows is not read as criteria",
          "Write `## Exit criteria` at the beginning of a line."
        )
      case .headingWithBox:
        (
          "A heading with a box is not read as a criterion",
          "Write it as a task item: `- [ ]` for open, `- [x]` for met."
        )
      case .endedBy(let heading):
        (
          "The section `Exit criteria` is empty: “\(heading)” ends it, so the task items below are not read as criteria",
          "Give the headings of the checklist a lower level, with more number signs than `Exit criteria` has."
        )
      }
    reading.findings.append(Finding("unread-criteria", at: range(line), headline, advice: advice))
  }
}
