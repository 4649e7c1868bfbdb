import TapeoutEditing
import TapeoutModel
import TapeoutParser

/// The body of a milestone, made of the sections of a checklist.
struct ChecklistCriteria {
  /// Text above the criteria, a paragraph each.
  private var prose: [String] = []
  private var lines: [String] = []
  /// What does not apply, as sentences that stand below the list.
  private var excluded: [String] = []
  private var hasItems = false
  private var length = 0
  private var brackets = 0
  private var isFull = false
  private var lost = 0

  /// A body may have 256 KiB.
  private static let longest = 200_000
  /// After so many brackets stands a blank line: Markdown without any may hold 2,000.
  private static let mostBrackets = 500
  /// Items within items beyond this depth stand on it.
  private static let deepest = 3

  mutating func add(_ section: ChecklistOutline.Section, isFirst: Bool, _ findings: inout ImportFindings) {
    if !isFirst {
      endList()
      let title = ChecklistText.markdown(section.title.isEmpty ? "Criteria" : section.title, beginsLine: false)
      // Their own heading stands above all of them.
      if section.title.lettersAndDigits != "exitcriteria" { append(block: "### \(title)") }
    }
    for (place, block) in section.blocks.enumerated() {
      switch block.kind {
      case .heading: break
      case .item(let depth, let box):
        add(block, depth: depth, box, isLabel: isLabel(place, depth, section.blocks), in: section.blocks, &findings)
      case .table(let rows): add(rows, at: block.range, &findings)
      case .paragraph:
        if block.isContentsMark {
          ChecklistCriteria.noteContents(at: block.range, &findings)
          continue
        }
        let text = ChecklistText.markdown(block.text)
        if hasItems || !isFirst {
          endList()
          append(block: text)
        } else {
          prose.append(text)
        }
      }
    }
  }

  /// Whether bullets stand below an item without a box: then it heads them.
  private func isLabel(_ place: Int, _ depth: Int, _ blocks: [ChecklistBlock]) -> Bool {
    guard place + 1 < blocks.count, case .item(let next, _) = blocks[place + 1].kind else { return false }
    return next > depth
  }

  // MARK: Items

  private mutating func add(
    _ block: ChecklistBlock, depth: Int, _ box: ForeignBox?, isLabel: Bool, in blocks: [ChecklistBlock],
    _ findings: inout ImportFindings
  ) {
    while boxedDepths.last.map({ $0 >= depth }) ?? false { boxedDepths.removeLast() }
    if block.isContentsEntry, box == nil { return ChecklistCriteria.noteContents(at: block.range, &findings) }
    let text = markdown(block.text, beginsLine: box == nil, at: block.range, &findings)
    guard let box else {
      if isLabel || !boxedDepths.isEmpty { return appendItem(text, mark: nil, depth: depth) }
      findings.count(
        at: block.range.lowerBound, "a bullet without a box",
        because: "nobody says that it is met; the criterion is open")
      return appendItem(text, mark: "[ ]", depth: depth)
    }
    boxedDepths.append(depth)
    append(
      ChecklistStatus(box), written: box.written, text: text, note: "", holdsReason: text.holdsReason, depth: depth,
      at: block.range, &findings)
  }

  private static func noteContents(at range: Range<Int>, _ findings: inout ImportFindings) {
    findings.count(
      at: range.lowerBound, "an entry of the table of contents", because: "the page here has one of its own")
  }

  /// Depths of the items with boxes around the next one: what has none there says more about them.
  private var boxedDepths: [Int] = []

  private mutating func append(
    _ status: ChecklistStatus, written: String, text: String, note: String, holdsReason: Bool = false, depth: Int,
    at range: Range<Int>, _ findings: inout ImportFindings
  ) {
    func noteOpen(_ reason: String) {
      findings.count(
        at: range.lowerBound, "the status “\(written.shortened(to: 30))”", because: "\(reason); the criterion is open")
    }
    let full = note.isEmpty ? text : "\(text) — \(note)"
    switch status {
    case .state(.waived):
      let waiver = ChecklistText.balanced(note)
      let reason = waiver.isEmpty || waiver.utf8.starts(with: "by ".utf8) ? " \(waiver)" : ": \(waiver)"
      appendItem(note.isEmpty ? text : "\(text) (waived\(reason))", mark: "[-]", depth: depth)
    case .state(let state): appendItem(full, mark: "[\(state.mark)]", depth: depth)
    case .notApplicable where !note.isEmpty || holdsReason: excluded.append("Not applicable: \(full)")
    case .notApplicable:
      noteOpen("nobody says why it does not apply")
      appendItem(full, mark: "[ ]", depth: depth)
    case .unclear:
      noteOpen("it may mean anything")
      appendItem(full, mark: "[ ]", depth: depth)
    }
  }

  private mutating func appendItem(_ text: String, mark: String?, depth: Int) {
    let indent = String(repeating: "  ", count: min(depth, ChecklistCriteria.deepest))
    let line = "\(indent)- \(mark.map { $0 + " " } ?? "")\(text.isEmpty ? "…" : text)"
    let count = line.utf8.count { $0 == UInt8(ascii: "[") }
    guard take(line.utf8.count) else { return }
    if brackets + count > ChecklistCriteria.mostBrackets, depth == 0 {
      lines.append("")
      brackets = 0
    }
    brackets += count
    lines.append(line)
    hasItems = true
  }

  private mutating func append(block: String) {
    guard take(block.utf8.count + 2) else { return }
    if lines.last?.isEmpty == false { lines.append("") }
    lines += [block, ""]
    brackets = 0
  }

  private mutating func take(_ bytes: Int) -> Bool {
    length += bytes + 1
    if length > ChecklistCriteria.longest { lost += 1 }
    return length <= ChecklistCriteria.longest
  }

  /// Writes what does not apply below the items above it.
  private mutating func endList() {
    for sentence in excluded { append(block: sentence) }
    excluded = []
    boxedDepths = []
    if lines.last?.isEmpty == false { lines.append("") }
    brackets = 0
  }

  // MARK: Tables

  private mutating func add(_ rows: [[ChecklistCell]], at range: Range<Int>, _ findings: inout ImportFindings) {
    guard let table = ChecklistTable(rows) else {
      findings.count(
        at: range.lowerBound, "a table that tells no states", because: "its rows cannot be met or open")
      return
    }
    boxedDepths = []
    for row in table.rows {
      let parts = ([row.item.text] + row.others).map { markdown($0, at: row.item.range, &findings) }
      let text = parts.joined(separator: "; ")
      let note = markdown(row.note, at: row.item.range, &findings)
      guard let (status, rest) = ChecklistStatus.read(row.status.text) else {
        append(
          .unclear, written: row.status.text, text: text,
          note: [markdown(row.status.text, at: row.status.range, &findings), note].filter { !$0.isEmpty }
            .joined(separator: "; "),
          depth: 0, at: row.status.range, &findings)
        continue
      }
      let behind = markdown(rest, at: row.status.range, &findings)
      append(
        status, written: row.status.text, text: text,
        note: [behind, note].filter { !$0.isEmpty }.joined(separator: "; "), depth: 0, at: row.status.range, &findings)
    }
  }

  private func markdown(
    _ text: String, beginsLine: Bool = false, at range: Range<Int>, _ findings: inout ImportFindings
  ) -> String {
    var isLost = false
    let result = ChecklistText.markdown(text, beginsLine: beginsLine, onLostLink: { isLost = true })
    if isLost {
      findings.count(
        at: range.lowerBound, "a link or a picture", because: "it leads to what only the other tool has; its words stay"
      )
    }
    return result
  }

  // MARK: The end

  /// - Parameter task: the milestone, for what is said of it.
  mutating func body(_ findings: inout ImportFindings, _ task: ForeignTask) -> String {
    endList()
    if lost > 0 {
      findings.note(
        at: task.range.lowerBound, "\(lost) items of “\(task.name.shortened(to: 60))”",
        because: "a text may have 256 KiB; import its chapters one by one")
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    let text = prose.joined(separator: "\n\n").cut(to: ChecklistCriteria.longest / 8)
    return (text.isEmpty ? "" : text + "\n\n") + "## Exit criteria\n\n" + lines.joined(separator: "\n")
  }
}

extension String {
  /// Whether the words behind an item’s name may say why it does not apply.
  fileprivate var holdsReason: Bool {
    let bytes = Array(utf8)
    return [": ", " - ", " – ", " — ", "("].contains { bytes.firstRange(of: Array($0.utf8)) != nil }
  }
}
